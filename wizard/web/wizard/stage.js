import { focusHeading, heading, keepPlace } from "./focus.js";
import { Proof } from "./proof.js";
import { StaticFlow } from "./static.js";
import { Status } from "./status.js";

/** @typedef {import("./static.js").Answer} Answer */

/** What is on the screen: a step as the page brought it or as Python made it, with its title and its focus. */
export class Stage {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.flow = element.dataset.flow ?? "";
    this.page = new StaticFlow(element);
    this.status = new Status(element);
    this.proof = new Proof(element);
  }

  /** @returns {string | null} the step that the address names, once: its name is taken out of it */
  named() {
    const named = location.hash.slice(1); // a step's name has no sign that an address writes otherwise
    if (!this.page.sections.has(named)) {
      return null;
    }
    history.replaceState(history.state, "", location.pathname + location.search);
    return named;
  }

  /** @returns {boolean} whether what the page brought is in place */
  isStatic() {
    return this.page.nodes.every((node) => node.isConnected);
  }

  /**
   * @param {string} step
   * @param {Answer[] | null} answers
   */
  showStatic(step, answers) {
    if (!this.isStatic()) {
      this.element.replaceChildren(...this.page.nodes);
    }
    this.page.show(step);
    this.name({ flow: this.flow, step, kind: this.page.kind(step) }, answers);
  }

  /**
   * Python has failed: show the same step in its static form, or the last one of this page before it.
   * @param {Answer[] | null} answers
   * @returns {Answer[] | null} those that lead to what is shown
   */
  goBackToStatic(answers) {
    if (this.isStatic()) {
      return answers;
    }
    const held = this.element.contains(document.activeElement);
    const { step, answers: followed } = this.page.follow(answers ?? []);
    this.showStatic(step, followed);
    if (held) {
      this.focusHeading();
    }
    return followed;
  }

  /**
   * @param {import("./prefetch.js").Live} live
   * @param {boolean} focus whether the reader asked for it; else the focus and the place on the screen stay
   */
  showLive(live, focus) {
    if (focus) {
      this.put(live);
      this.focusHeading();
    } else {
      keepPlace(this.element, () => this.heading(), () => this.put(live));
    }
  }

  /** @param {import("./prefetch.js").Live} live */
  put({ page, flow, step, kind, answers }) {
    this.element.replaceChildren(page);
    this.name({ flow, step, kind }, answers);
  }

  /**
   * Reflect the step that is shown on the element, in the title and in the switch for proofs.
   * @param {{flow: string, step: string, kind: string}} shown
   * @param {Answer[] | null} answers
   */
  name(shown, answers) {
    Object.assign(this.element.dataset, shown);
    this.proof.apply();
    this.status.entitle(answers);
  }

  /** @returns {string[]} the options that the step offers */
  options() {
    return [...this.element.querySelectorAll("[data-option]")].map((option) => option.getAttribute("data-option") ?? "");
  }

  /** @returns {HTMLElement | null} */
  heading() {
    return heading(this.element, this.page.sections.get(this.element.dataset.step ?? ""));
  }

  focusHeading() {
    focusHeading(this.element, this.heading());
  }
}
