import { keepPlace } from "./focus.js";
import { eachMinute, updateInPlace } from "./live-update.js";
import { fragment } from "./markup.js";
import { Note } from "./note.js";
import { released } from "./pointer.js";
import { englishTime } from "./time.js";

/** @typedef {import("../python/python.js").Python} Python */
/** @typedef {Awaited<ReturnType<Python["choice"]>>} Choice */

/**
 * The tool for the level of need. What is ticked stands on the page and nowhere else; Python says what it
 * points to. Until Python is ready, and where it never is, the page keeps its plain lists.
 */
export class LevelTool {
  /**
   * @param {HTMLElement} element
   * @param {Python | null} python
   */
  constructor(element, python) {
    this.element = element;
    this.python = python;
    this.plain = [...element.childNodes];
    /** @type {Choice | null} what Python says when nothing is ticked */
    this.nothing = null;
    this.sum = "";
    this.turn = 0;
    this.stopClock = () => {};
    this.note = new Note(element, (words) => this.write("[data-sum]", `${this.sum} ${words}.`));
  }

  begin() {
    this.element.addEventListener("click", (event) => this.clicked(event));
    this.element.addEventListener("change", (event) => this.changed(event));
    this.element.addEventListener("input", (event) => this.searched(event));
    document.addEventListener("handbook-forget", () => {
      this.forget();
      this.unfold();
    });
  }

  async bootPython() {
    if (this.python === null) {
      this.element.dataset.state = "failed";
      return;
    }
    this.element.dataset.state = "starting";
    try {
      const whole = await this.python.boot({ ...this.request(), whole: true });
      await released();
      this.nothing = whole;
      const seen = this.firstInView();
      keepPlace(this.element, () => this.row(seen), () => this.begun(whole.tool));
      this.element.dataset.state = "ready";
      this.stopClock = eachMinute(() => this.keepUp());
    } catch {
      this.fail();
    }
  }

  /**
   * The tool in the place of the plain lists, with the same groups open.
   * @param {string} html
   */
  begun(html) {
    const open = this.groups().filter((group) => group.open).map((group) => group.id);
    this.element.innerHTML = html;
    for (const group of this.groups()) {
      group.open = open.includes(group.id);
    }
  }

  fail() {
    this.stopClock();
    this.python?.stop();
    this.element.replaceChildren(...this.plain);
    this.element.dataset.state = "failed";
  }

  /** @returns {object} */
  request() {
    return {
      levels: this.element.dataset.levels ?? "",
      chosen: [...new Set(this.boxes().filter((box) => box.checked).map((box) => box.dataset.sign))],
      find: this.field()?.value ?? "",
      now: englishTime(new Date()),
      root: this.element.dataset.root ?? "",
    };
  }

  /** Ask Python again, and show what it says unless a later question has overtaken this one. */
  async ask() {
    const turn = (this.turn += 1);
    try {
      const choice = await this.python?.choice(this.request());
      if (turn === this.turn && choice !== undefined) {
        this.tell(choice);
        this.narrow(choice);
      }
    } catch {
      if (turn === this.turn) {
        this.fail();
      }
    }
  }

  /** Update who answers now, unless the reader asks for something meanwhile. */
  async keepUp() {
    if (!("chosen" in this.element.dataset)) {
      return; // nothing that changes is shown
    }
    const { turn } = this;
    try {
      const choice = await this.python?.choice(this.request());
      await released();
      if (turn === this.turn && choice !== undefined) {
        updateInPlace(this.element, fragment(choice.result));
      }
    } catch {
      if (turn === this.turn) {
        this.fail();
      }
    }
  }

  /** @param {Event} event */
  changed(event) {
    const box = event.target;
    if (box instanceof HTMLInputElement && box.dataset.sign !== undefined) {
      for (const same of this.boxes()) {
        same.checked = same.dataset.sign === box.dataset.sign ? box.checked : same.checked;
      }
      this.ask();
    }
  }

  /** @param {Choice} choice */
  tell(choice) {
    this.sum = choice.sum;
    this.element.toggleAttribute("data-chosen", choice !== this.nothing && this.boxes().some((box) => box.checked));
    this.write("[data-sum]", choice.sum);
    this.put("[data-result]", choice.result);
  }

  /** @param {Event} event */
  searched(event) {
    if (event.target === this.field()) {
      this.unfold();
      this.ask();
    }
  }

  /** Open every group while something is sought, so that what is found shows; else those with a tick. */
  unfold() {
    const seeking = (this.field()?.value ?? "") !== "";
    for (const group of this.groups()) {
      group.open = seeking || group.querySelector("input:checked") !== null;
    }
  }

  /** @param {Choice} choice */
  narrow(choice) {
    const found = new Set(choice.found);
    for (const row of this.all("[data-row]")) {
      row.hidden = !found.has(row.dataset.row ?? "");
    }
    for (const group of this.all("[data-group]")) {
      group.hidden = group.querySelector("[data-row]:not([hidden])") === null;
    }
    this.write("[data-found]", choice.found_words);
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const button =
      event.target instanceof Element ? event.target.closest("[data-clear], [data-show]") : null;
    if (this.note.clicked(event) || !(button instanceof HTMLElement)) {
      return;
    }
    if ("show" in button.dataset) {
      const heading = this.all("[data-heading]")[0];
      heading?.scrollIntoView({ block: "start" });
      heading?.focus({ preventScroll: true });
      return;
    }
    this.forget();
  }

  /** Untick everything, at once: nothing here waits for Python. */
  forget() {
    this.turn += 1;
    this.note.forget();
    for (const box of this.boxes()) {
      box.checked = false;
    }
    const field = this.field();
    if (field !== null && this.nothing !== null) {
      field.value = "";
      this.narrow(this.nothing);
      this.tell(this.nothing);
    }
  }

  /**
   * The first sign that the reader sees, so that it can stay where it is when the lists become the tool.
   * @returns {string | undefined}
   */
  firstInView() {
    const box = this.element.getBoundingClientRect();
    const inside = box.top < 0 && box.bottom > 0;
    const rows = inside ? this.all("[data-row]") : [];
    const seen = rows.filter((row) => row.getClientRects().length > 0);
    return seen.find((row) => row.getBoundingClientRect().top >= 0)?.dataset.row;
  }

  /**
   * @param {string | undefined} sign
   * @returns {HTMLElement | null}
   */
  row(sign) {
    return this.all("[data-row]").find((candidate) => candidate.dataset.row === sign) ?? null;
  }

  /**
   * @param {string} where
   * @param {string} html from Python, which escapes all text
   */
  put(where, html) {
    const place = this.element.querySelector(where);
    if (place !== null) {
      place.innerHTML = html;
    }
  }

  /**
   * @param {string} where
   * @param {string} text
   */
  write(where, text) {
    const place = this.element.querySelector(where);
    if (place !== null) {
      place.textContent = text;
    }
  }

  /** @returns {HTMLInputElement | null} */
  field() {
    return this.element.querySelector("input[data-find]");
  }

  /** @returns {HTMLDetailsElement[]} the signs of a domain and level each, and the pairs */
  groups() {
    return [...this.element.querySelectorAll("details.hb-beside")].filter((fold) => fold instanceof HTMLDetailsElement);
  }

  /** @returns {HTMLInputElement[]} */
  boxes() {
    return [...this.element.querySelectorAll("input")].filter((box) => box.dataset.sign !== undefined);
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement[]}
   */
  all(selector) {
    return [...this.element.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
  }
}
