/**
 * What scripts use that is newer than the oldest browsers: node newer.js SCRIPT... prints JSON. `used` has each name that
 * is a browser's own, with the versions that know it; `markup` every element and attribute that would be too new.
 */
import { readFileSync } from "node:fs";
import { Linter } from "eslint";
import oldest, { newerMarkup, OLDEST, OLDEST_WITH_PYTHON, OURS, SPARED } from "./oldest.js";

const linter = new Linter();
const how = {
  languageOptions: { ecmaVersion: "latest", sourceType: "module" },
  plugins: { handbook: { rules: { oldest } } },
  rules: { "handbook/oldest": ["error", OURS] },
};
const used = {};
for (const path of process.argv.slice(2)) {
  for (const { message } of linter.verify(readFileSync(path, "utf8"), how)) {
    const [name, since] = message.split(" is newer than the oldest browsers: ");
    used[name] = since;
  }
}
const told = { oldest: OLDEST, python: OLDEST_WITH_PYTHON, spared: SPARED, used, markup: newerMarkup() };
process.stdout.write(JSON.stringify(told));
