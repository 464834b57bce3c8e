import js from "@eslint/js";
import globals from "globals";

import oldest, { OURS, SPARED } from "./tests/support/oldest.js";

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

// Read by the oldest browsers, so no newer syntax; a look behind in a pattern stops the whole script there.
const old = {
  languageOptions: { ecmaVersion: 2021 },
  plugins: { handbook: { rules: { oldest } } },
  rules: {
    "handbook/oldest": ["error", { ...SPARED, ...OURS }],
    "no-restricted-syntax": ["error", { selector: "Literal[regex.pattern=/\\(\\?<[=!]/]", message: "Safari before 16.4 reads no look behind." }],
  },
};

export default [
  { ignores: ["build/", "site/", "site-*/", ".site-new-*/", ".venv/"] },
  js.configs.recommended,
  { rules: care, linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["{wizard,handbook/desk}/web/**/*.js", "docs/**/*.js", "tests/bench/web/*.js"],
    languageOptions: { globals: { ...globals.browser, BUILD: "readonly", FORMS_DATA: "readonly", PYODIDE: "readonly", SITE: "readonly" } },
  },
  { files: ["{wizard,handbook/desk}/web/**/*.js", "docs/**/*.js"], ...old },
  { files: ["docs/hosting/sw.js"], languageOptions: { globals: globals.serviceworker } },
  { files: ["{wizard/web/python,handbook/desk/web}/worker.js"], languageOptions: { globals: globals.worker } },
  { files: ["tests/oldest/*.cjs"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ["*.js", "handbook/**/*.mjs", "tests/**/*.{js,mjs}"],
    languageOptions: { globals: globals.node },
    rules: { "no-console": "off" }, // run in a terminal
  },
];
