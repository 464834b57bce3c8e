/**
 * An ESLint rule: what a script names must be known to the oldest browsers that the handbook serves with script, by
 * MDN's table of support; or it is one of the `spared`, each of which has a fallback and a test, or is no browser's name.
 */
import { createRequire } from "node:module";

const { api, javascript } = createRequire(import.meta.url)("@mdn/browser-compat-data");

/** The oldest browsers served with script. docs/hosting.md says so too, and a test compares. */
export const OLDEST = { chrome: 90, edge: 90, webview_android: 90, firefox: 79, safari: 14.1, safari_ios: 14.5 };
// What only some makers have is no name that we use by chance: an interface counts when these all know it today.
const MAKERS = ["chrome", "firefox", "safari"];
const ANYWHERE = ["Window", "WindowOrWorkerGlobalScope", "DedicatedWorkerGlobalScope", "ServiceWorkerGlobalScope"];

/** @type {Map<string, {owner: string, old: boolean}[]>} */
const globals = new Map();
const members = new Map();

/** The version that knows a thing without a prefix or a switch; Infinity where none does. */
function since(compat, browser) {
  const told = [compat.support[browser] ?? []].flat();
  const plain = told.find((one) => !one.prefix && !one.flags && !one.alternative_name && !one.version_removed);
  const version = plain?.version_added;
  return typeof version === "string" && version !== "preview" ? Number.parseFloat(version.replace("≤", "")) : Infinity;
}

function add(table, name, owner, compat) {
  if (compat && MAKERS.every((maker) => since(compat, maker) < Infinity)) {
    const old = Object.entries(OLDEST).every(([browser, version]) => since(compat, browser) <= version);
    table.set(name, [...(table.get(name) ?? []), { owner, old }]);
  } else if (compat && ANYWHERE.includes(owner.split(".")[0])) {
    table.set(name, [...(table.get(name) ?? []), { owner, old: false }]);
  }
}

for (const [owner, whole] of [...Object.entries(api), ...Object.entries(javascript.builtins)]) {
  add(globals, owner, owner, whole.__compat);
  for (const [key, part] of Object.entries(whole)) {
    const name = key.replace(/_static$/u, "");
    add(members, name, owner, part.__compat);
    if (ANYWHERE.includes(owner)) {
      add(globals, name, owner, part.__compat);
    }
  }
}

/** Newer where nothing of that name is old. */
const isNewer = (found) => found !== undefined && found.every(({ old }) => !old);

export default {
  meta: { schema: [{ type: "object" }], messages: { newer: "{{owner}}.{{name}} is newer than the oldest browsers" } },
  create(context) {
    const spared = context.options[0] ?? {};
    const look = (table, node) => {
      const found = table.get(node.name);
      if (!Object.hasOwn(spared, node.name) && isNewer(found)) {
        context.report({ node, messageId: "newer", data: { name: node.name, owner: found[0].owner } });
      }
    };
    return {
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
