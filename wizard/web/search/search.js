import { Finder } from "./engine.js";
import { item, make, warn } from "./show.js";
import { Told } from "./told.js";

/** @typedef {import("./engine.js").Entry} Entry */

const MOST = 8;
const MOST_LETTERS = 500; // a pasted report is no question, and would hold up every key
const MOST_FLOWS = 3;
const UNFINISHED = 250; // milliseconds without a key before a reader of the screen is told what was found

/**
 * The search box: answers at every key, and keeps nothing.
 * @param {Finder} finder
 * @param {string} root
 */
function workBox(finder, root) {
  const box = document.querySelector("[data-search]");
  const input = box?.querySelector("input");
  const list = box?.querySelector("ol");
  const status = box?.querySelector("[role=status]");
  if (!box || !input || !list || !status) {
    return;
  }
  const asked = status.textContent ?? "";
  /** @type {ReturnType<typeof setTimeout>} */
  let telling;
  const answer = () => {
    const question = input.value.slice(0, MOST_LETTERS).trim();
    const found = question.length < 2 ? [] : finder.find(question, { typing: true }).slice(0, MOST);
    list.replaceChildren(...found.map(({ entry }) => item(entry, root)));
    warn(box, status, root, question.length >= 2 && finder.told.isDanger(input.value, true));
    if (question.length >= 3 && found.length === 0) {
      list.append(...elsewhere(root));
    }
    clearTimeout(telling);
    telling = setTimeout(() => {
      status.textContent = question.length < 2 ? asked : told(found.length);
    }, UNFINISHED);
  };
  input.addEventListener("input", answer);
  box.addEventListener("keydown", (event) => {
    if (event instanceof KeyboardEvent) {
      walk(event, input, list);
    }
  });
  answer();
}

/**
 * @param {number} count
 * @returns {string}
 */
function told(count) {
  return count === 0 ? "Nothing found. These help anyway:" : count === 1 ? "1 result" : `${count} results`;
}

/**
 * What to offer where nothing fits.
 * @param {string} root
 * @returns {HTMLElement[]}
 */
function elsewhere(root) {
  return [
    item({ k: "flow", t: "What do I do now?", u: "what-now/index.html", w: "A few questions lead you to the first step." }, root),
    item({ k: "contact", t: "Who do I call?", u: "contacts.html", w: "Numbers for your area, in hours and out." }, root),
  ];
}

/**
 * Up and down between the box and what was found; Enter opens the first.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
function walk(event, input, list) {
  const links = [...list.querySelectorAll("a.md-search-result__link")].filter((link) => link instanceof HTMLElement);
  const at = links.findIndex((link) => link === document.activeElement);
  if (event.key === "Enter" && event.target === input) {
    event.preventDefault();
    links[0]?.click();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? input : (links[next] ?? links[links.length - 1]))?.focus();
  }
}

/**
 * "In your own words" on the wizard's first screen: two or three flows that fit.
 * @param {Finder} finder
 * @param {string} root
 */
function workWords(finder, root) {
  const part = document.querySelector("[data-own-words]");
  const input = part?.querySelector("textarea");
  const list = part?.querySelector("ul");
  const status = part?.querySelector("[role=status]");
  if (!part || !input || !list || !status) {
    return;
  }
  /** @type {ReturnType<typeof setTimeout>} */
  let telling;
  const answer = () => {
    const said = input.value.slice(0, MOST_LETTERS).trim();
    const found = said.length < 3 ? [] : finder.flows(said, MOST_FLOWS);
    list.replaceChildren(...found.map((entry) => flow(entry, root)));
    warn(part, status, root, said.length >= 3 && finder.told.isDanger(input.value, true));
    clearTimeout(telling);
    telling = setTimeout(() => {
      status.textContent = said.length < 3 ? "" : found.length > 0 ? "This may fit:" : "Nothing fits yet. Answer the question above.";
    }, UNFINISHED);
  };
  input.addEventListener("input", answer);
  answer();
}

/**
 * @param {Entry} entry
 * @param {string} root
 * @returns {HTMLElement}
 */
function flow(entry, root) {
  const link = make("a", { href: root + entry.u }, make("strong", {}, entry.t), make("span", {}, entry.w ?? ""));
  return make("li", {}, link);
}

const script = document.currentScript;
let begun = false;
/** Work both boxes, as soon as everything is there to find things with. */
function begin() {
  const { handbookIndex: index, handbookTold: learnt } =
    /** @type {{handbookIndex?: Entry[], handbookTold?: import("./told.js").Learnt}} */ (globalThis);
  if (begun || !(script instanceof HTMLScriptElement) || !index || !learnt) {
    return;
  }
  begun = true;
  const root = new URL("../../", script.src).href;
  const finder = new Finder(index, new Told(learnt));
  finder.load().then(() => {
    performance.mark("search-ready");
    workBox(finder, root);
    workWords(finder, root);
  });
}
begin();
document.addEventListener("load", begin, true); // a part that had to be asked for again (early.js)
