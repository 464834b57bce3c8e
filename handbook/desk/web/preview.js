import { englishTime } from "../../../wizard/web/wizard/time.js";
import { el, labelled, part, select } from "./dom.js";

/** @typedef {import("./desk.js").Desk} Desk */

const SOON = 400; // milliseconds without a key until what follows from the words is worked out

/** The phone beside the work: what staff read of the line or slot that one is at. */
export class Preview {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.shown = "";
    this.place = 0;
    this.turn = 0;
  }

  /**
   * Show what staff read of a line or slot.
   * @param {string} ref
   */
  show(ref) {
    if (ref !== this.shown) {
      this.shown = ref;
      this.place = 0;
      this.redraw();
    }
  }

  /**
   * Something was decided: draw what it has come to.
   * @param {string} [ref] the line that it was about
   */
  follow(ref) {
    this.shown = ref ?? this.shown;
    this.redraw();
  }

  /** Draw, once nobody has asked for another for a moment. */
  redraw() {
    const turn = (this.turn += 1);
    setTimeout(async () => {
      if (turn !== this.turn || !this.shown || /^(role|setting)\./.test(this.shown)) {
        return;
      }
      const asked = { do: "preview", ref: this.shown, place: this.place, now: englishTime(new Date()) };
      const got = await this.desk.ask(asked, part("preview-status"));
      if (got && turn === this.turn) {
        this.paint(got);
      }
    }, SOON);
  }

  /** @param {Record<string, any>} got */
  paint(got) {
    const places = /** @type {[string, string][]} */ (got.places.map((/** @type {string} */ one, /** @type {number} */ at) => [String(at), one]));
    const list = select(places, String(this.place));
    list.addEventListener("change", () => {
      this.place = Number(list.value);
      this.redraw();
    });
    part("places").replaceChildren(places.length > 0 ? labelled("Where staff read it", list) : el("p", {}, "On a page:"));
    part("phone").replaceChildren(document.createRange().createContextualFragment(got.html));
  }
}
