/**
 * The methods of booting Python, from the same files: Pyodide's scripts, the compiled module, a lock that lists
 * no package from elsewhere, and the setting's book.
 */

/**
 * @typedef {object} RuntimeFiles
 * @property {(name: string) => Promise<Uint8Array<ArrayBuffer>>} bytes
 * @property {(name: string) => Promise<string>} text
 * @property {(name: string) => Promise<any>} module
 * @property {Promise<WebAssembly.Module>} compiled
 * @property {string} folder address of `assets/python/`
 * @property {string} wheel the wizard's wheel
 */

/** @typedef {(request: string) => string} Step */

const PYTHON = "../python/";

/**
 * Boot from bytecode: the standard library and the wizard, imported as at any start of Python.
 * @param {RuntimeFiles} files
 * @returns {Promise<Step>}
 */
async function bootFromBytecode(files) {
  const [common, library, wheel] = await Promise.all([
    ask(files),
    files.bytes(`${PYTHON}python_stdlib.zip`),
    files.bytes(files.wheel),
  ]);
  const pyodide = await load(files.compiled, library, () => common.loadPyodide(common.options));
  pyodide.FS.writeFile("/wizard.whl", wheel);
  pyodide.runPython(`import sys; sys.path.append("/wizard.whl")`);
  return open(pyodide, common.book);
}

/**
 * Boot from the memory of a Python that had imported everything already. The memory's file holds only what
 * differs from the memory that the module begins with, so it is written over that and not put in its place.
 * @param {RuntimeFiles} files
 * @returns {Promise<Step>}
 */
async function bootFromMemory(files) {
  const written = files.bytes(`${PYTHON}python_memory.bin`);
  written.catch(() => {}); // reported by load, which may not be there yet
  const common = await ask(files);
  const createModule = common.options.createPyodideModule;
  const createPyodideModule = async (/** @type {any} */ settings) => {
    const [module, bytes] = await Promise.all([createModule(settings), written]);
    const restore = settings.API.restoreSnapshot;
    settings.API.restoreSnapshot = () => restore(write(bytes, module.HEAPU8));
    return module;
  };
  const options = { ...common.options, createPyodideModule, _loadSnapshot: new Uint8Array() };
  const pyodide = await load(files.compiled, new Uint8Array(), () => common.loadPyodide(options), written);
  return open(pyodide, common.book);
}

/** @type {Record<string, (files: RuntimeFiles) => Promise<Step>>} */
export const BOOT_METHODS = { bytecode: bootFromBytecode, memory: bootFromMemory };

/**
 * What every boot method needs, asked for at once.
 * @param {RuntimeFiles} files
 */
export async function ask(files) {
  const [pyodide, create, lock, book] = await Promise.all([
    files.module(`${PYTHON}pyodide.mjs`),
    files.module(`${PYTHON}pyodide.asm.mjs`),
    files.text(`${PYTHON}pyodide-lock.json`),
    files.text("book.json"),
  ]);
  const options = {
    indexURL: files.folder,
    packageBaseUrl: files.folder,
    lockFileContents: JSON.parse(lock),
    createPyodideModule: create.default,
  };
  return { loadPyodide: pyodide.loadPyodide, options, book };
}

/**
 * Let Pyodide load. It asks for its files by itself: it is given what is here already, and nothing else.
 * @param {Promise<WebAssembly.Module>} compiled
 * @param {Uint8Array<ArrayBuffer>} library
 * @param {() => Promise<any>} loading
 * @param {Promise<unknown>[]} needed whatever else must not fail
 * @returns {Promise<any>} rejects where Pyodide itself would wait for ever
 */
export function load(compiled, library, loading, ...needed) {
  return new Promise((resolve, reject) => {
    for (const promise of [compiled, ...needed]) {
      promise.catch(reject);
    }
    globalThis.fetch = async (wanted) => {
      const { pathname } = new URL(String(wanted));
      if (pathname.endsWith("/pyodide.asm.wasm")) {
        return new Response();
      }
      if (pathname.endsWith("/python_stdlib.zip")) {
        return new Response(library);
      }
      return refuse(wanted);
    };
    WebAssembly.instantiateStreaming = async (_response, imports) => {
      try {
        const module = await compiled;
        return { module, instance: await WebAssembly.instantiate(module, imports) };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
    const shut = () => (globalThis.fetch = WebAssembly.instantiateStreaming = refuse);
    loading().finally(shut).then(resolve, reject);
  });
}

/**
 * What Pyodide's fetch gets for anything else, and for everything once it has booted: earlier responses are released.
 * @param {unknown} wanted
 * @returns {Promise<never>}
 */
async function refuse(wanted) {
  throw new TypeError(`no part of this site: ${wanted}`);
}

/**
 * Write Python's memory; the layout of the file is described in `handbook/runtime/memory.py`.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Uint8Array} memory
 * @returns {Uint8Array<ArrayBuffer>} what Pyodide wants to know about a snapshot
 */
function write(bytes, memory) {
  const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  const [runs = 0, head = 0] = numbers;
  const headAt = 8 + 8 * runs;
  let from = headAt + head + (-head & 3);
  for (let at = 2; at < 2 + 2 * runs; at += 2) {
    const to = from + (numbers[at + 1] ?? 0);
    memory.set(bytes.subarray(from, to), numbers[at]);
    from = to;
  }
  const about = bytes.slice(headAt, headAt + head);
  // Pyodide keeps a reference to all that it was booted with. Once transferred, the file's 8 MB are freed.
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return about;
}

/**
 * Hand the book to the engine.
 * @param {any} pyodide
 * @param {string} book
 * @returns {Step}
 */
function open(pyodide, book) {
  const host = pyodide.runPython("from wizard.host import Host; Host")(book);
  return (request) => host.answer(request);
}
