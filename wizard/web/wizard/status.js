const SEEN = 100; // milliseconds in which whatever reads the page aloud has found a new line

/** What is said of a step outside of it: in a line for those who hear the page, and in the page's title. */
export class Status {
  /** @param {HTMLElement} wizard */
  constructor(wizard) {
    this.wizard = wizard;
    this.title = document.title;
    this.line = document.createElement("p");
    this.line.className = "wizard-status";
    this.line.dataset.status = "";
    this.line.setAttribute("role", "status");
    wizard.before(this.line);
  }

  /** @param {string} words */
  say(words) {
    this.line.textContent = words;
  }

  /**
   * Words for a line that was made just now: filled in the same task, it would be heard by nobody.
   * @param {string} words
   * @param {() => boolean} wanted whether they still hold then
   */
  sayOnceThere(words, wanted) {
    setTimeout(() => {
      if (wanted()) {
        this.say(words);
      }
    }, SEEN);
  }

  /**
   * Words for those who do not see the change on the page.
   * @param {string} words
   */
  sayQuietly(words) {
    this.line.dataset.status = "quiet";
    this.say(words);
  }

  clear() {
    this.say("");
    this.line.dataset.status = "";
  }

  /**
   * Tell the steps apart in the page's title, in words that give nothing away: it stands in the history too.
   * @param {import("./static.js").Answer[] | null} answers
   */
  entitle(answers) {
    if ("covered" in document.documentElement.dataset) {
      return;
    }
    const place = answers === null ? "" : ` ${answers.length + 1}`;
    const first = answers?.length === 0;
    const word = this.wizard.dataset.kind === "outcome" ? "What to do" : `Question${place}`;
    document.title = first ? this.title : `${word} - ${this.title}`;
  }
}
