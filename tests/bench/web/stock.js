/** Pyodide as it comes from npm, the wizard's wheel as any package, the first answer of the engine. */
import { loadPyodide } from "./python/pyodide.mjs";

try {
  const pyodide = await loadPyodide({ indexURL: new URL("python/", import.meta.url).href });
  const [wheel, book] = await Promise.all(["python/wizard.whl", "python/book.json"].map((name) => fetch(name)));
  pyodide.unpackArchive(await wheel.arrayBuffer(), "wheel");
  const host = pyodide.runPython("from wizard.host import Host; Host")(await book.text());
  host.answer(JSON.stringify({ flow: "worried", answers: [], now: "2026-11-24T10:00", root: "../", starts: {} }));
  postMessage(null);
} catch (error) {
  postMessage(`failed: ${error}`);
}
