import { button, el, note } from "./dom.js";
import { heading, way } from "./more.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {Record<string, any>} Left what `handbook/desk/left.py` gives */

const COUNCILS = "Whoever made this desk for you enters these, with your council's numbers.";

/**
 * @param {string} title
 * @param {Node[]} entries
 * @param {string} [who] who fills them in
 */
const listed = (title, entries, who = "") => entries.length > 0 && el("details", { open: entries.length < 8 }, el("summary", {}, `${title}: ${entries.length}`), who && el("p", { class: "hb-grey" }, who), el("ul", { class: "hb-left" }, ...entries));

/**
 * What one setting still owes, by name.
 * @param {Left} left
 * @param {Desk | null} desk where it can be filled in; none where it is another school's
 * @returns {HTMLElement}
 */
function owes(left, desk) {
  const figures = left.policies.map((/** @type {Left} */ policy) =>
    el("p", {}, el("strong", {}, policy.title), ` ${policy.read} of ${policy.sections} sections read; ${policy.undecided} lines that nobody has looked at; ${policy.open} questions of the first hour open.`),
  );
  const people = left.people.map((/** @type {Left} */ person) => el("li", {}, way(desk, person.lacks ? `${person.who}: ${person.lacks}` : person.who, person.go)));
  const slots = left.slots.map((/** @type {Left} */ slot) => el("li", {}, way(desk, slot.asked, slot.go), slot.read && el("small", {}, `Until then staff read: ${slot.read}`)));
  const councils = left.councils.map((/** @type {Left} */ council) => listed(`For ${council.name} to fill`, council.slots.map((/** @type {string} */ slot) => el("li", {}, slot)), COUNCILS));
  const done = people.length + slots.length === 0;
  return el("div", {}, ...figures, listed("People and numbers to fill in", people), listed("Not decided yet", slots), ...councils, done && el("p", {}, "No person, number or question of the first hour is left."));
}

/**
 * What it would cost to stop here: what staff read of the rest, and what is left, by name.
 * @param {Desk} desk
 * @param {Left} left
 * @returns {HTMLElement}
 */
export function leftView(desk, left) {
  const { own, area, national, reading, hidden } = left.lines;
  return el(
    "div",
    {},
    heading("If you stop here"),
    el("p", {}, `Staff read ${own} ${own === 1 ? "line" : "lines"} as your policy's, ${national} as national guidance${area > 0 ? `, ${area} as your council's` : ""} and ${reading} as our advice. ${hidden} lines are true in some schools only; staff do not see them until your policy says them.`),
    el("p", {}, "Of what is not decided, nothing is said about your policy. This is what is left:"),
    owes(left, desk),
  );
}

/**
 * The schools of a policy that several share, each with what it still owes; they are looked at one after the other.
 * @param {Desk} desk
 * @param {string[]} schools
 * @returns {HTMLElement}
 */
export function schoolsView(desk, schools) {
  const list = el("ul", { class: "hb-faults" });
  const told = el("p", { role: "status", class: "hb-told" });
  const view = el(
    "div",
    {},
    heading(`Schools of this policy: ${schools.length}`),
    el("p", {}, "What you decide here counts for all of them. What each must fill in itself stands below its name; it does so at its own desk."),
    told,
    list,
  );
  const look = async () => {
    for (const [at, school] of schools.entries()) {
      note(told, `Looking at school ${at + 1} of ${schools.length} …`);
      const left = await desk.ask({ do: "left", school }, told);
      if (!left || (at > 0 && !view.isConnected)) {
        return;
      }
      list.append(el("li", { "data-school": school }, el("h2", {}, left.name), owes(left, null)));
    }
    told.textContent = "";
  };
  look();
  return view;
}

/**
 * The ways to these pages, above the first hour.
 * @param {Desk} desk
 * @returns {HTMLElement[]}
 */
export function overall(desk) {
  const { schools } = desk.state;
  return schools.length > 0
    ? [el("li", {}, button(`Schools of this policy`, () => desk.showSchools()), el("small", {}, `${schools.length} schools`))]
    : [el("li", {}, button("If you stop here", () => desk.showLeft()), el("small", {}, "what is left"))];
}
