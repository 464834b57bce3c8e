import { Folder } from "../../../wizard/web/python/folder.js";
import { Network } from "../../../wizard/web/python/network.js";
import { Python } from "../../../wizard/web/python/python.js";
import { saveFile } from "../../../wizard/web/wizard/save.js";
import { englishTime } from "../../../wizard/web/wizard/time.js";
import { beginView, begunNote, cannotBegin } from "./begin.js";
import { button, el } from "./dom.js";
import { Drafts } from "./drafts.js";
import { hour } from "./hour.js";
import { choose, Kept, offered } from "./keep.js";
import { leftView, overall, schoolsView } from "./left.js";
import { foundView, sectionView } from "./lines.js";
import { clashes, faultList, leftOut, reviewView } from "./more.js";
import { Policy } from "./policy.js";
import { Preview } from "./preview.js";
import { loaded } from "./script.js";
import { sectionField } from "./section.js";
import { tools } from "./tools.js";

/** @typedef {Record<string, any>} Answer */

const TIMEOUTS = { boot: 120_000, step: 60_000 };
const WITHOUT = "What you typed and did not keep is not in it: look for “Typed, and not kept yet”.";

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
    this.offerKept();
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
    this.main.replaceChildren(beginView(asked, begin, () => this.open("load")));
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
      told.textContent = answer.error ?? "";
      return answer.error === undefined ? answer : null;
    } catch {
      told.textContent = "The desk did not answer. What you have done so far is still here: try again, or save it as a file.";
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
    const state = await this.ask({ do: "overview" });
    if (state) {
      this.take(state);
      this.questions = (await this.ask({ do: "questions" }))?.questions ?? this.questions;
      this.list();
    }
    this.preview.follow(ref);
    if (this.kept.on) {
      await this.keepHere();
    }
  }

  /** The questions of the first hour, as they stand. */
  hourQuestions() {
    return this.questions;
  }

  /** The list on the left: the first hour's parts, then the sections. */
  list() {
    const parts = [...new Set(this.questions.map((question) => question.part))];
    const open = (/** @type {string} */ name) => this.questions.filter((question) => question.part === name && question.answer === "open").length;
    const entry = (/** @type {string} */ words, /** @type {string} */ left, /** @type {boolean} */ here, /** @type {() => void} */ go) =>
      el("li", {}, button(words, go, { "aria-current": here ? "page" : null }), el("small", {}, left));
    part("overall").replaceChildren(...overall(this));
    part("hour").replaceChildren(
      ...parts.map((name) => entry(name, open(name) ? `${open(name)} open` : "done", name === this.part, () => this.openHour(name))),
    );
    part("sections").replaceChildren(
      ...this.state.sections.map((/** @type {Answer} */ listed) =>
        entry(`${listed.id} ${listed.title}`, `${listed.decided} of ${listed.offered}${listed.read ? " · read" : ""}`, !this.part && listed.id === this.section, () => this.openSection(listed.id)),
      ),
    );
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

  /** @param {string} section */
  async openSection(section) {
    const view = (this.view += 1);
    const answer = await this.ask({ do: "lines", section });
    const found = this.state.sections.find((/** @type {Answer} */ candidate) => candidate.id === section);
    if (answer && found && view === this.view) {
      this.section = section;
      this.part = "";
      this.put(sectionView(this, found, /** @type {any} */ (answer)));
    }
  }

  /** @param {string} words */
  async find(words) {
    const answer = words.trim() && (await this.ask({ do: "lines", section: this.section, words }));
    if (answer) {
      this.part = "";
      this.put(foundView(this, words, answer.lines));
    }
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
    if (await this.ask({ do: "read", section, day })) {
      await this.changed();
      await this.openSection(section);
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

  /** @param {boolean} final */
  async save(final) {
    const made = await this.ask({ do: "save", final });
    if (made) {
      saveFile(made.text, final ? made.name.replace("-desk", "-handed-over") : made.name, "application/json");
      await this.ask({ do: "saved" });
      await this.changed();
      const told = final
        ? "One file was saved. Give it to whoever builds your handbook: “handbook desk --take” puts it in place."
        : "Your work was saved as a file.";
      this.status.textContent = this.drafts.any ? `${told} ${WITHOUT}` : told;
    }
  }

  async keepHere() {
    const made = await this.ask({ do: "save" });
    const wrong = made ? this.kept.put(made.text) : "";
    if (wrong) {
      this.status.textContent = wrong;
    }
  }

  offerKept() {
    const offer = offered(this.kept, async (text) => {
      const got = await this.ask({ do: "load", text, name: "the kept work" });
      if (got) {
        await this.opened(got);
      }
      return got !== null;
    });
    if (offer) {
      this.main.before(offer);
    }
  }

  /** @param {"load" | "together" | "take_claims"} how */
  async open(how) {
    const file = await choose(how === "take_claims" ? ".csv,text/csv" : ".json,application/json");
    if (file) {
      const got = await this.ask({ do: how, text: await file.text(), name: file.name });
      if (got) {
        await this.opened(got);
      }
    }
  }

  /** @param {Answer} got what Python told of a file that it has taken */
  async opened(got) {
    this.drafts.forget();
    await (document.body.dataset.state === "empty" ? this.settle() : this.again());
    if (got.clashes) {
      this.put(clashes(this, got.clashes));
    }
    this.tellLeft(got.left ?? []);
  }

  /** @param {string[]} left what of an opened file could not be put in place */
  tellLeft(left) {
    if (left.length > 0) {
      this.main.firstElementChild?.before(leftOut(left));
    }
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
    const got = await this.ask({ do: "faults" });
    if (got) {
      this.part = "";
      this.put(faultList(this, got.faults));
    }
  }

  async review() {
    const got = await this.ask({ do: "review", today: this.today() });
    if (got) {
      this.part = "";
      this.put(reviewView(this, /** @type {any} */ (got)));
    }
  }

  async showLeft() {
    const got = await this.ask({ do: "left" });
    if (got) {
      this.part = "";
      this.put(leftView(got));
    }
  }

  showSchools() {
    this.part = "";
    this.put(schoolsView(this, this.state.schools));
  }

  async sheet() {
    const got = await this.ask({ do: "claims" });
    if (got) {
      saveFile(got.text, got.name, "text/csv");
    }
  }
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const base = new URL(".", script.src).href;
  part("scriptless").remove();
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
