/** @typedef {import("./engine.js").Entry} Entry */

/** @type {Record<string, string>} */
const KINDS = {
  flow: "What to do now",
  harm: "Kind of harm",
  contact: "Who to call",
  rule: "How it works",
  role: "Who does what",
  word: "What it means",
  paper: "To print",
  page: "Page",
};

/** @type {Record<string, string>} */
const ACTS = { tel: "Ring", sms: "Text", mailto: "Write to" };

/**
 * An element with its children; text stays text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * One find: what it is, its name, a line about it; a contact with its numbers, ready to ring.
 * @param {Entry} entry
 * @param {string} root the way to the site's root
 * @returns {HTMLLIElement}
 */
export function item(entry, root) {
  const link = make(
    "a",
    { class: "md-search-result__link", href: root + entry.u },
    make("span", { class: "hb-kind", "data-kind": entry.k }, KINDS[entry.k] ?? ""),
    make("strong", {}, entry.t),
    ...(entry.w ? [make("span", { class: "hb-found__note" }, entry.w)] : []),
  );
  return make("li", { class: "md-search-result__item", "data-kind": entry.k }, link, ...numbers(entry));
}

/**
 * @param {Entry} entry
 * @returns {HTMLElement[]}
 */
function numbers(entry) {
  const all = entry.c ?? [];
  const phones = all.filter(({ h }) => h.startsWith("tel:"));
  const shown = (phones.length > 0 ? phones : all).map(({ v, l, n = "", h, s }) => {
    const label = l ?? n;
    const words = s === "as-printed" ? `${label ? `${label}; ` : ""}not confirmed` : label;
    const css = h.startsWith("tel:") ? "hb-phone" : "hb-web";
    const link = make("a", { class: css, href: h, "aria-label": linkName(h, v, n || entry.t) }, v);
    return make("div", { class: "hb-number", "data-status": s }, link, ` ${words}`);
  });
  return shown.length > 0 ? [make("div", { class: "hb-found__numbers md-typeset" }, ...shown)] : [];
}

/**
 * A number's link by the name that a card of the contact gives it (`LINKS` of `wizard/cards.py`).
 * @param {string} link
 * @param {string} value
 * @param {string} name who is reached
 */
function linkName(link, value, name) {
  const act = ACTS[link.split(":")[0] ?? ""];
  return act ? `${act} ${name}, ${value}` : `${value}, ${name}`;
}

/**
 * What comes before everything else where the words may tell of danger; told aloud once, and not at each key.
 * @param {Element} part the box, or the place for own words
 * @param {Element} before what it comes before
 * @param {string} root
 * @param {boolean} raised
 */
export function warn(part, before, root, raised) {
  const shown = part.querySelector("[data-danger]");
  if (shown && !raised) {
    shown.remove();
  } else if (raised && !shown) {
    const ring = make("a", { href: "tel:999" }, "ring 999");
    const more = make("a", { href: `${root}what-now/emergency.html` }, "What to do next");
    const asked = make("strong", {}, "Is anyone in danger now?");
    before.before(make("p", { class: "hb-danger", "data-danger": "", role: "alert" }, asked, " First ", ring, ". ", more));
  }
}
