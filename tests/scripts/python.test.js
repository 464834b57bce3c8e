import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";
import { Packed } from "../../wizard/web/python/packed.js";
import { FetchedFiles } from "../../wizard/web/python/fetched-files.js";
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

test("a boot method that fails ends its worker and the next is tried", async () => {
  const { workers, made } = python([() => ({ error: "no memory" }), ({ bootMethod }) => ({ answer: JSON.stringify({ bootMethod }) })]);
  assert.deepEqual(await made.boot({}), { bootMethod: "bytecode" });
  assert.deepEqual(workers.map(({ ended }) => ended), [true, false]);
});

test("when every boot method fails, whoever waits is told", async () => {
  const fail = () => ({ error: "no" });
  await assert.rejects(python([fail, fail]).made.boot({}), /did not start/u);
});

test("an answer goes to the question that it belongs to, whatever the order", async () => {
  const { made } = python([({ request }) => ({ answer: request })]);
  await made.boot({ first: true });
  const [one, two] = await Promise.all([made.step({ n: 1 }), made.step({ n: 2 })]);
  assert.deepEqual([one, two], [{ n: 1 }, { n: 2 }]);
});

test("a file may come before it is asked for or after, and one that did not come is told", async () => {
  const files = new FetchedFiles({ base: "https://school.example/a/", files: { "../python/x.whl": "sha256-1" } });
  assert.equal(files.wheel, "../python/x.whl");
  files.take({ name: "early", value: new Uint8Array([1]) });
  assert.deepEqual(await files.bytes("early"), new Uint8Array([1]));
  const late = files.text("late");
  files.take({ name: "late", value: new TextEncoder().encode("ready") });
  assert.equal(await late, "ready");
  const broken = files.bytes("broken");
  files.take({ name: "broken", error: "404" });
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
