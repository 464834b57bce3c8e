import { button, el, labelled, select } from "./dom.js";

/** @typedef {{areas: Record<string, string>, kinds: Record<string, string>}} Asked */

const CANNOT =
  "This browser cannot run the desk. Open this page in another one: an up-to-date Firefox, Chrome, Edge or Safari, best on a computer. " +
  "Or ask whoever builds your handbook to begin it with “handbook new-setting”, which asks the same questions, and to send you a desk of your school's own: there the first hour comes up as plain forms in any browser.";
const NONE = "none";

/**
 * The first page of a desk that begins empty: whose handbook it will be.
 * @param {Asked} asked
 * @param {(request: object, told: HTMLElement) => Promise<void>} begin
 * @param {() => void} open opens a saved file
 * @returns {HTMLElement}
 */
export function beginView({ areas, kinds }, begin, open) {
  const councils = Object.entries(areas);
  const name = el("input", { autocomplete: "organization" });
  const own = select([["", "Choose"], ...councils, [NONE, "Not in this list"]], "");
  const kind = select(Object.entries(kinds), Object.keys(kinds)[0] ?? "");
  const short = el("input", { autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const others = councils.map(([area]) => el("input", { type: "checkbox", value: area }));
  const told = el("p", { role: "alert", class: "hb-told" });
  const ticks = councils.map(([, council], at) => el("li", {}, el("label", { class: "hb-tick" }, others[at], el("span", {}, council))));
  const naming = el(
    "details",
    {},
    el("summary", {}, "Another short name"),
    el("p", { class: "hb-grey" }, "It names your files and your handbook's address. Small letters, figures and hyphens, such as oakfield-school. Left empty, it is made from the name."),
    labelled("Short name", short),
  );
  const form = el(
    "form",
    { class: "hb-begin", novalidate: true },
    labelled("Name of your school or setting", name),
    labelled("What kind of setting is it?", kind),
    labelled("Which council is yours?", own),
    el("details", {}, el("summary", {}, "Children from other councils too"), el("fieldset", { class: "hb-asked" }, el("legend", {}, "Where else do your children live?"), el("ul", { class: "hb-ticks" }, ...ticks))),
    naming,
    told,
    el("button", { type: "submit", class: "hb-first" }, "Begin"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [own.value, ...others.filter((choice) => choice.checked).map((choice) => choice.value)];
    const request = {
      do: "begin",
      name: name.value,
      kind: kind.value,
      areas: [...new Set(chosen)].filter((area) => area && area !== NONE),
      no_council: own.value === NONE,
      id: short.value,
    };
    begin(request, told).then(() => {
      naming.open = naming.open || told.matches("[data-fields~=id]");
      told.scrollIntoView({ block: "nearest" });
    });
  });
  return el(
    "div",
    {},
    el("h1", { tabindex: "-1", "data-heading": true }, "Whose handbook will it be?"),
    el("p", {}, "Answer three questions. Then enter your policy, and see at once what staff will read. Nothing you type leaves this device."),
    form,
    el("p", {}, "Have you begun already? Go on with the file that you saved."),
    button("Open a file", open),
  );
}

/**
 * That the handbook has begun, and what to do next.
 * @param {string[]} notes what its lead must know of it
 */
export function begunNote(notes) {
  const next = "Your handbook has begun. Have you your policy as a file? Press “Open your policy”: its sections then come up by themselves. Else answer the first question. Save your work as a file before you close this page.";
  return el("div", { class: "hb-offer", role: "status" }, el("p", {}, next), ...notes.map((note) => el("p", {}, note)));
}

/**
 * What to do in a browser that cannot run the desk.
 * @returns {HTMLElement}
 */
export function cannotBegin() {
  return el("div", {}, el("h1", { tabindex: "-1" }, "The desk cannot start here"), el("p", { class: "hb-line" }, CANNOT));
}
