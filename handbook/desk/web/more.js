import { saveFile } from "../../../wizard/web/wizard/save.js";
import { button, el, labelled, note } from "./dom.js";
import { titled } from "./menu.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./goto.js").Place} Place */
/** @typedef {{words: string, go: Place, read: string}} Lack what staff will look for in vain */

/** @param {string} words */
export const heading = (words) => el("h1", { tabindex: "-1", "data-heading": true }, words);

/**
 * Words that lead to their place when they are pressed, where they have one.
 * @param {Desk | null} desk
 * @param {string} words
 * @param {Place} go
 */
export function way(desk, words, go) {
  return desk && Object.keys(go).length > 0 ? button(words, () => desk.goTo(go), { class: "hb-way" }) : words;
}

/**
 * What the check finds, each with the way to its field, and what staff will lack all the same.
 * @param {Desk} desk
 * @param {{faults: {where: string, message: string, go: Place}[], lacks: Lack[]}} found
 * @returns {HTMLElement}
 */
export function faultList(desk, { faults, lacks }) {
  return el(
    "div",
    {},
    heading(faults.length > 0 ? `${faults.length} to put right` : "Everything is in order"),
    el(
      "ul",
      { class: "hb-faults" },
      ...faults.map(({ where, message, go }) => el("li", {}, el("strong", {}, where), el("p", {}, message), Object.keys(go).length > 0 && button("Go there", () => desk.goTo(go)))),
    ),
    lacks.length > 0 && el("h2", {}, "What your staff will not find yet"),
    lacks.length > 0 && el("p", { class: "hb-grey" }, "This stops nothing. But whoever needs one of these will look for it here."),
    lacks.length > 0 && el("ul", { class: "hb-left" }, ...lacks.map((lack) => el("li", {}, way(desk, lack.words, lack.go), lack.read && el("small", {}, `Until then staff read: ${lack.read}`)))),
  );
}

/**
 * What of an opened file could not be put in place.
 * @param {string[]} left
 * @returns {HTMLElement}
 */
export function leftOut(left) {
  const entries = left.map((entry) => el("li", {}, entry));
  return el("section", { role: "alert" }, el("h2", {}, "Not taken from the file"), el("ul", { class: "hb-faults" }, ...entries));
}

/**
 * What two people decided differently, to be settled one by one.
 * @param {Desk} desk
 * @param {{what: string, mine: string, theirs: string}[]} found
 * @returns {HTMLElement}
 */
export function clashes(desk, found) {
  return el(
    "div",
    {},
    heading(found.length > 0 ? `Put together. ${found.length} decided differently` : "Put together. Nothing was decided differently"),
    el(
      "ul",
      { class: "hb-faults" },
      ...found.map((clash, number) => {
        const told = el("p", { role: "status", class: "hb-told" });
        const take = async () => {
          if (await desk.ask({ do: "settle", number }, told)) {
            note(told, "Theirs was taken.");
            await desk.changed();
          }
        };
        return el("li", {}, el("strong", {}, clash.what), el("p", {}, `Here: ${clash.mine}`), el("p", {}, `In the other file: ${clash.theirs}`), button("Take theirs", take), told);
      }),
    ),
  );
}

/**
 * When the policy was adopted and is due, which decides what is to be gone through.
 * @param {Desk} desk
 */
function dates(desk) {
  const told = el("p", { role: "status", class: "hb-told" });
  const fields = /** @type {[string, string][]} */ ([
    ["dated", "Your policy was adopted (2027-09)"],
    ["review", "It is due for review (2028-09)"],
  ]);
  return el(
    "div",
    {},
    el(
      "div",
      { class: "hb-row" },
      ...fields.map(([field, words]) => {
        const input = el("input", { value: desk.state.dates[field], autocomplete: "off", "data-date": field });
        input.addEventListener("change", () => desk.decide({ do: "describe", field, value: input.value }, () => desk.review(), told));
        return labelled(words, input);
      }),
    ),
    told,
  );
}

/**
 * The yearly review: what may have changed, and the list to sign.
 * @param {Desk} desk
 * @param {{sections: {id: string, title: string, why: string}[], lines: {ref: string, section: string, text: string, cites: string}[], due: string[], sheet: string}} found
 * @returns {HTMLElement}
 */
export function reviewView(desk, found) {
  const listed = (/** @type {string} */ title, /** @type {Node[]} */ entries) =>
    el("section", {}, el("h2", {}, title), entries.length > 0 ? el("ul", { class: "hb-faults" }, ...entries) : el("p", {}, "Nothing."));
  return el(
    "div",
    {},
    heading("Yearly review"),
    dates(desk),
    listed(
      "Sections to hold against the policy again",
      found.sections.map((section) => el("li", {}, el("strong", {}, titled(section)), el("p", {}, section.why), button("Go there", () => desk.openSection(section.id)))),
    ),
    listed(
      "National lines that are newer than the last look",
      found.lines.map((line) => el("li", {}, el("p", {}, line.text), el("p", { class: "hb-grey" }, `${line.cites} · section ${line.section}`))),
    ),
    listed(
      "Numbers and documents to look at again",
      found.due.map((due) => el("li", {}, due)),
    ),
    button("Save the list to sign", () => saveFile(found.sheet, "yearly-review.txt", "text/plain")),
  );
}
