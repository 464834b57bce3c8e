import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { lacking } from "../../handbook/desk/web/given.js";
import { UNCOUNTED, UNITS } from "../../handbook/desk/web/hour.js";
import { Kept } from "../../handbook/desk/web/keep.js";

globalThis.document = { currentScript: null, documentElement: { dataset: {} } };
const { Forms } = await import("../../handbook/desk/web/forms.js");

const schema = JSON.parse(readFileSync(new URL("../../data/schemas/common.schema.json", import.meta.url), "utf8"));

test("the desk offers every unit of a time limit that the data may have", () => {
  const { properties, allOf } = schema.$defs.within;
  assert.deepEqual(UNITS.map(([unit]) => unit).sort(), [...properties.unit.enum].sort());
  assert.deepEqual([...UNCOUNTED].sort(), [...allOf[0].if.properties.unit.enum].sort());
});

test("a time limit needs a length, unless its unit is not counted", () => {
  const question = { kind: "clock", lines: [] };
  const lacks = (within) => lacking(question, { answer: "differs", section: "1", text: "Soon.", within }, { within: "how long?" });
  for (const within of [{ amount: 0, unit: "days" }, { amount: -1, unit: "days" }, { amount: NaN, unit: "days" }]) {
    assert.equal(lacks(within), "how long?");
  }
  for (const within of [{ amount: 1.5, unit: "hours" }, { amount: 2, unit: "days" }, { unit: "at-once" }]) {
    assert.equal(lacks(within), "");
  }
});

test("work that was kept is found again with its day in England, and nothing else is taken for it", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-07-01T23:30:00Z") });
  const stored = {};
  globalThis.localStorage = { getItem: (name) => stored[name] ?? null, setItem: (name, text) => (stored[name] = text) };
  const kept = new Kept("oak");
  for (const other of ["{}", "1", "null", "[]", "no JSON", '{"text": 1, "day": "2026-07-02"}']) {
    stored["handbook-desk-oak"] = other;
    assert.equal(kept.found(), null);
  }
  kept.put("my work");
  assert.deepEqual(kept.found(), { text: "my work", day: "2026-07-02" });
});

test("the forms of a shared policy's desk open no file of another policy", () => {
  const file = { "handbook-desk": 1, setting: "oak", policy: "trust", files: {} };
  const forms = new Forms({ questions: [], sections: [], anchors: {}, of_policy: true, file });
  const told = forms.take(JSON.stringify({ ...file, policy: "oak-policy" }));
  assert.equal(told, "This file is of the policy 'oak-policy', and this desk of 'trust'. Open it at its own.");
});
