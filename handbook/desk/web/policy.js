import { button, el, labelled, note, tell } from "./dom.js";
import { choose } from "./keep.js";
import { loaded } from "./script.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {typeof import("./documents.js")} Reader */

const KINDS = ".docx,.pdf,.txt,application/pdf,text/plain";
const BROKEN = "This file could not be read. Paste the policy's text instead.";
const ALL = 100;

/** The policy's own text: opened from a file or pasted, and the passages that may say a line looked for in it. */
export class Policy {
  /**
   * @param {Desk} desk
   * @param {HTMLElement} place where the ways to open it stand, below the tools
   * @param {string} base the address of the folder with the scripts
   */
  constructor(desk, place, base) {
    this.desk = desk;
    this.base = base;
    this.told = el("p", { role: "status", class: "hb-told" });
    this.looking = el("p", { role: "status", class: "hb-grey", "data-desk-looking": true });
    this.busy = false;
    const text = el("textarea", { rows: "6" });
    const take = async () => {
      if (await this.take(text.value, [])) {
        text.value = "";
        pasted.open = false;
      }
    };
    const pasted = el("details", {}, el("summary", {}, "Or paste your policy's text"), labelled("All of its text", text), button("Take this text", take));
    place.replaceChildren(pasted, this.told, this.looking);
  }

  async choose() {
    const file = await choose(KINDS);
    if (!file) {
      return;
    }
    note(this.told, "Your policy is being read …");
    try {
      const { readDocument } = await this.reader();
      const { text, notes } = await readDocument(file);
      await this.take(text, notes);
    } catch (error) {
      const known = error instanceof Error && error.constructor === loadedReader()?.DocumentError;
      tell(this.told, known ? error.message : BROKEN);
    }
  }

  /** @returns {Promise<Reader>} what reads files, loaded once */
  async reader() {
    if (!loadedReader()) {
      await loaded(new URL("reader.js", this.base).href);
    }
    const reader = loadedReader();
    if (!reader) {
      throw new Error("reader.js is missing");
    }
    return reader;
  }

  /**
   * @param {string} text
   * @param {string[]} notes what its reader had to tell
   * @returns {Promise<boolean>} whether it was taken
   */
  async take(text, notes) {
    const got = await this.desk.ask({ do: "policy", text }, this.told);
    if (!got) {
      return false;
    }
    this.desk.part = "";
    await this.desk.changed();
    this.desk.put(openedView(got.sections, [...notes, ...got.notes]));
    return true;
  }

  /** Look for the passages where there are some to find, and say nothing of them where no policy is open. */
  follow() {
    if (this.desk.state.looking) {
      this.look();
    } else if (!this.desk.state.texts) {
      this.looking.textContent = "";
    }
  }

  /** Look for the passages, a second at a time, so that whatever else is asked comes in between. */
  async look() {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.looking.textContent = "Looking for the passages of your policy …";
    let got = await this.desk.ask({ do: "look" }, this.looking);
    while (got && got.done < ALL) {
      this.looking.textContent = `Looking for the passages of your policy … ${got.done} of 100`;
      got = await this.desk.ask({ do: "look" }, this.looking);
    }
    this.busy = false;
    if (got) {
      await this.desk.changed(); // the lines with a passage count from now on, and the questions have theirs
      const { texts, looking } = this.desk.state; // it may have been taken back meanwhile
      if (texts && !looking) {
        this.looking.textContent = `Your policy was looked through: ${got.lines} lines have a passage, in ${got.sections} sections. Open a section.`;
      }
    }
  }
}

/** @returns {Reader | undefined} */
function loadedReader() {
  return /** @type {any} */ (globalThis).handbookReader;
}

/**
 * @param {number} sections
 * @param {string[]} notes
 * @returns {HTMLElement}
 */
function openedView(sections, notes) {
  return el(
    "div",
    {},
    el("h1", { tabindex: "-1", "data-heading": true }, `Your policy is open: ${sections} sections`),
    el("p", {}, "Once it has been looked through, the passage that may say a line stands beside the line. It is a proposal: that it has the line's words does not mean that it says the line. Read it, and tick what it says."),
    notes.length > 0 && el("h2", {}, "Look at these"),
    notes.length > 0 && el("ul", { class: "hb-faults" }, ...notes.map((told) => el("li", {}, told))),
  );
}

/**
 * A section's own text, folded; nothing where no policy is open.
 * @param {string} text
 */
export function sectionText(text) {
  return text && el("details", {}, el("summary", {}, "The section's text"), el("p", { class: "hb-policy-text", tabindex: "0" }, text));
}

/**
 * The passage that may say a line, with its words marked.
 * @param {{before: string, marked: string, after: string} | undefined} passage
 */
export function passageView(passage) {
  return passage && el("blockquote", { class: "hb-passage" }, passage.before, el("mark", {}, passage.marked), passage.after);
}
