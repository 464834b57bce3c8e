import { button, el, labelled, note } from "./dom.js";
import { titled } from "./menu.js";
import { addForm, ownLines } from "./own.js";
import { passageView, sectionText } from "./policy.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {Record<string, any>} Line */
/** @typedef {(fresh: Line[]) => void} Redraw shows lines that are on the page as they are now */

const STATES = /** @type {[string, string, string][]} */ ([
  ["says", "Says it", "y"],
  ["differs", "Says it differently", "d"],
  ["denies", "Says the contrary", "c"],
  ["silent", "Says nothing of it", "n"],
  ["undecided", "Not decided", "u"],
]);
const GROUNDS = /** @type {Record<string, string>} */ ({
  national: "national",
  area: "your council",
  ours: "our advice",
  library: "true in some schools; staff see it only if your policy says it",
  name: "only if your policy names it",
});
const HOW =
  "Tick only what the section says, no less and no more. A line that your policy does not say may be left. “Says the contrary” takes the line out of what your staff see. " +
  "Keys on a line: y says it, d differently, c the contrary, n says nothing of the whole topic, u not decided; arrows up and down.";
const TO_READ = "Press this at the end. Lines that you left undecided then count as looked at.";
const READ = "All lines here count as looked at, also those that you left undecided.";
const DENIED = "Your staff do not see this line. What your policy says in its place goes under “What only this section says”, below.";

/**
 * A section with its lines to decide.
 * @param {Desk} desk
 * @param {{id: string, title: string, read: string}} section
 * @param {{lines: Line[], own: Line[], text: string}} contents
 * @returns {HTMLElement}
 */
export function sectionView(desk, section, contents) {
  const read = section.read
    ? button(`Read on ${section.read}. Take that back`, () => desk.read(section.id, ""))
    : button("I have held every line here against the section", () => desk.read(section.id, desk.today()));
  const { made, redraw } = list(desk, section.id, contents.lines);
  return el(
    "div",
    {},
    el("h1", { tabindex: "-1", "data-heading": true }, titled(section)),
    sectionText(contents.text),
    el("p", {}, read),
    el("p", { class: "hb-grey" }, section.read ? READ : TO_READ),
    el("p", { class: "hb-grey" }, HOW),
    contents.lines.length > 0 ? made : el("p", {}, "The heading alone does not tell which lines belong here. Find them by a word: “Find a line”."),
    ownLines(desk, section.id, contents.own, redraw),
  );
}

/**
 * @param {Desk} desk
 * @param {string} words
 * @param {{lines: Line[], count: number}} found
 * @returns {HTMLElement}
 */
export function foundView(desk, words, { lines, count }) {
  const some = count > lines.length ? `The first ${lines.length} of ${count} lines. Add a word to see fewer.` : `${count} ${count === 1 ? "line" : "lines"}.`;
  return el(
    "div",
    {},
    el("h1", { tabindex: "-1", "data-heading": true }, `Lines with “${words}”`),
    el("p", { class: "hb-grey" }, count > 0 ? `${some} ${under(desk)}` : "No line holds these words. They are found whole or by their beginning."),
    list(desk, desk.section, lines).made,
  );
}

/**
 * The lines of one thing that staff do, or of a time limit, with a form for what only this policy says of it.
 * @param {Desk} desk
 * @param {string} about
 * @param {{title: string, lines: Line[]}} found
 * @returns {HTMLElement}
 */
export function spotView(desk, about, { title, lines }) {
  const { made, redraw } = list(desk, desk.section, lines);
  const told = el("p", { role: "status", class: "hb-told" });
  const form = addForm(desk, desk.section, about, async (place, request) => {
    const got = await desk.ask({ section: desk.section, ...request }, told);
    if (got) {
      desk.drafts.kept(place);
      redraw(got.lines);
      note(told, `Added to section ${desk.section}.`);
      await desk.changed(about);
    }
    return got !== null;
  });
  return el("div", {}, el("h1", { tabindex: "-1", "data-heading": true }, title), el("p", { class: "hb-grey" }, under(desk)), made, el("section", { class: "hb-own" }, el("h2", {}, "What only your policy says of it"), form, told));
}

/** @param {Desk} desk */
function under(desk) {
  const section = desk.state.sections.find((/** @type {Line} */ one) => one.id === desk.section);
  return `What you decide stands under section “${section ? titled(section) : desk.section}”.`;
}

/**
 * @param {Desk} desk
 * @param {string} section
 * @param {Line[]} lines
 */
function list(desk, section, lines) {
  /** @type {Map<string, Line>} what each line on the page is, with its passage */
  const shown = new Map(lines.map((line) => [line.ref, line]));
  const made = el("ol", { class: "hb-decide" });
  /** @type {Redraw} */
  const redraw = (fresh) => {
    for (const now of fresh) {
      const before = shown.get(now.ref);
      const old = before && [...made.children].find((child) => child instanceof HTMLElement && child.dataset.line === now.ref);
      if (old) {
        const line = { ...now, passage: before.passage };
        const held = old.contains(document.activeElement);
        const drawn = item(desk, section, line, redraw);
        shown.set(now.ref, line);
        old.replaceWith(drawn);
        if (held) {
          focusOn(drawn);
        }
      }
    }
  };
  made.append(...lines.map((line) => item(desk, section, line, redraw)));
  made.addEventListener("keydown", (event) => {
    const line = event.target instanceof HTMLElement ? event.target.closest("li") : null;
    if (!line || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLTextAreaElement) {
      return;
    }
    const beside = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key];
    const state = STATES.find(([, , key]) => key === event.key);
    if (beside instanceof HTMLElement) {
      event.preventDefault();
      focusOn(beside);
    } else if (state) {
      event.preventDefault();
      pressed(line, state[0]);
    }
  });
  return { made, redraw };
}

/**
 * A key was pressed on a line: as if its button was, or where it has none, the reason is said.
 * @param {HTMLElement} line
 * @param {string} state
 */
function pressed(line, state) {
  const wanted = line.querySelector(`[data-state="${state}"]`);
  const told = line.querySelector("[data-told]");
  if (wanted instanceof HTMLButtonElement) {
    wanted.click();
  } else if (told instanceof HTMLElement) {
    const why = line.querySelector("[data-spoken]")?.textContent ?? "Of this line alone nobody can say that a policy says nothing of it. It may be left.";
    note(told, why);
  }
}

/** @param {HTMLElement} line */
function focusOn(line) {
  const chosen = line.querySelector('[aria-pressed="true"]') ?? line.querySelector("button");
  if (chosen instanceof HTMLElement) {
    chosen.focus();
  }
}

/**
 * One line: what it says, on what ground, and the decisions that there are.
 * @param {Desk} desk
 * @param {string} section
 * @param {Line} line
 * @param {Redraw} redraw
 * @returns {HTMLLIElement}
 */
function item(desk, section, line, redraw) {
  const made = el("li", { "data-line": line.ref, "data-decided": line.state });
  const told = el("p", { role: "status", class: "hb-told", "data-told": true });
  const words = el("textarea", { rows: "2", value: line.words || line.text });
  const decide = async (/** @type {string} */ state) => {
    const got = await desk.ask({ do: "decide", section, ref: line.ref, state, words: state === "differs" ? words.value : "" }, told);
    if (got) {
      desk.drafts.kept(line.ref);
      const { top } = made.getBoundingClientRect();
      const there = made.parentElement;
      const at = [...(there?.children ?? [])].indexOf(made);
      redraw(got.lines);
      scrollBy(0, (there?.children[at]?.getBoundingClientRect().top ?? top) - top); // lines above it may be longer now
      await desk.changed(line.ref);
    }
  };
  const version = el("div", { hidden: line.state !== "differs" }, labelled("In your policy's sense, in your own short words", words), button("Keep these words", () => decide("differs")));
  if (desk.drafts.watch(line.ref, version)) {
    version.hidden = false;
  }
  words.addEventListener("input", () => desk.tryOut(line.ref, { section, ref: line.ref, words: words.value }));
  const press = (/** @type {string} */ state) => {
    if (state !== "differs") {
      decide(state);
      return;
    }
    version.hidden = false;
    words.focus();
  };
  made.addEventListener("focusin", () => desk.show(line.ref));
  made.addEventListener("click", () => desk.show(line.ref)); // its words take no focus
  const parts = [
    el("p", { class: "hb-line" }, line.words || line.text),
    el("p", { class: "hb-grey" }, [line.where, line.cites || GROUNDS[line.ground], ...(line.sections.length > 0 ? [`your section ${line.sections.join(", ")}`] : [])].join(" · ")),
    passageView(line.passage),
    el(
      "div",
      { class: "hb-states", role: "group", "aria-label": `Your policy: ${line.text}` },
      ...STATES.filter(([state]) => state !== "silent" || silenceOffered(line)).map(([state, label]) =>
        button(state === "silent" ? silenceWords(line) : label, () => press(state), { "data-state": state, "aria-pressed": String(state === line.state) }),
      ),
    ),
    spokenOf(line),
    line.state === "denies" && el("p", { class: "hb-grey" }, DENIED),
    version,
    told,
  ];
  made.append(...parts.filter((part) => part instanceof Node));
  return made;
}

/**
 * That a policy is silent is said of a whole topic: where a section speaks of it, that cannot be.
 * @param {Line} line
 */
function silenceOffered({ topic, state }) {
  return topic && (!topic.section || state === "silent");
}

/** @param {Line} line */
function silenceWords({ topic }) {
  const lines = topic.lines === 1 ? "1 line" : `all ${topic.lines} lines`;
  return `Our policy says nothing of: ${topic.title} (${lines})`;
}

/**
 * Why nobody can say here that the policy is silent, and what to do with a line that it does not say.
 * @param {Line} line
 */
function spokenOf({ topic, state, ground }) {
  if (!topic?.section || state !== "undecided") {
    return null;
  }
  const left = ground === "library" || ground === "name" ? "staff then do not see it" : "staff read it on its own ground";
  return el("p", { class: "hb-grey", "data-spoken": true }, `Your policy speaks of “${topic.title}” in section ${topic.section}. Does it not say this line? Then leave it: ${left}.`);
}
