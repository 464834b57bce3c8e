import { Prefetch } from "./prefetch.js";
import { eachMinute, updateInPlace } from "./live-update.js";
import { Note } from "./note.js";
import { printWhole } from "./paper.js";
import { Past } from "./past.js";
import { asked, released } from "./pointer.js";
import { Reading } from "./reading.js";
import { Stage } from "./stage.js";
import { englishTime } from "./time.js";

/** @typedef {import("./static.js").Answer} Answer */
/** @typedef {import("./past.js").Place} Place */

const RELOADED = "The page was loaded again. Your answers were not kept, so this is the first question.";

/**
 * The wizard on the page. Answers live in this object and nowhere else: the browser's history holds only a
 * count of steps, which means nothing without it.
 */
export class FlowWizard {
  /**
   * @param {HTMLElement} element
   * @param {import("../python/python.js").Python | null} python
   */
  constructor(element, python) {
    this.element = element;
    this.python = python && new Prefetch(python);
    this.ready = false;
    this.flow = element.dataset.flow ?? "";
    this.root = element.dataset.root ?? "";
    this.stage = new Stage(element);
    /** @type {Answer[] | null} */
    this.answers = [];
    /** @type {Record<string, string>} the moments that time limits count from, as far as given */
    this.starts = {};
    this.past = new Past();
    this.turn = 0;
    this.stopClock = () => {};
    element.dataset.script = "";
    this.forgotten = false;
    this.reading = new Reading(element);
    this.note = new Note(element, (words) => this.stage.status.sayQuietly(words));
    printWhole(element, this.stage.page.nodes, () => this.answers?.length === 0 && !document.documentElement.dataset.print);
  }

  begin() {
    if (history.state?.wizard > 0) {
      this.stage.status.sayOnceThere(RELOADED, () => this.turn === 0);
    }
    this.openAddress();
    this.past.mark(0);
    this.element.addEventListener("click", (event) => this.clicked(event));
    this.element.addEventListener("change", (event) => this.changed(event));
    addEventListener("popstate", (event) => this.moved(event));
    document.addEventListener("handbook-forget", () => this.forget());
    document.addEventListener("handbook-shown", () => this.shownAgain());
  }

  /** Show the step that the address names, or the first. */
  openAddress() {
    const named = this.stage.named();
    if (named !== null) {
      this.answers = this.stage.page.onlyPathTo(named);
      this.past.begin({ answers: this.answers, step: named });
    }
    this.stage.showStatic(named ?? this.stage.page.start, this.answers);
  }

  /** Let Python take over at the step that the reader is on. */
  async bootPython() {
    if (this.python === null) {
      this.element.dataset.state = "failed";
      return;
    }
    this.element.dataset.state = "starting";
    performance.mark("wizard-start");
    try {
      const first = await this.python.boot(this.request(this.answers ?? []));
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
    this.answers = this.stage.goBackToStatic(this.answers);
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
    if (this.note.clicked(event) || this.stage.proof.clicked(event) || this.reading.clicked(event)) {
      return;
    }
    const control = asked(event);
    if (control === null) {
      return;
    }
    const { option, change } = control;
    if (option !== undefined) {
      this.choose(event, option);
    } else if (change !== undefined) {
      this.go({ answers: this.answers?.slice(0, Number(change)) ?? [] });
    } else if ("restart" in control) {
      this.starts = {};
      this.go({ answers: [] });
    } else if (this.past.depth > 0) {
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
    const next = this.stage.page.target(step, option);
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
      this.stage.status.sayQuietly("The times are counted again.");
    }
  }

  /**
   * Update an outcome in place: who answers, and what is counted from now, change while it is shown. The reader did
   * not ask for it, so a step that they ask for takes precedence.
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
      updateInPlace(this.element, live.page);
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
   * A step that the reader asked for: a new entry in the history, and focus to its heading.
   * @param {Place} place
   */
  async go(place) {
    this.reading.cancel();
    if (await this.show(place, true)) {
      this.stage.status.clear();
      this.past.add({ answers: this.answers, step: this.element.dataset.step });
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
    const found = place.answers === null ? null : this.stage.page.follow(place.answers);
    this.answers = found === null ? null : found.answers;
    this.stage.showStatic(found?.step ?? place.step ?? this.stage.page.start, this.answers);
    if (focus) {
      this.stage.focusHeading();
    }
    return true;
  }

  /**
   * Show a step, and prefetch those that may follow: each option's, and the one before.
   * @param {import("./prefetch.js").Live} live
   * @param {boolean} focus
   */
  showLive(live, focus) {
    this.answers = live.answers;
    this.stage.showLive(live, focus);
    this.note.reminders = live.reminders ?? "";
    /** @type {Answer[][]} */
    const next = this.stage.options().map((option) => [...live.answers, [live.step, option]]);
    const before = live.answers.length > 0 ? [live.answers.slice(0, -1)] : [];
    this.python?.prepare([...next, ...before], (answers) => this.request(answers));
  }

  /** The reader takes the cover away: what had the focus may be gone with what was forgotten. */
  shownAgain() {
    this.stage.status.entitle(this.answers);
    if (this.forgotten) {
      this.forgotten = false;
      this.stage.focusHeading();
    }
  }

  /** Discard all answers at once: nothing here waits for Python. */
  forget() {
    this.python?.forget();
    this.forgotten = true;
    this.turn += 1;
    this.answers = [];
    this.starts = {};
    this.note.forget();
    this.stage.proof.forget();
    this.reading.forget();
    this.past.forget();
    this.stage.status.clear();
    this.stage.showStatic(this.stage.page.start, this.answers);
    this.show({ answers: [] }, false);
  }

  /** @param {PopStateEvent} event */
  moved(event) {
    const depth = event.state?.wizard;
    if (this.reading.moved(event.state) && depth === this.past.depth) {
      return;
    }
    if (typeof depth !== "number") {
      this.past.mark(this.past.depth); // a link inside the page: the same step, under another entry
      return;
    }
    this.past.depth = depth;
    // Once this event is over the browser looks for what the address names, and takes the focus away for it.
    setTimeout(() => this.show(this.past.place(), true));
  }
}
