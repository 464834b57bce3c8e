import assert from "node:assert/strict";
import test from "node:test";
import { address } from "../../wizard/web/python/address.js";
import { englishTime } from "../../wizard/web/wizard/time.js";

test("wall time in England, in winter and in summer, at midnight too", () => {
  assert.equal(englishTime(new Date("2026-11-27T16:30:00Z")), "2026-11-27T16:30");
  assert.equal(englishTime(new Date("2026-07-01T23:30:00Z")), "2026-07-02T00:30");
});

test("the hour that comes twice in October is told as the clock on the wall tells it", () => {
  assert.equal(englishTime(new Date("2026-10-25T00:30:00Z")), "2026-10-25T01:30");
  assert.equal(englishTime(new Date("2026-10-25T01:30:00Z")), "2026-10-25T01:30");
});

test("wall time needs no table of time zones: the short rule gives what the table would", () => {
  const table = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London", dateStyle: "short", timeStyle: "short" });
  for (const moment of [
    "2026-03-29T00:59:30Z",
    "2026-03-29T01:00:00Z",
    "2026-10-25T00:59:59Z",
    "2026-10-25T01:00:00Z",
    "2031-07-01T23:30:00Z",
    "2026-12-31T23:59:00Z",
  ]) {
    assert.equal(englishTime(new Date(moment)), table.format(new Date(moment)).replace(" ", "T"));
  }
});

test("a file's address bears its version, so that another build's is not taken for it", () => {
  const files = { "../python/a.bin": "sha256-abcdefghij+/klmnopqrst" };
  const base = "https://school.example/handbook/assets/wizard/";
  assert.equal(
    address(base, "../python/a.bin", files),
    "https://school.example/handbook/assets/python/a.bin?v=abcdefghij%2B%2Fklmn",
  );
});
