import { at } from "./own.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {{section?: string, ref?: string, own?: (string | number)[], question?: string, part?: string, field?: string, review?: string, about?: string}} Place what `handbook/desk/pointing.py` gives */

/**
 * Bring a person to the very field or line.
 * @param {Desk} desk
 * @param {Place} place
 */
export async function goTo(desk, { section, ref, own, question, part, field, review, about }) {
  if (question && part) {
    desk.openHour(part);
    const box = desk.main.querySelector(`[data-question="${CSS.escape(question)}"]`);
    reach(box && ((field && box.querySelector(`[data-field="${CSS.escape(field)}"]`)) || box.querySelector("input, select, textarea, button")));
  } else if (about) {
    await desk.openSpot(about);
  } else if (review) {
    await desk.review();
    reach(desk.main.querySelector(`[data-date="${CSS.escape(review)}"]`));
  } else if (section) {
    await desk.openSection(section);
    const line = ref ? desk.main.querySelector(`[data-line="${CSS.escape(ref)}"]`) : own && at(desk.main, own);
    reach(line && (shown(line, "textarea") ?? line.querySelector("button")));
  }
}

/**
 * @param {Element} box
 * @param {string} kind
 */
function shown(box, kind) {
  return [...box.querySelectorAll(kind)].find((one) => !one.closest("[hidden]"));
}

/** @param {Element | null | undefined} field */
function reach(field) {
  if (field instanceof HTMLElement) {
    for (let fold = field.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) {
      fold.open = true;
    }
    field.focus();
    field.scrollIntoView({ block: "center" });
  }
}

/** Where a person was in a question: once it is drawn again, the focus stands there again and not on the page's top. */
export class Held {
  /** @param {HTMLElement} main */
  constructor(main) {
    this.main = main;
    this.question = "";
    this.words = "";
    const hold = (/** @type {Event} */ event) => {
      const target = event.target instanceof Element ? event.target : null;
      this.question = target?.closest("[data-question]")?.getAttribute("data-question") ?? "";
      this.words = target?.closest("button")?.textContent ?? "";
    };
    main.addEventListener("focusin", hold);
    main.addEventListener("click", hold); // a press gives no focus to a button in WebKit
  }

  back() {
    const box = this.question && document.activeElement === document.body && this.main.querySelector(`[data-question="${CSS.escape(this.question)}"]`);
    if (box) {
      const pressed = [...box.querySelectorAll("button")].find((one) => one.textContent === this.words && one.getClientRects().length > 0);
      const there = pressed ?? box.querySelector("[data-answered]");
      if (there instanceof HTMLElement) {
        there.tabIndex = pressed ? 0 : -1;
        there.focus({ preventScroll: true });
      }
    }
  }
}
