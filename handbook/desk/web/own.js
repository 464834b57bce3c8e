import { button, el, labelled } from "./dom.js";
import { deadlineFields } from "./hour.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {Record<string, any>} Line */
/** @typedef {{group: string, choices: [string, string][]}[]} Spots */

const UNCHOSEN = "";

/**
 * What only a section says, and a form for more.
 * @param {Desk} desk
 * @param {string} section
 * @param {Line[]} own
 * @param {(fresh: Line[]) => void} redraw shows the page's lines as they are after what was done here
 * @returns {HTMLElement}
 */
export function ownLines(desk, section, own, redraw) {
  const told = el("p", { role: "status", class: "hb-told" });
  const heading = el("h2", { tabindex: "-1" }, "What only this section says");
  const list = el("ul");
  const send = async (/** @type {string} */ place, /** @type {object} */ request) => {
    const got = await desk.ask({ section, ...request }, told);
    if (got) {
      desk.drafts.kept(place);
      redraw(got.lines);
      show(got.own);
    }
    return got;
  };
  const entry = (/** @type {Line} */ line) => ownLine(desk, section, line, async (place, request) => {
    const got = await send(place, request);
    if (got) {
      const there = at(list, line.path);
      (request.text && there ? there : heading).focus({ preventScroll: true });
      await desk.changed(line.where);
    }
  });
  const show = (/** @type {Line[]} */ lines) => list.replaceChildren(...lines.map(entry));
  const form = addForm(desk, section, UNCHOSEN, async (place, request) => {
    const known = new Set([...list.children].map((line) => line.getAttribute("data-own")));
    if (await send(place, request)) {
      const added = [...list.children].find((line) => !known.has(line.getAttribute("data-own")));
      if (added instanceof HTMLElement) {
        added.focus();
      }
      await desk.changed(request.slot);
      return true;
    }
    return false;
  });
  show(own);
  return el("section", { class: "hb-own" }, heading, list, form, told);
}

/**
 * The list's entry with this path in the section.
 * @param {HTMLElement} list
 * @param {(string | number)[]} path
 */
export function at(list, path) {
  const found = list.querySelector(`[data-own="${CSS.escape(path.join(" "))}"]`);
  return found instanceof HTMLElement ? found : null;
}

/**
 * @param {Desk} desk
 * @param {string} section
 * @param {Line} line
 * @param {(place: string, request: Record<string, any>) => Promise<void>} send
 */
function ownLine(desk, section, line, send) {
  const input = el("textarea", { rows: "2", value: line.text });
  const place = `own ${section} ${line.text}`; // its place in the list changes when another is taken out
  const made = el(
    "li",
    { "data-own": line.path.join(" "), tabindex: "-1" },
    labelled(line.about, input),
    el(
      "div",
      { class: "hb-row" },
      button("Keep these words", () => send(place, { do: "change", path: line.path, text: input.value })),
      button("Take it out", () => send(place, { do: "change", path: line.path })),
    ),
  );
  made.addEventListener("focusin", () => desk.show(line.where));
  desk.drafts.watch(place, made);
  return made;
}

/**
 * The form for a line that only this policy says.
 * @param {Desk} desk
 * @param {string} section
 * @param {string} about the place that is chosen already
 * @param {(place: string, request: Record<string, any>) => Promise<boolean>} send gives whether it was taken
 * @returns {HTMLElement}
 */
export function addForm(desk, section, about, send) {
  const text = el("textarea", { rows: "2" });
  const spot = spotField(desk.spots, about);
  const time = deadlineFields(desk.state.anchors);
  const fields = el("div", { class: "hb-row", hidden: true }, ...time.fields);
  const follow = () => {
    fields.hidden = !spot.list.value.startsWith("clock.");
    if (spot.list.value) {
      desk.show(spot.list.value);
    }
  };
  spot.list.addEventListener("change", follow);
  const place = `add ${section}`;
  const add = async () => {
    const limit = spot.list.value.startsWith("clock.") ? time.read() : {};
    if (await send(place, { do: "own", text: text.value, slot: spot.list.value, ...limit })) {
      text.value = "";
      made.open = false;
      made.querySelector(".hb-draft")?.replaceChildren();
    }
  };
  const made = el(
    "details",
    {},
    el("summary", {}, "Add a line"),
    labelled("What your policy says, in your own short words", text),
    ...spot.fields,
    fields,
    button("Add it", add),
  );
  made.open = desk.drafts.watch(place, made) || about !== UNCHOSEN;
  fields.hidden = !spot.list.value.startsWith("clock.");
  return made;
}

/**
 * The choice of a place, in groups, with a field that leaves those alone that have its words.
 * @param {Spots} spots
 * @param {string} chosen
 */
function spotField(spots, chosen) {
  const list = el("select");
  const words = el("input", { type: "search", autocomplete: "off" });
  const fill = () => {
    const { value } = list;
    const wanted = words.value.toLowerCase().split(/\s+/u).filter(Boolean);
    const has = (/** @type {string} */ title) => wanted.every((word) => ` ${title.toLowerCase()}`.includes(` ${word}`));
    const groups = spots.map(({ group, choices }) => ({ group, choices: choices.filter(([ref, title]) => ref === value || has(`${group} ${title}`)) }));
    list.replaceChildren(
      new Option("Choose", UNCHOSEN),
      ...groups.filter(({ choices }) => choices.length > 0).map(({ group, choices }) => el("optgroup", { label: group }, ...choices.map(([ref, title]) => new Option(title, ref)))),
    );
    list.value = value;
  };
  fill();
  list.value = chosen;
  words.addEventListener("input", fill);
  return { list, fields: [labelled("Look for its place by a word (or choose below)", words), labelled("What it is about", list)] };
}
