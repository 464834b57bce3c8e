const COVERING = {
  position: "fixed",
  inset: "0",
  width: "100%",
  height: "100%",
  maxWidth: "none",
  maxHeight: "none",
  margin: "0",
  border: "0",
  padding: "2rem",
};

/**
 * A plain sheet over the whole page, for when someone comes near.
 * Its shape is set here and not in a style sheet: it must cover even where the style sheet is missing.
 */
export class Cover {
  /**
   * @param {() => void} onOpened called when the reader takes the sheet away
   * @param {string} [onward] what taking it away shows
   */
  constructor(onOpened, onward = "Show the first question") {
    this.sheet = document.createElement("dialog");
    this.sheet.dataset.cover = "";
    this.sheet.className = "wizard-cover";
    this.sheet.setAttribute("aria-label", "Screen hidden");
    Object.assign(this.sheet.style, COVERING);
    const words = document.createElement("p");
    words.textContent = "Screen hidden. Your answers are gone.";
    const open = document.createElement("button");
    open.type = "button";
    open.textContent = onward;
    open.addEventListener("click", () => this.sheet.close());
    this.sheet.append(words, open);
    this.sheet.addEventListener("close", onOpened);
    document.body.append(this.sheet);
  }

  show() {
    if (!this.sheet.open) {
      this.sheet.showModal();
    }
  }
}
