import { saveFile } from "./save.js";

const SAID_FOR = 4000;

/**
 * The ways to take a note along: copied, saved, printed. Nothing is kept here: the text stands on the page and
 * goes with it.
 */
export class Note {
  /**
   * @param {HTMLElement} element holds the buttons and the text
   * @param {(words: string) => void} say tells those who cannot see the button
   */
  constructor(element, say) {
    this.element = element;
    this.say = say;
    this.reminders = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.said = undefined;
    addEventListener("afterprint", () => this.clearSheet());
  }

  /**
   * @param {Event} event a click somewhere on the page
   * @returns {boolean} whether it was for the note
   */
  clicked(event) {
    // A button, and nothing around it: while a note is printed, the whole page bears the mark for that.
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button === null) {
      return false;
    }
    if ("copy" in button.dataset) {
      this.copy(button);
    } else if ("save" in button.dataset) {
      saveFile(this.text, "note.txt", "text/plain");
    } else if ("ics" in button.dataset) {
      saveFile(this.reminders, "reminders.ics", "text/calendar");
    } else if ("print" in button.dataset) {
      this.print(button);
    } else {
      return false;
    }
    return true;
  }

  get text() {
    return this.element.querySelector("[data-note]")?.textContent ?? "";
  }

  /** @param {HTMLElement} button */
  async copy(button) {
    const copied = (await copyNewWay(this.text)) || copyOldWay(this.text);
    this.tell(button, copied ? "Copied" : "Not copied: open the note below and copy it by hand");
  }

  /**
   * Say on the button itself what came of it, for a while.
   * @param {HTMLElement} button
   * @param {string} words
   */
  tell(button, words) {
    const label = (button.dataset.label ??= button.textContent ?? "");
    button.textContent = words;
    clearTimeout(this.said);
    this.said = setTimeout(() => (button.textContent = label), SAID_FOR);
    this.say(words);
    button.focus();
  }

  /** @param {HTMLElement} button */
  print(button) {
    this.clearSheet();
    if (typeof globalThis.print !== "function") {
      this.tell(button, "This browser cannot print: copy the note instead");
      return;
    }
    const sheet = document.createElement("pre");
    sheet.className = "wizard-sheet";
    sheet.textContent = this.text;
    document.body.append(sheet);
    document.documentElement.dataset.print = "note";
    globalThis.print();
  }

  /** Nothing of a note may stay when the screen is hidden, not even where the browser never tells that it has printed. */
  forget() {
    this.reminders = "";
    this.clearSheet();
  }

  clearSheet() {
    delete document.documentElement.dataset.print;
    document.querySelector(".wizard-sheet")?.remove();
  }
}

/**
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copyNewWay(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // plain http, or the reader said no
  }
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function copyOldWay(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false; // browsers are giving this way up
  } finally {
    field.remove();
  }
}
