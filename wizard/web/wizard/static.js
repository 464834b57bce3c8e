/** @typedef {import("../python/python.js").Answer} Answer */

/**
 * The flow as the page brought it: every step a section, every option a link to the next one.
 * Works before Python is ready, and instead of it when it never is.
 */
export class StaticFlow {
  /** @param {HTMLElement} wizard */
  constructor(wizard) {
    this.nodes = [...wizard.childNodes];
    /** @type {Map<string, HTMLElement>} */
    this.sections = new Map();
    for (const section of wizard.querySelectorAll("[data-static-step]")) {
      if (section instanceof HTMLElement) {
        this.sections.set(section.dataset.staticStep ?? "", section);
        const heading = section.querySelector("h2");
        heading?.setAttribute("data-heading", "");
        heading?.setAttribute("tabindex", "-1");
      }
    }
    this.start = this.sections.keys().next().value ?? "";
    for (const control of wizard.querySelectorAll("[data-with-script]")) {
      control.removeAttribute("hidden");
    }
    for (const control of wizard.querySelectorAll("[data-without-script]")) {
      control.setAttribute("hidden", "");
    }
  }

  /**
   * Where the answers lead inside this page; answers that do not fit are left out.
   * @param {Answer[]} answers
   * @returns {{step: string, kind: string, answers: Answer[]}}
   */
  follow(answers) {
    let step = this.start;
    /** @type {Answer[]} */
    const kept = [];
    for (const [question, option] of answers) {
      const next = question === step ? this.target(step, option) : null;
      if (next === null) {
        break;
      }
      kept.push([question, option]);
      step = next;
    }
    return { step, kind: this.kind(step), answers: kept };
  }

  /**
   * The step that an option leads to; null where it leads to another page or is none of this step's.
   * @param {string} step
   * @param {string} option
   * @returns {string | null}
   */
  target(step, option) {
    const link = this.options(step).find((candidate) => candidate.dataset.option === option);
    const id = link?.getAttribute("href")?.match(/^#(.+)$/)?.[1];
    return id !== undefined && this.sections.has(id) ? id : null;
  }

  /**
   * The answers that lead to a step, if only one path leads there. Where several do, none may be guessed:
   * the answers choose whose numbers are shown.
   * @param {string} wanted
   * @returns {Answer[] | null}
   */
  onlyPathTo(wanted) {
    /** @type {Answer[][]} */
    const paths = [];
    /** @type {(step: string, path: Answer[]) => void} */
    const walk = (step, path) => {
      if (step === wanted) {
        paths.push(path);
      } else if (path.length < this.sections.size && paths.length < 2) {
        for (const option of this.options(step)) {
          const id = option.dataset.option ?? "";
          const next = this.target(step, id);
          if (next !== null) {
            walk(next, [...path, [step, id]]);
          }
        }
      }
    };
    walk(this.start, []);
    return paths.length === 1 ? (paths[0] ?? null) : null;
  }

  /**
   * Show one section and no other.
   * @param {string} step
   */
  show(step) {
    for (const [id, section] of this.sections) {
      section.hidden = id !== step;
    }
  }

  /**
   * @param {string} step
   * @returns {string}
   */
  kind(step) {
    return this.options(step).length > 0 ? "question" : "outcome";
  }

  /**
   * @param {string} step
   * @returns {HTMLElement[]}
   */
  options(step) {
    return [...(this.sections.get(step)?.querySelectorAll("[data-option]") ?? [])].filter(
      (option) => option instanceof HTMLElement,
    );
  }
}
