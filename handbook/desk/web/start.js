import { ask, load } from "../../../wizard/web/python/start.js";

/**
 * Start the desk's Python: the whole standard library, and the archive of our modules, unpacked as files, since some
 * of the libraries read what lies beside them.
 * @param {import("../../../wizard/web/python/start.js").Parts} parts
 * @returns {Promise<import("../../../wizard/web/python/start.js").Step>}
 */
async function fromArchive(parts) {
  const [common, library, archive] = await Promise.all([
    ask(parts),
    parts.bytes("../python/python_stdlib.zip"),
    parts.bytes("../python/desk.zip"),
  ]);
  const pyodide = await load(parts.compiled, library, () => common.loadPyodide(common.options));
  pyodide.unpackArchive(archive, "zip", { extractDir: "/desk" });
  pyodide.runPython(`import sys; sys.path.insert(0, "/desk")`);
  const desk = pyodide.runPython("from handbook.desk.empty import opened; opened")(common.book, "/desk");
  return (request) => desk.answer(request);
}

export const STARTS = { desk: fromArchive };
