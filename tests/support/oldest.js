/**
 * An ESLint rule: what a script names, and what it asks for by an option, must be known to the oldest browsers that the
 * handbook serves with script, by MDN's table of support; or it is one of the `spared`, each of which has a fallback and
 * a test, or is no browser's name.
 */
import { createRequire } from "node:module";

const { api, html, http, javascript } = createRequire(import.meta.url)("@mdn/browser-compat-data");

/** The oldest browsers served with script. docs/hosting.md says so too, and a test compares. */
export const OLDEST = { chrome: 90, edge: 90, webview_android: 90, firefox: 79, safari: 14.1, safari_ios: 14.5 };
/**
 * What is newer than the oldest browsers, and what happens there instead. tests/browser/test_older_browsers.py takes each
 * away, and holds this list against what the built scripts use.
 */
export const SPARED = {
  DecompressionStream: "from a folder: the plain form",
  getWriter: "as DecompressionStream",
  readable: "as DecompressionStream",
  writable: "as DecompressionStream",
  fromBase64: "decoded letter by letter",
  requestIdleCallback: "a little later",
  "Worker.type": "the plain form",
  "focus.preventScroll": "the page moves to what is focused",
  structuredClone: "Python starts from bytecode",
};
/** Names of ours that a browser has for something else. */
export const OURS = {
  bytes: "a part of Python",
  changed: "an event of ours",
  destroy: "an open PDF, as PDF.js has it",
  element: "a page's own part",
  format: "a day in words",
  show: "a step, a notice or the cover",
  take: "a part of Python",
};
// What only some makers have is no name that we use by chance: an interface counts when these all know it today.
const MAKERS = ["chrome", "firefox", "safari"];
const ANYWHERE = ["Window", "WindowOrWorkerGlobalScope", "DedicatedWorkerGlobalScope", "ServiceWorkerGlobalScope"];

/** @type {Map<string, object[]>} by name, what MDN says of each interface's own */
const globals = new Map();
const members = new Map();
/** By what is called and the option's name. */
const options = new Map();

/** The version that knows a thing without a prefix or a switch; Infinity where none does. */
function since(compat, browser) {
  const told = [compat.support[browser] ?? []].flat();
  const plain = told.find((one) => !one.prefix && !one.flags && !one.alternative_name && !one.version_removed);
  const version = plain?.version_added;
  return typeof version === "string" && version !== "preview" ? Number.parseFloat(version.replace("≤", "")) : Infinity;
}

function add(table, name, owner, compat) {
  if (compat && (ANYWHERE.includes(owner) || MAKERS.every((maker) => since(compat, maker) < Infinity))) {
    table.set(name, [...(table.get(name) ?? []), compat]);
  }
}

function addOptions(called, owner, whole) {
  for (const [key, part] of Object.entries(whole).filter(([name]) => name !== "__compat")) {
    const name = /^(?:options_)?(\w+?)(?:_parameter|_option)?$/u.exec(key)?.[1];
    add(options, `${called}.${name}`, owner, part.__compat);
    if (key === "options_parameter") {
      addOptions(called, owner, part);
    }
  }
}

for (const [owner, whole] of [...Object.entries(api), ...Object.entries(javascript.builtins)]) {
  add(globals, owner, owner, whole.__compat);
  for (const [key, part] of Object.entries(whole)) {
    const name = key.replace(/_static$/u, "");
    add(members, name, owner, part.__compat);
    addOptions(name, owner, part);
    if (ANYWHERE.includes(owner)) {
      add(globals, name, owner, part.__compat);
    }
  }
}

/** Newer where nothing of that name is old. */
const isNewer = (found) =>
  found?.every((compat) => Object.entries(OLDEST).some(([browser, version]) => since(compat, browser) > version));

/** From which version on the makers know it, in words. */
const makers = (found) =>
  MAKERS.map((maker) => {
    const version = Math.min(...found.map((compat) => since(compat, maker)));
    return `${maker} ${version < Infinity ? version : "not yet"}`;
  }).join(", ");

/** What Python cannot do without: a worker that is a module, and a policy that lets WebAssembly run. */
const PYTHON = [
  api.Worker.Worker.options_type_parameter.__compat,
  http.headers["Content-Security-Policy"]["script-src"]["wasm-unsafe-eval"].__compat,
];
/** The oldest browsers in which Python starts. */
export const OLDEST_WITH_PYTHON = Object.fromEntries(
  Object.keys(OLDEST).map((browser) => [browser, Math.max(...PYTHON.map((compat) => since(compat, browser)))]),
);

/** Elements and attributes of pages that are newer, as `dialog`, `details.name` and `*.inert`. */
export function newerMarkup() {
  const attributes = (element, whole) => Object.entries(whole).map(([name, part]) => [`${element}.${name}`, part.__compat]);
  return [
    ...Object.entries(html.elements).flatMap(([name, whole]) => [[name, whole.__compat], ...attributes(name, whole)]),
    ...attributes("*", html.global_attributes),
  ]
    .filter(([, compat]) => compat && isNewer([compat]))
    .map(([name]) => name);
}

export default {
  meta: { schema: [{ type: "object" }], messages: { newer: "{{name}} is newer than the oldest browsers: {{since}}" } },
  create(context) {
    const spared = context.options[0] ?? {};
    const look = (table, node, name = node.name) => {
      const found = table.get(name);
      if (!Object.hasOwn(spared, name) && isNewer(found)) {
        context.report({ node, messageId: "newer", data: { name, since: makers(found) } });
      }
    };
    const asked = ({ callee, arguments: given }) => {
      const keys = given.filter(({ type }) => type === "ObjectExpression").flatMap(({ properties }) => properties);
      for (const { key } of keys) {
        look(options, callee, `${(callee.property ?? callee).name}.${key?.name}`);
      }
    };
    return {
      CallExpression: asked,
      NewExpression: asked,
      "MemberExpression[computed=false] > Identifier.property": (node) => look(members, node),
      "Program:exit": () => {
        const { variables, through } = context.sourceCode.scopeManager.globalScope;
        const known = variables.filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references);
        for (const { identifier } of [...known, ...through]) {
          look(globals, identifier);
        }
      },
    };
  },
};
