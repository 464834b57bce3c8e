import js from "@eslint/js";
import globals from "globals";

import oldest from "./tests/support/oldest.js";

// What the eye misses in a review; layout is left to the hand that writes.
const care = {
  curly: "error",
  eqeqeq: "error",
  "no-console": "error", // answers must never reach a log
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-shadow": "error",
  "no-undef-init": "error",
  "no-unused-expressions": "error",
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-arrow-callback": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  strict: ["error", "never"], // modules are strict; the bundler adds the directive to what it makes of them
};

// What is newer than the oldest browsers that the pages serve with script, and what happens there instead:
// tests/browser/test_older_browsers.py takes each away. What follows the empty line is the name of something of ours.
const spared = {
  DecompressionStream: "from a folder: the plain form",
  fromBase64: "decoded letter by letter",
  getWriter: "as DecompressionStream",
  readable: "as DecompressionStream",
  writable: "as DecompressionStream",
  requestIdleCallback: "a little later",
  structuredClone: "Python starts from bytecode",

  bytes: "a part of Python",
  changed: "an event of ours",
  element: "a page's own part",
  format: "a day in words",
  show: "a step, a notice or the cover",
  take: "a part of Python",
};
// Read by the oldest browsers, so no newer syntax; a look behind in a pattern stops the whole script there.
const old = {
  languageOptions: { ecmaVersion: 2021 },
  plugins: { handbook: { rules: { oldest } } },
  rules: {
    "handbook/oldest": ["error", spared],
    "no-restricted-syntax": ["error", { selector: "Literal[regex.pattern=/\\(\\?<[=!]/]", message: "Safari before 16.4 reads no look behind." }],
  },
};

export default [
  { ignores: ["build/", "site/", "site-*/", ".site-new-*/", ".venv/"] },
  js.configs.recommended,
  { rules: care, linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["wizard/web/**/*.js", "handbook/desk/web/**/*.js", "docs/**/*.js", "tests/bench/web/*.js"],
    languageOptions: { globals: { ...globals.browser, BUILD: "readonly", PYODIDE: "readonly", SITE: "readonly" } },
  },
  { files: ["wizard/web/**/*.js", "docs/**/*.js"], ...old },
  { files: ["docs/hosting/sw.js"], languageOptions: { globals: globals.serviceworker } },
  { files: ["wizard/web/worker.js"], languageOptions: { globals: globals.worker } },
  { files: ["tests/oldest/*.cjs"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ["*.js", "handbook/**/*.mjs", "tests/**/*.{js,mjs}"],
    languageOptions: { globals: globals.node },
    rules: { "no-console": "off" }, // run in a terminal
  },
];
