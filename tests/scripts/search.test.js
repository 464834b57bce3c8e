import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { Finder } from "../../wizard/web/search/engine.js";
import { Told } from "../../wizard/web/search/told.js";
import { stem, words } from "../../wizard/web/search/words.js";

const ENTRIES = [
  { k: "harm", t: "Neglect", u: "abuse/neglect.html", n: ["hungry", "dirty clothes"], x: "Needs are not met. A child was found unconscious." },
  { k: "contact", t: "LADO, Hull", u: "contacts.html#lado-hull", n: ["designated officer"], c: [] },
  { k: "flow", t: "A child tells you something", u: "what-now/disclosure.html", i: ["disclosure"], w: "Listen." },
];

// A few sentences to learn from, by the script that the build learns with.
const SAID = {
  flows: {
    disclosure: ["a child told me a secret", "she told me what happens at home", "he says he was touched"],
    absence: ["he has not come in", "not seen since monday and nobody answers", "off again with no reason"],
  },
  now: [
    "he has a knife",
    "a lad has got a knife in his bag",
    "she took pills",
    "she has taken a lot of pills",
    "he is unconscious",
    "found unconscious on the floor",
    "being hit right now",
    "her dad is hitting her right now",
    "bleach in his cup",
  ],
  calm: [
    "a child told me a secret",
    "he has not come in",
    "off again with no reason",
    "a letter for the school fair",
    "who orders the school lunch",
    "where is the form for a parent",
    "dirty clothes every day",
    "which training is due",
    "a trip to the beach",
    "the beach is shut",
  ],
};

const LEARN = fileURLToPath(new URL("../../handbook/search/learn.mjs", import.meta.url));
const learn = (/** @type {object} */ order) =>
  JSON.parse(execFileSync(process.execPath, [LEARN], { input: JSON.stringify(order), encoding: "utf8" }));
const { flows, now, calm } = SAID;
const LEARNT = { ...learn({ flows, all: [...now, ...calm] }), danger: learn({ now, calm }) };

async function finder() {
  const made = new Finder(ENTRIES, new Told(LEARNT));
  await made.load();
  return made;
}

test("flows beyond the letters that there are end the learning in words", () => {
  const many = (count) => ({
    flows: Object.fromEntries(Array.from({ length: count }, (_, n) => [`flow${n}`, ["a child said so"]])),
    all: [],
  });
  assert.equal(learn(many(52)).flows.length, 52);
  assert.throws(() => learn(many(53)), /More than 52 flows have sentences/);
});

test("what staff type is found, with slips and other endings", async () => {
  const found = await finder();
  for (const asked of ["neglect", "neglected", "negelct", "dirty cloths"]) {
    assert.equal(found.find(asked, { typing: false })[0]?.entry.t, "Neglect", asked);
  }
  assert.equal(found.find("lado", { typing: true })[0]?.entry.t, "LADO, Hull");
});

test("nothing is found for what stands nowhere, and a kind that was asked for is kept to", async () => {
  const found = await finder();
  assert.deepEqual(found.find("zeppelin", { typing: false }), []);
  assert.deepEqual(found.find("neglect", { kinds: ["flow"], typing: false }), []);
});

test("what somebody tells leads to the flow that such sentences were for", async () => {
  const found = await finder();
  assert.equal(found.flows("she told me her secret", 3)[0]?.t, "A child tells you something");
  assert.deepEqual(found.flows("zeppelin", 3), []);
});

test("words that tell of danger now are known, spelt as people spell in a hurry", () => {
  const heard = new Told(LEARNT);
  for (const said of ["he has a knife", "she took pills", "unconcious", "being hit right now"]) {
    assert.ok(heard.isDanger(said), said);
  }
  assert.ok(!heard.isDanger("a form for a school trip"));
});

test("a word that is put right as a slip is still heard as it was typed", () => {
  const heard = new Told(LEARNT);
  const said = "she put bleach in her drink";
  assert.ok(heard.read(said).includes("beach"));
  assert.ok(heard.danger.of(words(said)) > heard.danger.of(words("she put beach in her drink")));
});

test("endings of one word come to one stem", () => {
  assert.equal(stem("radicalised"), stem("radicalized"));
  assert.equal(stem("bruises"), stem("bruising"));
});
