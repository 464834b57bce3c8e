import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";
import { Packed } from "../../wizard/web/python/packed.js";
import { Parts } from "../../wizard/web/python/parts.js";
import { Python } from "../../wizard/web/python/python.js";

/** A stand-in for the browser's Worker that answers as it is told to, and notes what it is asked. */
class Worker extends EventTarget {
  constructor(answer) {
    super();
    this.answer = answer;
    this.ended = false;
  }

  postMessage(message) {
    const data = { id: message.id, ...this.answer(message) };
    queueMicrotask(() => this.dispatchEvent(Object.assign(new Event("message"), { data })));
  }

  terminate() {
    this.ended = true;
  }
}

function python(answers) {
  const workers = [];
  const source = {
    worker: async () => {
      workers.push(new Worker(answers[workers.length]));
      return workers.at(-1);
    },
    order: () => ({}),
    supply: async () => {},
  };
  return { workers, made: new Python(["memory", "bytecode"], source) };
}

test("a way to start that fails ends its worker and the next way is tried", async () => {
  const { workers, made } = python([() => ({ error: "no memory" }), ({ way }) => ({ answer: JSON.stringify({ way }) })]);
  assert.deepEqual(await made.start({}), { way: "bytecode" });
  assert.deepEqual(workers.map(({ ended }) => ended), [true, false]);
});

test("when every way fails, whoever waits is told", async () => {
  const fail = () => ({ error: "no" });
  await assert.rejects(python([fail, fail]).made.start({}), /did not start/u);
});

test("an answer goes to the question that it belongs to, whatever the order", async () => {
  const { made } = python([({ request }) => ({ answer: request })]);
  await made.start({ first: true });
  const [one, two] = await Promise.all([made.step({ n: 1 }), made.step({ n: 2 })]);
  assert.deepEqual([one, two], [{ n: 1 }, { n: 2 }]);
});

test("a part may come before it is asked for or after, and one that did not come is told", async () => {
  const parts = new Parts({ base: "https://school.example/a/", files: { "../python/x.whl": "sha256-1" } });
  assert.equal(parts.wheel, "../python/x.whl");
  parts.take({ name: "early", value: new Uint8Array([1]) });
  assert.deepEqual(await parts.bytes("early"), new Uint8Array([1]));
  const late = parts.text("late");
  parts.take({ name: "late", value: new TextEncoder().encode("ready") });
  assert.equal(await late, "ready");
  const broken = parts.bytes("broken");
  parts.take({ name: "broken", error: "404" });
  await assert.rejects(broken, /404/u);
});

test("a file from a folder is whole when its last piece has come, in any order", async () => {
  const text = "Danger now? Ring 999. ".repeat(500);
  const packed = deflateSync(text).toString("base64");
  const half = Math.ceil(packed.length / 8) * 4;
  const folder = new Packed();
  folder.open({ pieces: { "book.json": 2, "../python/pyodide.asm.wasm": 1 } }).compiled.catch(() => {});
  const asked = folder.text("book.json");
  folder.add({ name: "book.json", place: 1, text: packed.slice(half) });
  folder.add({ name: "book.json", place: 0, text: packed.slice(0, half) });
  assert.equal(await asked, text);
});
