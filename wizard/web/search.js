import { tellsOfDanger } from "./search-danger.js";
import { Finder } from "./search-engine.js";
import { danger, item, make } from "./search-show.js";

/** @typedef {import("./search-engine.js").Entry} Entry */

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
    box.querySelector("[data-danger]")?.remove();
    const found = question.length < 2 ? [] : finder.find(question, { typing: true }).slice(0, MOST);
    list.replaceChildren(...found.map(({ entry }) => item(entry, root)));
    if (question.length >= 2 && tellsOfDanger(input.value, question, finder)) {
      status.before(danger());
    }
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
  return count === 0 ? "Nothing found. These help anyway:" : count === 1 ? "1 thing found" : `${count} things found, the best first`;
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
  const links = [...list.querySelectorAll("a.md-search-result__link")].filter((one) => one instanceof HTMLElement);
  const at = links.findIndex((one) => one === document.activeElement);
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
    part.querySelector("[data-danger]")?.remove();
    const found = said.length < 3 ? [] : finder.find(said, { kinds: ["flow"], typing: true }).slice(0, MOST_FLOWS);
    list.replaceChildren(...found.map(({ entry }) => flow(entry, root)));
    if (tellsOfDanger(input.value, said, finder)) {
      status.before(danger());
    }
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
const index = /** @type {{handbookIndex?: Entry[]}} */ (globalThis).handbookIndex;
if (script instanceof HTMLScriptElement && index) {
  const root = new URL("../../", script.src).href;
  const finder = new Finder(index);
  finder.load().then(() => {
    performance.mark("search-ready");
    workBox(finder, root);
    workWords(finder, root);
  });
}
