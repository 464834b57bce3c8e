import { Folder } from "../../../wizard/web/python/folder.js";
import { Network } from "../../../wizard/web/python/network.js";
import { Python } from "../../../wizard/web/python/python.js";
import { englishTime } from "../../../wizard/web/wizard/time.js";
import { beginView, begunNote, cannotBegin } from "./begin.js";
import { tell } from "./dom.js";
import { Drafts } from "./drafts.js";
import { keepHere, offerKept, openFile } from "./files.js";
import { goTo, Held } from "./goto.js";
import { hour } from "./hour.js";
import { Kept } from "./keep.js";
import { leftView, schoolsView } from "./left.js";
import { foundView, sectionView, spotView } from "./lines.js";
import { folds, menu } from "./menu.js";
import { faultList, reviewView } from "./more.js";
import { Policy } from "./policy.js";
import { Preview } from "./preview.js";
import { loaded } from "./script.js";
import { sectionField } from "./section.js";
import { tools } from "./tools.js";

/** @typedef {Record<string, any>} Answer */

const TIMEOUTS = { boot: 120_000, step: 60_000 };

/**
 * A part of the page. Its names begin with the desk's: what stands in the phone has the wizard's.
 * @param {string} name
 */
function part(name) {
  const found = document.querySelector(`[data-desk-${name}]`);
  if (!(found instanceof HTMLElement)) {
    throw new Error(`the page has no ${name}`);
  }
  return found;
}

/** The desk on the page. What is decided lives in Python's worker; the page shows it and asks for changes. */
export class Desk {
  /**
   * @param {Python} python
   * @param {string} base the address of the folder with the scripts
   */
  constructor(python, base) {
    this.python = python;
    this.policy = new Policy(this, part("policy"), base);
    this.main = part("main");
    this.status = part("status");
    /** @type {Answer} where one is, as Python last told it */
    this.state = {};
    /** @type {Answer[]} */
    this.questions = [];
    /** @type {import("./own.js").Spots} where a line of the policy's own may stand */
    this.spots = [];
    this.held = new Held(this.main);
    this.section = "";
    this.part = "";
    this.preview = new Preview(this, part);
    this.view = 0; // counts what was asked to be shown: what comes late shows in the place of nothing newer
    this.kept = new Kept(document.documentElement.dataset.setting ?? "");
    this.drafts = new Drafts();
  }

  async begin() {
    const stop = (/** @type {BeforeUnloadEvent} */ event) => {
      if (this.state.unsaved || this.drafts.any) {
        event.preventDefault();
      }
    };
    addEventListener("beforeunload", stop);
    const state = await this.python.boot({ do: "overview" });
    if (state.empty) {
      this.askWhose(state.empty);
    } else {
      await this.goOn(state);
    }
    offerKept(this);
    document.body.dataset.state = state.empty ? "empty" : "ready";
  }

  /**
   * An empty desk: whose handbook it will be.
   * @param {import("./begin.js").Asked} asked
   */
  askWhose(asked) {
    this.status.textContent = "";
    const begin = async (/** @type {object} */ request, /** @type {HTMLElement} */ told) => {
      const got = await this.ask(request, told);
      if (got) {
        await this.settle();
        this.main.querySelector("[data-heading]")?.after(begunNote(got.notes));
      }
    };
    this.main.replaceChildren(beginView(asked, begin, () => openFile(this, "load")));
  }

  /** The setting of an empty desk is known: from here on it is a desk like any other. */
  async settle() {
    document.body.dataset.state = "ready";
    await this.goOn(/** @type {Answer} */ (await this.python.ask({ do: "overview" })));
    document.title = `Desk: ${this.state.setting}`;
  }

  /** @param {Answer} state */
  async goOn(state) {
    this.take(state);
    this.questions = (await this.python.ask({ do: "questions" })).questions;
    this.spots = (await this.python.ask({ do: "spots" })).spots;
    tools(this, part);
    this.status.textContent = "";
    if (this.questions[0]) {
      this.openHour(this.questions[0].part);
    } else {
      await this.openSection(this.section);
    }
  }

  /**
   * Ask Python. What cannot be done is told in words, and null comes back.
   * @param {Answer} request
   * @param {HTMLElement} [told] where to say what went wrong
   * @returns {Promise<Answer | null>}
   */
  async ask(request, told = this.status) {
    try {
      const answer = await this.python.ask(request);
      tell(told, answer.error ?? "", answer.fields);
      return answer.error === undefined ? answer : null;
    } catch {
      tell(told, "The desk did not answer. What you have done so far is still here: try again, or save it as a file.");
      return null;
    }
  }

  /** @param {Answer} state */
  take(state) {
    this.state = state;
    this.section = state.sections.some((/** @type {Answer} */ section) => section.id === this.section) ? this.section : (state.sections[0]?.id ?? "");
    part("title").textContent = state.title;
    part("progress").textContent = state.progress.words;
    part("rest").textContent = state.progress.rest;
    part("seen").textContent = state.schools.length > 0 ? `Shown as at ${state.setting}.` : "";
    part("unsaved").textContent = state.unsaved ? "Not saved yet" : "";
    const undo = document.querySelector("[data-undo]");
    if (undo instanceof HTMLButtonElement) {
      undo.disabled = !state.undo;
    }
    this.policy.follow();
    this.list();
  }

  /**
   * Something was decided: the figures, the preview and what is kept follow.
   * @param {string} [ref] the line that it was about
   */
  async changed(ref) {
    this.held.back();
    const state = await this.ask({ do: "overview" });
    if (state) {
      this.take(state);
      this.questions = (await this.ask({ do: "questions" }))?.questions ?? this.questions;
      this.list();
    }
    this.preview.follow(ref);
    if (this.kept.on) {
      await keepHere(this);
    }
  }

  /** The questions of the first hour, as they stand. */
  hourQuestions() {
    return this.questions;
  }

  /** The list on the left: the first hour's parts, then the sections. */
  list() {
    menu(this, part);
  }

  /** @param {HTMLElement} view */
  put(view) {
    this.view += 1;
    this.list(); // before the focus moves there: it stands above the work on a phone
    this.main.replaceChildren(view);
    this.preview.forget();
    const heading = view.querySelector("[data-heading]");
    if (heading instanceof HTMLElement && document.body.dataset.state === "ready") {
      heading.focus();
    }
  }

  /** @param {string} name */
  openHour(name) {
    this.part = name;
    this.put(hour(this, this.questions, name));
  }

  /**
   * Ask for something to show, and show it unless something else was asked for meanwhile.
   * @param {Answer} request
   * @param {(answer: any) => HTMLElement | undefined} draw
   * @returns {Promise<boolean>} whether it shows
   */
  async open(request, draw) {
    const view = (this.view += 1);
    const answer = await this.ask(request);
    const drawn = answer && view === this.view ? draw(answer) : undefined;
    if (drawn) {
      this.part = "";
      this.put(drawn);
    }
    return drawn !== undefined;
  }

  /** @param {string} section */
  async openSection(section) {
    await this.open({ do: "lines", section }, (answer) => {
      const found = this.state.sections.find((/** @type {Answer} */ candidate) => candidate.id === section);
      this.section = found ? section : this.section;
      return found && sectionView(this, found, answer);
    });
  }

  /** @param {string} words */
  async find(words) {
    if (words.trim()) {
      await this.open({ do: "lines", section: this.section, words }, (answer) => foundView(this, words, answer));
    }
  }

  /** @param {string} about a slot: its lines, and a form for one of the policy's own */
  async openSpot(about) {
    if (await this.open({ do: "lines", section: this.section, about }, (answer) => spotView(this, about, answer))) {
      this.show(about);
    }
  }

  /** @param {import("./goto.js").Place} place */
  goTo(place) {
    return goTo(this, place);
  }

  /** @param {string} [own] the section that has been given already */
  sectionField(own) {
    return sectionField(this, own);
  }

  /**
   * @param {string} section
   * @param {string} day
   */
  async read(section, day) {
    await this.decide({ do: "read", section, day }, () => this.openSection(section));
  }

  /**
   * Have something written down, and show what follows from it unless something else was asked for meanwhile.
   * @param {Answer} request
   * @param {() => Promise<void>} show
   * @param {HTMLElement} [told] where to say what went wrong
   */
  async decide(request, show, told) {
    const { view } = this;
    if (await this.ask(request, told)) {
      await this.changed();
      if (view === this.view) {
        await show();
      }
    }
  }

  today() {
    return englishTime(new Date()).slice(0, 10);
  }

  /**
   * Show what staff read of a line or slot.
   * @param {string} ref
   */
  show(ref) {
    this.preview.show(ref);
  }

  /**
   * Show what staff would read of a line or slot with words that are still being typed.
   * @param {string} ref
   * @param {object} draft
   */
  tryOut(ref, draft) {
    this.preview.show(ref, draft);
  }

  async undo() {
    if (await this.ask({ do: "undo" })) {
      await this.again();
    }
  }

  /** Show where one was, with what is there now. */
  async again() {
    const { view } = this;
    await this.changed();
    if (view !== this.view) {
      return;
    }
    await (this.part ? this.openHour(this.part) : this.openSection(this.section));
  }

  async lookOver() {
    await this.open({ do: "faults" }, (found) => faultList(this, found));
  }

  async review() {
    await this.open({ do: "review", today: this.today() }, (found) => reviewView(this, found));
  }

  async showLeft() {
    await this.open({ do: "left" }, (found) => leftView(this, found));
  }

  showSchools() {
    this.part = "";
    this.put(schoolsView(this, this.state.schools));
  }
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const base = new URL(".", script.src).href;
  part("scriptless").remove();
  folds(document);
  const possible = typeof WebAssembly === "object" && typeof Worker === "function";
  const source = location.protocol === "file:" ? new Folder(BUILD, base) : new Network(BUILD, base);
  const forms = () => {
    document.body.dataset.state = "failed";
    if (document.documentElement.dataset.setting === "") {
      part("status").textContent = "";
      part("main").replaceChildren(cannotBegin());
      return Promise.resolve();
    }
    part("status").textContent = "The desk cannot start in this browser. Try another one, or fill in claims.csv, which lies beside this page.";
    return loaded(new URL("forms.js", base).href);
  };
  if (possible) {
    part("status").textContent = "The desk is starting. This may take half a minute.";
    new Desk(new Python(BUILD.bootMethods, source, TIMEOUTS), base).begin().catch(forms);
  } else {
    forms();
  }
}
