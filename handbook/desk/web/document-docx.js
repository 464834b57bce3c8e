import JSZip from "jszip";
import mammoth from "mammoth";

import { DocumentError } from "./document-error.js";

/** @typedef {import("./documents.js").Document} Document */
/**
 * A part of a document as mammoth gives it.
 * @typedef {object} Part
 * @property {string} type
 * @property {Part[]} [children]
 * @property {string} [value]
 * @property {string | null} [styleName]
 * @property {{ isOrdered: boolean, level: string } | null} [numbering]
 * @property {boolean} [isBold]
 */

const MAIN = "word/document.xml";
const HEADING_WORDS = 14;
// What a document may hold that its text shows nothing of, or not as the screen does.
const TELLING = [
  {
    has: /<w:(?:ins|del|moveTo|moveFrom)[\s>]/u,
    note: "The document has tracked changes. Words put in were taken, words struck out were left out. Have them accepted or refused, and open it again.",
  },
  { has: /<w:commentReference[\s/>]/u, note: "Comments in the margin were left out." },
  { has: /<w:(?:footnote|endnote)Reference[\s/>]/u, note: "Footnotes were left out." },
  { has: /<(?:pic:pic|v:imagedata|dgm:relIds|c:chart)[\s>]/u, note: "The document has pictures or diagrams. Words inside them were not read, such as a flow chart's." },
];
const BOX = /<w:txbxContent[\s>](.*?)<\/w:txbxContent>/gsu;
const BOXED = /<w:t(?:\s[^>]*)?>([^<&]{4,})/u;
const BOXES = "The document has text boxes. Their words stand below the paragraph that they hang on. Check where they belong.";
const BOXES_LOST = "The document has text boxes, and the words of some were not read. Copy them out of Word, and paste them where they belong.";
const COUNTED = "Word counts the headings by itself, and they were counted here as it would. Check a few numbers.";

/**
 * Reads a Word document's words, with its headings, lists and tables.
 * @param {Uint8Array} bytes of a zip, which it is if it is a .docx
 * @returns {Promise<Document>} Rejects with a DocumentError.
 */
export async function readDocx(bytes) {
  const whole = await main(bytes);
  const notes = TELLING.filter(({ has }) => has.test(whole)).map(({ note }) => note);
  const found = new Words();
  try {
    await mammoth.convertToHtml({ arrayBuffer: /** @type {ArrayBuffer} */ (bytes.buffer) }, {
      transformDocument: (/** @type {Part} */ document) => {
        found.take(document.children ?? []);
        return document;
      },
    });
  } catch {
    throw new DocumentError("This Word file is damaged and cannot be read. Open it in Word, and save it again.");
  }
  const text = found.lines.join("\n");
  if (!/[a-z]/iu.test(text)) {
    throw new DocumentError("This Word file holds no text. If its pages are pictures, open the file that they were made from.");
  }
  return { text, notes: [...notes, ...boxes(whole, text), ...(found.counted ? [COUNTED] : [])] };
}

/**
 * What there is to tell of text boxes.
 * @param {string} whole
 * @param {string} text what was read
 */
function boxes(whole, text) {
  const first = [...whole.matchAll(BOX)].map(([, inside]) => BOXED.exec(inside ?? "")?.[1]?.trim() ?? "");
  return first.length === 0 ? [] : [first.every((words) => text.includes(words)) ? BOXES : BOXES_LOST];
}

/**
 * The document's own part of the zip.
 * @param {Uint8Array} bytes
 */
async function main(bytes) {
  let zip;
  try {
    zip = await JSZip.loadAsync(bytes);
  } catch {
    throw new DocumentError("This file is damaged and cannot be read. Save it again from the program that it was written with.");
  }
  const part = zip.file(MAIN);
  if (part === null) {
    throw new DocumentError(
      zip.file("content.xml") !== null
        ? "This is a file of LibreOffice. Open it there, and save it as .docx."
        : "This is another kind of file. Open a .docx, a .pdf or a .txt, or paste the policy's text.",
    );
  }
  return part.async("string");
}

/** The lines of a document, as they are put together. */
class Words {
  constructor() {
    /** @type {string[]} */
    this.lines = [];
    /** @type {number[]} */
    this.numbers = [];
    this.counted = false;
  }

  /** @param {Part[]} parts */
  take(parts) {
    for (const part of parts) {
      if (part.type === "paragraph") {
        this.paragraph(part);
      } else if (part.type === "table") {
        this.table(part);
      } else {
        this.take(part.children ?? []);
      }
    }
  }

  /** @param {Part} part */
  paragraph(part) {
    const words = flat(part).trim();
    if (!words) {
      return;
    }
    const heading = /^heading (\d)/iu.exec(part.styleName ?? "");
    const short = words.split(/\s+/u).length <= HEADING_WORDS;
    const bold = short && runs(part).every((run) => run.isBold || !flat(run).trim());
    if (heading || (bold && part.numbering?.isOrdered)) {
      const number = part.numbering?.isOrdered ? `${this.number(Number(part.numbering.level))} ` : "";
      this.lines.push("", `${"#".repeat(Number(heading?.[1] ?? 1))} ${number}${words}`, "");
    } else if (part.numbering) {
      this.lines.push(`- ${words}`);
    } else {
      this.lines.push("", bold ? `**${words}**` : words);
    }
  }

  /**
   * The number that Word shows before a heading.
   * @param {number} level
   */
  number(level) {
    this.counted = true;
    this.numbers = Array.from({ length: level + 1 }, (_, at) => (this.numbers[at] ?? (at < level ? 1 : 0)) + (at === level ? 1 : 0));
    return level === 0 ? `${this.numbers[0]}.` : this.numbers.join(".");
  }

  /** @param {Part} part */
  table(part) {
    for (const row of part.children ?? []) {
      const cells = row.children ?? [];
      if (cells.length === 1) {
        this.take(cells[0]?.children ?? []); // a frame around text
      } else {
        this.lines.push("", cells.map((cell) => flat(cell).replace(/\s+/gu, " ").trim()).join("\t"));
      }
    }
  }
}

/**
 * The runs of a paragraph, also those in links.
 * @param {Part} part
 * @returns {Part[]}
 */
function runs(part) {
  return (part.children ?? []).flatMap((child) => (child.type === "run" ? [child] : runs(child)));
}

/**
 * The words of a part in one line, with its tabs.
 * @param {Part} part
 * @returns {string}
 */
function flat(part) {
  switch (part.type) {
    case "text":
      return part.value ?? "";
    case "tab":
      return "\t"; // before the page in a table of contents
    case "break":
      return " ";
    case "noteReference":
      return "";
    default:
      return (part.children ?? []).map(flat).join("") + (part.type === "paragraph" ? " " : "");
  }
}
