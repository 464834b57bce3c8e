import { saveFile } from "../../../wizard/web/wizard/save.js";
import { button, el } from "./dom.js";
import { Drafts } from "./drafts.js";
import { answered, lacking } from "./given.js";
import { hour } from "./hour.js";
import { choose, Kept, offered } from "./keep.js";
import { sectionField } from "./section.js";

/** @typedef {Record<string, any>} Raw */

const FORMAT_KEY = "handbook-desk";
const CANNOT =
  "This browser cannot run the whole desk. You can answer the first hour here, and save it as a file. Nothing is checked yet, and you do not see what staff will read. " +
  "Both come when the file is opened at a desk in another browser. Whoever builds your handbook can also check it and put it in place: “handbook desk --take”.";
const NO_FILE = "This is no file of the desk. Choose one that its “Save as a file” made.";
const OTHER_EDITION = "This file was made by another version of the desk. Open it with the desk that made it.";
const WHOLE = "What was done at a whole desk stays in the file. It does not show here; your answers here come beside it.";

/**
 * A part of the page.
 * @param {string} name
 */
function part(name) {
  return /** @type {HTMLElement} */ (document.querySelector(`[data-desk-${name}]`));
}

/**
 * The first hour as plain forms, for a browser that cannot run Python. What is answered is only written down; the whole
 * desk, or the command that takes the file, puts it in place and checks it.
 */
export class Forms {
  /** @param {Raw} contents what `handbook/desk/forms.py` made */
  constructor(contents) {
    this.contents = contents;
    this.file = contents.file;
    /** @type {Raw[]} what was answered, in order: of one question the last answer holds */
    this.asked = [];
    this.saved = this.written();
    this.part = contents.questions[0]?.part ?? "";
    this.section = contents.sections[0]?.id ?? "";
    this.state = { anchors: contents.anchors, sections: contents.sections };
    this.kept = new Kept(document.documentElement.dataset.setting ?? "");
    this.drafts = new Drafts();
  }

  begin() {
    addEventListener("beforeunload", (event) => {
      if (this.written() !== this.saved || this.drafts.any) {
        event.preventDefault();
      }
    });
    for (const away of document.querySelectorAll("[data-desk-whole]")) {
      away.setAttribute("hidden", "");
    }
    part("title").textContent = `${this.contents.name}: ${this.contents.policy}`;
    part("policy").replaceChildren(el("p", { class: "hb-line" }, CANNOT));
    this.toolbar();
    this.tell("");
    this.openHour(this.part);
    this.offerKept();
    document.body.dataset.state = "forms";
  }

  /** @param {string} words */
  tell(words) {
    part("status").textContent = words;
  }

  /** @returns {Raw[]} the questions with their answers */
  hourQuestions() {
    const given = new Map(this.asked.filter((request) => request.do === "reply").map((request) => [request.question, request.given]));
    return this.contents.questions.map((/** @type {Raw} */ question) => (given.has(question.id) ? answered(question, /** @type {Raw} */ (given.get(question.id))) : question));
  }

  /** @returns {string} the file with all that was answered */
  written() {
    const last = new Map(this.asked.map((request) => [request.do === "reply" ? request.question : ` ${request.section}`, request]));
    return `${JSON.stringify({ ...this.file, asked: [...last.values()] }, null, 1)}\n`;
  }

  /**
   * Write an answer, or a new section, down.
   * @param {Raw} request
   * @param {HTMLElement} [told] where to say what it lacks
   * @returns {Promise<Raw | null>}
   */
  async ask(request, told = part("status")) {
    const question = this.contents.questions.find((/** @type {Raw} */ candidate) => candidate.id === request.question);
    const wrong = question ? lacking(question, request.given, this.contents.lacks) : request.section.trim() && request.title.trim() ? "" : "A section needs its number, or a short name, and its heading.";
    told.textContent = wrong;
    if (wrong) {
      return null;
    }
    this.asked.push(question ? request : { ...request, section: request.section.trim(), title: request.title.trim() });
    this.follow();
    return { question: question && answered(question, request.given) };
  }

  /** Let the sections on offer, the list and what is kept follow what was answered. */
  follow() {
    const added = this.asked.filter((request) => request.do === "section").map((request) => ({ id: request.section, title: request.title }));
    const known = new Map([...this.contents.sections, ...added].map((section) => [section.id, section]));
    this.state = { ...this.state, sections: [...known.values()] };
    if (this.kept.on) {
      this.tell(this.kept.put(this.written()));
    }
    this.list();
  }

  async changed() {
    this.list();
  }

  list() {
    const questions = this.hourQuestions();
    const parts = [...new Set(questions.map((question) => question.part))];
    const left = (/** @type {string} */ name) => questions.filter((question) => question.part === name && question.answer === "open").length;
    part("hour").replaceChildren(
      ...parts.map((name) =>
        el("li", {}, button(name, () => this.openHour(name), { "aria-current": name === this.part ? "page" : null }), el("small", {}, left(name) ? `${left(name)} open` : "done")),
      ),
    );
    const done = questions.filter((question) => question.answer !== "open").length;
    part("progress").textContent = `${done} of ${questions.length} questions answered`;
    part("unsaved").textContent = this.written() === this.saved ? "" : "Not saved yet";
    const undo = document.querySelector("[data-undo]");
    if (undo instanceof HTMLButtonElement) {
      undo.disabled = this.asked.length === 0;
    }
  }

  /** @param {string} name */
  openHour(name) {
    this.part = name;
    part("main").replaceChildren(hour(this, this.hourQuestions(), name));
    if (document.body.dataset.state === "forms") {
      part("main").querySelector("h1")?.focus();
    }
    this.list();
  }

  /** Nothing shows what staff will read here. */
  show() {}

  /** Nor what is still being typed. */
  tryOut() {}

  /** @param {string} [own] */
  sectionField(own) {
    return sectionField(this, own);
  }

  toolbar() {
    part("tools").replaceChildren(
      button("Save as a file", () => this.save(), { class: "hb-first" }),
      button("Open a file", () => this.open()),
      button("Undo", () => this.undo(), { "data-undo": true, disabled: true }),
    );
    const keep = el("input", { type: "checkbox", checked: this.kept.asked });
    keep.addEventListener("change", () => {
      if (keep.checked) {
        this.kept.asked = true;
        this.follow();
      } else {
        this.kept.forget();
      }
    });
    part("more").replaceChildren(el("label", { class: "hb-tick" }, keep, el("span", {}, "Keep my work on this device")));
  }

  save() {
    const text = this.written();
    saveFile(text, this.contents.save_as, "application/json");
    this.saved = text;
    this.list();
    this.tell("Your answers were saved as a file.");
  }

  async open() {
    const file = await choose(".json,application/json");
    if (file) {
      this.tell(this.take(await file.text()));
    }
  }

  /**
   * Go on with a saved file.
   * @param {string} text
   * @returns {string} what is to be told of it
   */
  take(text) {
    let file;
    try {
      file = JSON.parse(text.replace(/^\uFEFF/u, ""));
    } catch {
      return NO_FILE;
    }
    const asked = file?.asked ?? [];
    if (typeof file?.files !== "object" || !(FORMAT_KEY in file) || !Array.isArray(asked) || !asked.every(isAsked)) {
      return NO_FILE;
    }
    if (file[FORMAT_KEY] !== this.contents.file[FORMAT_KEY]) {
      return OTHER_EDITION;
    }
    if (file.setting !== this.contents.file.setting) {
      return `This file is of '${file.setting}', and this desk of '${this.contents.file.setting}'. Open it at its own.`;
    }
    if (this.contents.of_policy && file.policy !== this.contents.file.policy) {
      return `This file is of the policy '${file.policy}', and this desk of '${this.contents.file.policy}'. Open it at its own.`;
    }
    this.drafts.forget();
    this.file = { ...file, asked: [] };
    this.asked = asked;
    this.saved = this.written();
    this.follow();
    this.openHour(this.part);
    return JSON.stringify(file.files) === JSON.stringify(this.contents.file.files) ? "" : WHOLE;
  }

  undo() {
    this.asked.pop();
    this.follow();
    this.openHour(this.part);
  }

  offerKept() {
    const offer = offered(this.kept, async (text) => {
      this.tell(this.take(text));
      return true;
    });
    if (offer) {
      part("main").before(offer);
    }
  }
}

/** @param {any} one */
function isAsked(one) {
  return one?.do === "section" || (one?.do === "reply" && typeof one.given === "object");
}

if (document.currentScript) {
  new Forms(FORMS_DATA).begin();
}
