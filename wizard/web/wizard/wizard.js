import { Ahead } from "./ahead.js";
import { LevelTool } from "./levels.js";
import { Folder } from "../python/folder.js";
import { eachMinute, freshen } from "./fresh.js";
import { Network } from "../python/network.js";
import { Note } from "./note.js";
import { printWhole } from "./paper.js";
import { released } from "./press.js";
import { Proof } from "./proof.js";
import { Python } from "../python/python.js";
import { Reading } from "./reading.js";
import { StaticFlow } from "./static.js";
import { englishTime } from "./time.js";

/** @typedef {import("./static.js").Answer} Answer */

/**
 * @typedef {{answers: Answer[] | null, step?: string}} Place
 * Where the reader is. `answers` is null when a step was opened by its address and several ways lead to it;
 * then `step` names it.
 */

const RELOADED = "The page was loaded again. Your answers were not kept, so this is the first question.";

// Controls that are found again after the markup has been replaced, so that focus can stay where it was.
const KEPT_FOCUS = ["option", "back", "restart", "change", "proof", "start", "heading"];

/**
 * The wizard on the page. Answers live in this object and nowhere else: the browser's history holds only a
 * count of steps, which means nothing without it.
 */
class Wizard {
  /**
   * @param {HTMLElement} element
   * @param {Python | null} python
   */
  constructor(element, python) {
    this.element = element;
    this.python = python && new Ahead(python);
    this.ready = false;
    this.flow = element.dataset.flow ?? "";
    this.root = element.dataset.root ?? "";
    this.page = new StaticFlow(element);
    /** @type {Answer[] | null} */
    this.answers = [];
    /** @type {Record<string, string>} the moments that time limits count from, as far as given */
    this.starts = {};
    /** @type {Place[]} the place at each count of steps */
    this.past = [];
    this.depth = 0;
    this.turn = 0;
    this.stopClock = () => {};
    this.status = document.createElement("p");
    this.status.className = "wizard-status";
    this.status.dataset.status = "";
    this.status.setAttribute("role", "status");
    element.before(this.status);
    element.dataset.script = "";
    this.title = document.title;
    this.forgotten = false;
    this.proof = new Proof(element);
    this.reading = new Reading(element);
    this.note = new Note(element, (words) => this.sayQuietly(words));
    printWhole(element, this.page.nodes, () => this.answers?.length === 0 && !document.documentElement.dataset.print);
  }

  begin() {
    if (history.state?.wizard > 0) {
      this.status.textContent = RELOADED;
    }
    this.openAddress();
    this.mark(0);
    this.element.addEventListener("click", (event) => this.clicked(event));
    this.element.addEventListener("change", (event) => this.changed(event));
    addEventListener("popstate", (event) => this.moved(event));
    document.addEventListener("handbook-forget", () => this.forget());
    document.addEventListener("handbook-shown", () => this.shownAgain());
  }

  /** Show the step that the address names, then take its name out of the address. */
  openAddress() {
    const named = location.hash.slice(1); // a step's name has no sign that an address writes otherwise
    if (this.page.sections.has(named)) {
      this.answers = this.page.onlyWayTo(named);
      this.past = [{ answers: this.answers, step: named }];
      history.replaceState(history.state, "", location.pathname + location.search);
      this.showStatic(named);
    } else {
      this.showStatic(this.page.start);
    }
  }

  /** Let Python take over at the step that the reader is on. */
  async startPython() {
    if (this.python === null) {
      this.element.dataset.state = "failed";
      return;
    }
    this.element.dataset.state = "starting";
    performance.mark("wizard-start");
    try {
      const first = await this.python.start(this.request(this.answers ?? []));
      performance.mark("wizard-ready");
      await released();
      this.ready = true;
      if (this.answers !== null) {
        const { turn } = this;
        const same = JSON.stringify(first.answers) === JSON.stringify(this.answers);
        const live = same ? first : await this.python.step(this.request(this.answers));
        if (turn === this.turn) {
          this.showLive(live, false);
        }
      }
      this.element.dataset.state = "ready";
      this.stopClock = eachMinute(() => this.keepUp(this.turn));
    } catch {
      this.fail();
    }
  }

  fail() {
    this.ready = false;
    this.stopClock();
    this.python?.stop();
    this.element.dataset.state = "failed";
    if (this.page.nodes.some((node) => !node.isConnected)) {
      const held = this.element.contains(document.activeElement);
      this.showStatic(this.page.follow(this.answers ?? []).step);
      if (held) {
        this.focusHeading();
      }
    }
  }

  /**
   * @param {Answer[]} answers
   * @returns {object}
   */
  request(answers) {
    const now = englishTime(new Date());
    return { flow: this.flow, answers, now, root: this.root, starts: this.starts };
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    if (this.note.clicked(event) || this.proof.clicked(event) || this.reading.clicked(event)) {
      return;
    }
    const control =
      event.target instanceof Element
        ? event.target.closest("[data-option], [data-back], [data-restart], [data-change]")
        : null;
    if (!(control instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const { option, change } = control.dataset;
    if (option !== undefined) {
      this.choose(event, option);
    } else if (change !== undefined) {
      this.go({ answers: this.answers?.slice(0, Number(change)) ?? [] });
    } else if ("restart" in control.dataset) {
      this.starts = {};
      this.go({ answers: [] });
    } else if (this.depth > 0) {
      history.back();
    } else {
      this.go({ answers: this.answers?.slice(0, -1) ?? [] });
    }
  }

  /**
   * @param {MouseEvent} event
   * @param {string} option
   */
  choose(event, option) {
    const step = this.element.dataset.step ?? "";
    if (this.answers !== null && this.ready) {
      event.preventDefault();
      this.go({ answers: [...this.answers, [step, option]] });
      return;
    }
    const next = this.page.target(step, option);
    if (next === null) {
      return; // an ordinary link to another flow's page
    }
    event.preventDefault();
    this.go({ answers: this.answers && [...this.answers, [step, option]], step: next });
  }

  /** @param {Event} event */
  changed(event) {
    if (event.target instanceof HTMLInputElement && event.target.dataset.start !== undefined) {
      this.starts[event.target.dataset.start] = event.target.value;
      this.countAgain();
    }
  }

  /** The reader gave a moment, and may be half way through the next. */
  async countAgain() {
    if (await this.keepUp((this.turn += 1))) {
      this.sayQuietly("The times are counted again.");
    }
  }

  /**
   * Bring an outcome up to date: who answers, and what is counted from now, change while it stands there. It is no
   * step that the reader asked for, so it gives way to one.
   * @param {number} turn
   * @returns {Promise<boolean>} whether it has been done
   */
  async keepUp(turn) {
    if (this.answers === null || !this.ready || this.python === null || this.element.dataset.kind !== "outcome") {
      return false;
    }
    try {
      const live = await this.python.step(this.request(this.answers));
      await released();
      if (turn !== this.turn) {
        return false;
      }
      freshen(this.element, live.page);
      this.note.reminders = live.reminders ?? "";
      return true;
    } catch {
      if (turn === this.turn) {
        this.fail();
      }
      return false;
    }
  }

  /**
   * Words for those who do not see the change on the page.
   * @param {string} words
   */
  sayQuietly(words) {
    this.status.dataset.status = "quiet";
    this.status.textContent = words;
  }

  /**
   * A step that the reader asked for: a new entry in the history, and focus to its heading.
   * @param {Place} place
   */
  async go(place) {
    if (await this.show(place, true)) {
      this.status.textContent = "";
      this.status.dataset.status = "";
      this.past.length = this.depth + 1;
      this.past.push({ answers: this.answers, step: this.element.dataset.step });
      this.mark(this.depth + 1, true);
    }
  }

  /**
   * Show a place; false when a later call overtook this one.
   * @param {Place} place
   * @param {boolean} focus
   * @returns {Promise<boolean>}
   */
  async show(place, focus) {
    const turn = (this.turn += 1);
    if (place.answers !== null && this.ready && this.python !== null) {
      try {
        const live = await this.python.step(this.request(place.answers));
        if (turn === this.turn) {
          this.showLive(live, focus);
        }
        return turn === this.turn;
      } catch {
        if (turn !== this.turn) {
          return false;
        }
        this.answers = place.answers;
        this.fail();
      }
    }
    const found = place.answers === null ? null : this.page.follow(place.answers);
    this.answers = found === null ? null : found.answers;
    this.showStatic(found?.step ?? place.step ?? this.page.start);
    if (focus) {
      this.focusHeading();
    }
    return true;
  }

  /**
   * @param {import("./ahead.js").Live} live
   * @param {boolean} focus
   */
  showLive(live, focus) {
    if (focus) {
      this.put(live);
      this.focusHeading();
      return;
    }
    const held = this.heldFocus();
    const before = this.heading()?.getBoundingClientRect().top;
    this.put(live);
    const after = this.heading()?.getBoundingClientRect().top;
    if (before !== undefined && after !== undefined) {
      scrollBy(0, after - before);
    }
    const again = held === null ? null : this.element.querySelector(held);
    if (again instanceof HTMLElement) {
      again.focus({ preventScroll: true });
    }
  }

  /**
   * Put a step in place, and get those ready that may follow: each option's, and the one before.
   * @param {import("./ahead.js").Live} live
   */
  put(live) {
    const { answers, page } = live;
    const options = [...page.querySelectorAll("[data-option]")].map((option) => option.getAttribute("data-option") ?? "");
    this.element.replaceChildren(page);
    this.answers = answers;
    this.note.reminders = live.reminders ?? "";
    Object.assign(this.element.dataset, { flow: live.flow, step: live.step, kind: live.kind });
    this.proof.apply();
    this.entitle();
    /** @type {Answer[][]} */
    const next = options.map((option) => [...answers, [live.step, option]]);
    const before = answers.length > 0 ? [answers.slice(0, -1)] : [];
    this.python?.prepare([...next, ...before], (one) => this.request(one));
  }

  /** @param {string} step */
  showStatic(step) {
    if (this.page.nodes.some((node) => !node.isConnected)) {
      this.element.replaceChildren(...this.page.nodes);
    }
    this.page.show(step);
    Object.assign(this.element.dataset, { flow: this.flow, step, kind: this.page.kind(step) });
    this.proof.apply();
    this.entitle();
  }

  /** The reader takes the cover away: what had the focus may be gone with what was forgotten. */
  shownAgain() {
    this.entitle();
    if (this.forgotten) {
      this.forgotten = false;
      this.focusHeading();
    }
  }

  /** Tell the steps apart in the page's title, in words that give nothing away: it stands in the history too. */
  entitle() {
    if ("covered" in document.documentElement.dataset) {
      return;
    }
    const place = this.answers === null ? "" : ` ${this.answers.length + 1}`;
    const first = this.answers?.length === 0;
    const word = this.element.dataset.kind === "outcome" ? "What to do" : `Question${place}`;
    document.title = first ? this.title : `${word} - ${this.title}`;
  }

  /** Let go of all that the reader said, at once: nothing here waits for Python. */
  forget() {
    this.python?.forget();
    this.forgotten = true;
    this.turn += 1;
    this.answers = [];
    this.starts = {};
    this.note.forget();
    this.proof.forget();
    if (this.reading.read.length > 0) {
      this.reading.close();
    }
    this.past = [];
    this.status.textContent = "";
    this.showStatic(this.page.start);
    this.show({ answers: [] }, false);
  }

  /** @param {PopStateEvent} event */
  moved(event) {
    if (this.reading.moved(event.state)) {
      return;
    }
    const depth = event.state?.wizard;
    if (typeof depth !== "number") {
      this.mark(this.depth); // a link inside the page: the same step, under another entry
      return;
    }
    this.depth = depth;
    // Once this event is over the browser looks for what the address names, and takes the focus away for it.
    setTimeout(() => this.show(this.past[depth] ?? { answers: [] }, true));
  }

  /**
   * Note the count of steps in the history; never anything about the answers.
   * @param {number} depth
   * @param {boolean} [fresh] as a new entry
   */
  mark(depth, fresh = false) {
    this.depth = depth;
    const state = { ...history.state, wizard: depth };
    delete state.reading;
    if (fresh) {
      history.pushState(state, "");
    } else {
      history.replaceState(state, "");
    }
  }

  /** @returns {HTMLElement | null} */
  heading() {
    const shown = this.page.sections.get(this.element.dataset.step ?? "");
    const inside = shown?.isConnected ? shown : this.element;
    return inside.querySelector("[data-heading]");
  }

  focusHeading() {
    const heading = this.heading();
    if (this.element.getBoundingClientRect().top < 0) {
      this.element.scrollIntoView({ block: "start" });
    }
    heading?.focus({ preventScroll: true });
  }

  /**
   * A selector for the control that holds the focus, as it will be in the next markup too.
   * @returns {string | null}
   */
  heldFocus() {
    const held = document.activeElement;
    if (!(held instanceof HTMLElement) || !this.element.contains(held)) {
      return null;
    }
    const name = KEPT_FOCUS.find((one) => one in held.dataset);
    return name === undefined ? "[data-heading]" : `[data-${name}="${CSS.escape(held.dataset[name] ?? "")}"]`;
  }
}

const script = document.currentScript;
const element = document.querySelector("[data-wizard], [data-levels]");
if (element instanceof HTMLElement && script instanceof HTMLScriptElement) {
  const meant = document.querySelector('meta[name="handbook-build"]')?.getAttribute("content") ?? BUILD.id;
  const possible = meant === BUILD.id && typeof WebAssembly === "object" && typeof Worker === "function";
  const base = new URL(".", script.src).href;
  const source = location.protocol === "file:" ? new Folder(BUILD, base) : new Network(BUILD, base);
  const python = possible ? new Python(BUILD.start, source) : null;
  const wizard = "levels" in element.dataset ? new LevelTool(element, python) : new Wizard(element, python);
  wizard.begin();
  const whenIdle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ go) => setTimeout(go, 200));
  const start = () => whenIdle(() => wizard.startPython(), { timeout: 1500 });
  if (document.readyState === "complete") {
    start();
  } else {
    addEventListener("load", start);
  }
}
