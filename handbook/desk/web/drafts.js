import { el } from "./dom.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const NOT_KEPT = "Typed, and not kept yet.";

/** What was typed and not kept yet, by the question or line that it is for: to leave it and come back loses nothing. */
export class Drafts {
  constructor() {
    /** @type {Map<string, (string | boolean)[]>} */
    this.typed = new Map();
  }

  get any() {
    return this.typed.size > 0;
  }

  /**
   * Put back what was typed here before, and hold what is typed from now on.
   * @param {string} place
   * @param {HTMLElement} box what holds the fields
   * @returns {boolean} whether something was put back
   */
  watch(place, box) {
    const fields = /** @type {Field[]} */ ([...box.querySelectorAll("input, textarea, select")]);
    const note = el("p", { class: "hb-draft", role: "status" });
    const before = this.typed.get(place);
    if (before) {
      fields.forEach((field, n) => write(field, before[n] ?? ""));
      for (const fold of box.querySelectorAll("details")) {
        fold.open = true;
      }
      note.textContent = NOT_KEPT;
    }
    box.addEventListener("input", () => {
      this.typed.set(place, fields.map(read));
      note.textContent = NOT_KEPT;
    });
    box.append(note);
    return before !== undefined;
  }

  /** @param {string} place */
  kept(place) {
    this.typed.delete(place);
  }

  forget() {
    this.typed.clear();
  }
}

/** @param {Field} field */
function ticked(field) {
  return field instanceof HTMLInputElement && field.type === "checkbox";
}

/** @param {Field} field */
function read(field) {
  return ticked(field) ? /** @type {HTMLInputElement} */ (field).checked : field.value;
}

/**
 * @param {Field} field
 * @param {string | boolean} value
 */
function write(field, value) {
  Object.assign(field, ticked(field) ? { checked: value } : { value });
  field.dispatchEvent(new Event("change")); // what shows only with some choices shows again
}
