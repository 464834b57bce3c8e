import { ask, load } from "../../../wizard/web/python/boot.js";

/**
 * Boot the desk's Python: the whole standard library, and the archive of our modules, unpacked as files, since some
 * of the libraries read what lies beside them.
 * @param {import("../../../wizard/web/python/boot.js").RuntimeFiles} files
 * @returns {Promise<import("../../../wizard/web/python/boot.js").Step>}
 */
async function bootFromArchive(files) {
  const [common, library, archive] = await Promise.all([
    ask(files),
    files.bytes("../python/python_stdlib.zip"),
    files.bytes("../python/desk.zip"),
  ]);
  const pyodide = await load(files.compiled, library, () => common.loadPyodide(common.options));
  pyodide.unpackArchive(archive, "zip", { extractDir: "/desk" });
  pyodide.runPython(`import sys; sys.path.insert(0, "/desk")`);
  const desk = pyodide.runPython("from handbook.desk.empty import opened; opened")(common.book, "/desk");
  return (request) => desk.answer(request);
}

export const BOOT_METHODS = { desk: bootFromArchive };
