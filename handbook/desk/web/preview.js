import { englishTime } from "../../../wizard/web/wizard/time.js";
import { el, labelled, select } from "./dom.js";

/** @typedef {Pick<import("./desk.js").Desk, "ask">} Desk */

const ABOVE = 160; // pixels of the screen to leave in sight above the words
const EVERYWHERE = "Staff see this wherever a page names it.";
const SOON = 400; // milliseconds without a key until what follows from the words is worked out

/** What staff read of the line or slot that one is at, in the phone beside the work. */
export class Preview {
  /**
   * @param {Desk} desk
   * @param {(name: string) => HTMLElement} part
   */
  constructor(desk, part) {
    this.desk = desk;
    this.part = part;
    this.shown = "";
    /** @type {object | null} words that are being typed, and not kept yet */
    this.draft = null;
    this.place = 0;
    this.turn = 0;
    // It is a picture of a phone: its folds open, and nothing in it leads away from the work.
    part("phone").addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a, button, input, select")) {
        event.preventDefault();
      }
    });
  }

  /**
   * @param {string} ref
   * @param {object | null} [draft] words for it that are still being typed
   */
  show(ref, draft = null) {
    if (ref === this.shown && !draft) {
      return;
    }
    this.place = ref === this.shown ? this.place : 0;
    this.shown = ref;
    this.draft = draft;
    this.redraw();
  }

  /** The words that were being typed are left, and not kept: staff will not read them. */
  forget() {
    if (this.draft) {
      this.follow();
    }
  }

  /**
   * Something was decided.
   * @param {string} [ref] the line that it was about
   */
  follow(ref = this.shown) {
    this.shown = ref;
    this.draft = null;
    this.redraw();
  }

  /**
   * Show where the words stand: what is folded round them opens, since nobody can open it in a picture of a phone.
   * @param {string[]} words
   */
  find(words) {
    const phone = this.part("phone");
    const found = [...phone.querySelectorAll(".hb-line")].filter((line) => words.some((phrase) => line.textContent?.includes(phrase)));
    for (const line of found) {
      line.classList.add("hb-here");
      for (let fold = line.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
        fold.open = true;
      }
    }
    const aside = phone.closest("aside");
    if (found[0] && aside && aside.scrollHeight > aside.clientHeight) {
      aside.scrollTop += found[0].getBoundingClientRect().top - aside.getBoundingClientRect().top - ABOVE;
    }
  }

  /** Draw it, once nobody has asked for another for a moment. */
  redraw() {
    const turn = (this.turn += 1);
    setTimeout(async () => {
      if (turn !== this.turn || !this.shown) {
        return;
      }
      if (/^(role|setting)\./.test(this.shown)) {
        this.part("places").replaceChildren();
        this.part("phone").replaceChildren(el("p", {}, EVERYWHERE));
        return;
      }
      const request = { do: "preview", ref: this.shown, place: this.place, now: englishTime(new Date()), draft: this.draft };
      const got = await this.desk.ask(request, this.part("preview-status"));
      if (got && turn === this.turn) {
        const places = /** @type {[string, string][]} */ (got.places.map((/** @type {string} */ one, /** @type {number} */ at) => [String(at), one]));
        const list = select(places, String(this.place));
        list.addEventListener("change", () => {
          this.place = Number(list.value);
          this.redraw();
        });
        this.part("places").replaceChildren(places.length > 0 ? labelled("Where staff read it", list) : el("p", {}, "On a page:"));
        const range = document.createRange();
        this.part("phone").replaceChildren(range.createContextualFragment(got.html));
        for (const control of this.part("phone").querySelectorAll("a, button, input, select")) {
          control.setAttribute("tabindex", "-1");
        }
        this.find(got.look ?? []);
      }
    }, SOON);
  }
}
