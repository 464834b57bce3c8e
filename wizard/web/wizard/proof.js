/**
 * One switch that opens, on every step, where each line is written: for whoever checks the handbook. It lasts while the page
 * is open and stands nowhere else.
 */
export class Proof {
  /** @param {HTMLElement} element holds the steps */
  constructor(element) {
    this.element = element;
    this.shown = false;
  }

  /**
   * @param {Event} event a click somewhere on the page
   * @returns {boolean} whether it was for the switch
   */
  clicked(event) {
    const button = event.target instanceof Element ? event.target.closest("[data-proof]") : null;
    if (button === null) {
      return false;
    }
    this.shown = !this.shown;
    this.open();
    return true;
  }

  /** Apply the state of the switch to the step that is shown. */
  apply() {
    if (this.shown) {
      this.open();
    }
  }

  open() {
    for (const proof of this.element.querySelectorAll("details.hb-proof")) {
      proof.toggleAttribute("open", this.shown);
    }
    for (const button of this.element.querySelectorAll("[data-proof]")) {
      button.setAttribute("aria-pressed", String(this.shown));
    }
  }

  forget() {
    this.shown = false;
    this.open();
  }
}
