const COVERING = {
  position: "fixed",
  top: "0",
  left: "0",
  zIndex: "2147483647", // above everything, where the browser has no layer for dialogs
  boxSizing: "border-box",
  width: "100%",
  height: "100%",
  maxWidth: "none",
  maxHeight: "none",
  margin: "0",
  border: "0",
  padding: "2rem",
};

/**
 * A plain sheet over the whole page, for when someone comes near. It is made when it is asked for, so that nothing of it
 * stands in the way before. Its shape is set here and not in a style sheet: it must cover even where that is missing.
 */
export class Cover {
  /**
   * @param {() => void} onOpened called when the reader takes the sheet away
   * @param {string} [onward] what taking it away shows
   */
  constructor(onOpened, onward = "Show the first question") {
    this.onOpened = onOpened;
    this.onward = onward;
    /** @type {HTMLElement | null} */
    this.sheet = null;
    /** @type {[HTMLElement, string][]} what an old browser has put aside, and how it was shown */
    this.aside = [];
  }

  show() {
    if (this.sheet === null) {
      this.sheet = this.made();
      document.body.append(this.sheet);
      if (this.sheet instanceof HTMLElement && "showModal" in this.sheet) {
        /** @type {HTMLDialogElement} */ (this.sheet).showModal();
      } else {
        this.putAside();
      }
      this.sheet.querySelector("button")?.focus();
    }
  }

  /** @returns {HTMLElement} */
  made() {
    const sheet = document.createElement("dialog");
    sheet.dataset.cover = "";
    sheet.className = "wizard-cover";
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
    sheet.setAttribute("aria-label", "Screen hidden");
    Object.assign(sheet.style, COVERING);
    const words = document.createElement("p");
    words.textContent = "Screen hidden. Your answers are gone.";
    const open = document.createElement("button");
    open.type = "button";
    open.textContent = this.onward;
    open.addEventListener("click", () => this.open());
    sheet.append(words, open);
    sheet.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.open();
    });
    sheet.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        this.open();
      }
    });
    return sheet;
  }

  /** Where dialogs are unknown, all else is taken off the page: then nothing shines through and no key leads there. */
  putAside() {
    for (const one of document.body.children) {
      if (one instanceof HTMLElement && one !== this.sheet) {
        this.aside.push([one, one.style.display]);
        one.style.display = "none";
      }
    }
  }

  open() {
    this.sheet?.remove();
    this.sheet = null;
    for (const [one, display] of this.aside) {
      one.style.display = display;
    }
    this.aside = [];
    this.onOpened();
  }
}
