// Starts Python as the browser would, imports the wizard and writes the memory down, so that the browser need not do it.
// The order comes as JSON on standard input. Three files come out: the memory `begun` as it is when a start from a
// snapshot takes it over, the same memory `bare` as the module itself fills it, and the `snapshot` to reach.
import crypto from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const order = JSON.parse(await text(process.stdin));
const { loadPyodide } = await import(pathToFileURL(`${order.pyodide}/pyodide.mjs`).href);
const { default: createModule } = await import(pathToFileURL(`${order.pyodide}/pyodide.asm.mjs`).href);

// Equal input must give equal bytes, so nothing of this moment may get in: no clock, no chance.
const still = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(1) && view;
Date.now = () => 0;
performance.now = () => 0;
globalThis.crypto.getRandomValues = still;
crypto.randomFillSync = still; // under Node, Pyodide asks here
// Nor anything of this place: Python gets the program's path as the variable `_`, and names scripts in tracebacks.
process.argv[1] = "/memory.mjs";

const options = { indexURL: order.pyodide, env: order.env };
const first = await loadPyodide({ ...options, _makeSnapshot: true });
first.FS.writeFile("/wizard.whl", await readFile(order.wheel));
first.runPython(await readFile(order.script, "utf8"), { filename: basename(order.script) });
first.globals.get("main")(first.toPy(order.job));
first.runPython("del main");
const snapshot = first.makeMemorySnapshot();

const memories = {};
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  const memory = made.instance?.exports.memory;
  if (memory) {
    memories.bare = new Uint8Array(memory.buffer.slice());
  }
  return made;
};
const createPyodideModule = async (settings) => {
  const module = await createModule(settings);
  memories.begun = module.HEAPU8.slice();
  return module;
};
const second = await loadPyodide({ ...options, createPyodideModule, _loadSnapshot: snapshot });
second.runPython("from wizard.host import Host");

await Promise.all(
  Object.entries({ ...memories, snapshot }).map(([name, bytes]) => writeFile(`${order.out}/${name}`, bytes)),
);
