import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import "pdfjs-dist/legacy/build/pdf.worker.mjs"; // here, since a page from a folder may start no worker

import { DocumentError } from "./document-error.js";

/** @typedef {import("./documents.js").Document} Document */
/** @typedef {{ words: string, height: number, below: number }} Line `below` is the space above it, in its own heights */

const LARGER = 1.15; // than the letters of most of the text: a heading
const HEADING_WORDS = 14;
const APART = 1.7; // heights of a line from one to the next: a new paragraph
const MOST_PAGES = 1000;
const NAMED = 8; // pages that a note gives by number

/**
 * Reads a PDF's words, line by line.
 * @param {Uint8Array} bytes
 * @returns {Promise<Document>} Rejects with a DocumentError.
 */
export async function readPdf(bytes) {
  // Nothing is fetched and nothing in the file is run: only its words are wanted.
  const task = getDocument({ data: bytes, isEvalSupported: false, useSystemFonts: false, useWorkerFetch: false, disableFontFace: true, verbosity: 0 });
  try {
    const opened = await task.promise;
    if (opened.numPages > MOST_PAGES) {
      throw new DocumentError(`This PDF has ${opened.numPages} pages, and ${MOST_PAGES} is the most. Take out what is not the policy.`);
    }
    const pages = [];
    for (let number = 1; number <= opened.numPages; number += 1) {
      const page = await opened.getPage(number);
      pages.push(lines(await page.getTextContent()));
      page.cleanup();
    }
    return document(pages);
  } catch (error) {
    throw told(error);
  } finally {
    await task.destroy();
  }
}

/**
 * @param {Line[][]} pages
 * @returns {Document}
 */
function document(pages) {
  const empty = pages.flatMap((page, at) => (page.length > 0 ? [] : [at + 1]));
  if (empty.length === pages.length) {
    throw new DocumentError(
      "This PDF holds no text, only pictures of pages: it was scanned. Open the file that it was printed from, or have a program read the pages (OCR).",
    );
  }
  const usual = usualHeight(pages.flat());
  const text = pages.map((page) => page.map((line) => shown(line, usual)).join("\n")).join("\n\f\n");
  return { text, notes: empty.length > 0 ? [withoutText(empty)] : [] };
}

/** @param {number[]} empty */
function withoutText(empty) {
  const named = `${empty.slice(0, NAMED).join(", ")}${empty.length > NAMED ? " and more" : ""}`;
  return `${empty.length === 1 ? "Page" : "Pages"} ${named} of this PDF ${empty.length === 1 ? "holds" : "hold"} no text. What stands there in pictures was not read.`;
}

/**
 * @param {Awaited<ReturnType<import("pdfjs-dist").PDFPageProxy["getTextContent"]>>} content
 * @returns {Line[]}
 */
function lines(content) {
  /** @type {Line[]} */
  const out = [];
  let words = "";
  let height = 0;
  let top = 0;
  let before = 0;
  for (const item of content.items) {
    if (!("str" in item)) {
      continue;
    }
    if (item.str.trim()) {
      height = Math.max(height, item.height);
      top = item.transform[5];
    }
    words += item.str;
    if (item.hasEOL || item === content.items[content.items.length - 1]) {
      if (words.trim()) {
        out.push({ words: words.trim(), height, below: before && height ? (before - top) / height : 0 });
        before = top;
      }
      words = "";
      height = 0;
    }
  }
  return out;
}

/**
 * The height of the letters in which most of the text stands.
 * @param {Line[]} all
 */
function usualHeight(all) {
  /** @type {Map<number, number>} */
  const letters = new Map();
  for (const { words, height } of all) {
    const rounded = Math.round(height * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + words.length);
  }
  return [...letters].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}

/**
 * A line as text: a heading with its mark, a paragraph after an empty line.
 * @param {Line} line
 * @param {number} usual
 */
function shown({ words, height, below }, usual) {
  const heading = height >= usual * LARGER && words.split(/\s+/u).length <= HEADING_WORDS && /[a-z]/iu.test(words);
  return `${heading || below > APART || below < 0 ? "\n" : ""}${heading ? "# " : ""}${words}${heading ? "\n" : ""}`;
}

/**
 * What the reader is told of a fault.
 * @param {unknown} error
 */
function told(error) {
  if (error instanceof DocumentError) {
    return error;
  }
  const name = error instanceof Error ? error.name : "";
  return new DocumentError(
    name === "PasswordException"
      ? "This PDF has a password. Open it, print it into a new PDF without one, and open that here."
      : "This PDF is damaged and cannot be read. Save it again from the program that it was written with.",
  );
}
