import assert from "node:assert/strict";
import test from "node:test";
import { tellsOfDanger } from "../../wizard/web/search-danger.js";
import { Finder } from "../../wizard/web/search-engine.js";
import { stem } from "../../wizard/web/search-words.js";

const ENTRIES = [
  { k: "harm", t: "Neglect", u: "abuse/neglect.html", n: ["hungry", "dirty clothes"], x: "Needs are not met. A child was found unconscious." },
  { k: "contact", t: "LADO, Hull", u: "contacts.html#lado-hull", n: ["designated officer"], c: [] },
  { k: "flow", t: "A child tells you something", u: "what-now/disclosure.html", i: ["disclosure"], w: "Listen." },
];

async function finder() {
  const made = new Finder(ENTRIES);
  await made.load();
  return made;
}

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

test("words that tell of danger now are known, spelt as people spell in a hurry", async () => {
  const found = await finder();
  for (const said of ["he has a knife", "she took pills", "unconcious", "being hit right now"]) {
    assert.ok(tellsOfDanger(said, found), said);
  }
  assert.ok(!tellsOfDanger("a form for a school trip", found));
});

test("endings of one word come to one stem", () => {
  assert.equal(stem("radicalised"), stem("radicalized"));
  assert.equal(stem("bruises"), stem("bruising"));
});
