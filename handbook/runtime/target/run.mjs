// Runs one Python script inside Pyodide under Node and calls its `main`; the order comes as JSON on standard input.
// A host Python of another version cannot make bytecode for the browser's Python, so the browser's own Python makes it.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const order = JSON.parse(await text(process.stdin));
const { loadPyodide } = await import(pathToFileURL(`${order.pyodide}/pyodide.mjs`).href);

// -OO: the bytecode made here leaves out docstrings, which nobody reads in the browser.
const pyodide = await loadPyodide({ indexURL: order.pyodide, env: order.env, args: ["-OO"] });
for (const [inside, outside] of Object.entries(order.mounts)) {
  pyodide.FS.mkdirTree(inside);
  pyodide.mountNodeFS(inside, outside);
}
pyodide.runPython(`import sys; sys.path += ["/tools", "/project"]`);
pyodide.runPython(await readFile(order.script, "utf8"), { filename: order.script });
pyodide.globals.get("main")(pyodide.toPy(order.job));
