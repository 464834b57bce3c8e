import { button, el } from "./dom.js";
import { overall } from "./left.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {(name: string) => HTMLElement} Part */

/**
 * The list on the left: the first hour's parts, then the sections.
 * @param {Desk} desk
 * @param {Part} part
 */
export function menu(desk, part) {
  const parts = [...new Set(desk.questions.map((question) => question.part))];
  const open = (/** @type {string} */ name) => desk.questions.filter((question) => question.part === name && question.answer === "open").length;
  const entry = (/** @type {string} */ words, /** @type {string} */ left, /** @type {boolean} */ here, /** @type {() => void} */ go) =>
    el("li", {}, button(words, go, { "aria-current": here ? "page" : null }), el("small", {}, left));
  part("overall").replaceChildren(...overall(desk));
  part("hour").replaceChildren(
    ...parts.map((name) => entry(name, open(name) ? `${open(name)} open` : "done", name === desk.part, () => desk.openHour(name))),
  );
  part("sections").replaceChildren(
    ...desk.state.sections.map((/** @type {any} */ listed) => entry(titled(listed), reached(listed), !desk.part && listed.id === desk.section, () => desk.openSection(listed.id))),
  );
}

/**
 * A section by its number and heading; one without a number has its heading alone.
 * @param {{id: string, title: string}} section
 */
export function titled({ id, title }) {
  return title.startsWith(id) ? title : `${id} ${title}`;
}

/** @param {{offered: number, looked: number, read: string}} section */
function reached({ offered, looked, read }) {
  const lines = offered > 0 ? `${looked} of ${offered} lines looked at` : "no lines found yet";
  return read ? `${lines} · read` : lines;
}

/**
 * On a small screen the list and the phone are folded away behind a button each; a choice folds the list again.
 * @param {Document} page
 */
export function folds(page) {
  for (const fold of page.querySelectorAll("[data-desk-fold]")) {
    const turn = (/** @type {boolean} */ open) => fold.setAttribute("aria-expanded", String(open));
    fold.addEventListener("click", () => turn(fold.getAttribute("aria-expanded") !== "true"));
    fold.nextElementSibling?.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest(".hb-desk-list button")) {
        turn(false);
      }
    });
  }
}
