import { address } from "./address.js";

/** @typedef {import("./python.js").Build} Build */

const MODULE = "../python/pyodide.asm.wasm";

/**
 * The parts by the network. A worker of their own fetches them, so that Python's has only to put them together.
 * The page itself compiles the module: browsers keep compiled code for pages and not for workers.
 */
export class Network {
  /**
   * @param {Build} build
   * @param {string} base address of the folder that holds this script
   */
  constructor(build, base) {
    this.build = build;
    this.base = base;
    /** @type {Promise<WebAssembly.Module> | null} */
    this.compiled = null;
  }

  /** @returns {Promise<Worker>} */
  async worker() {
    return this.begin("worker.js");
  }

  /** @returns {object} what the worker needs to know to start */
  order() {
    return { base: this.base, files: this.build.files };
  }

  /**
   * Let every part that a start needs be sent, and see it done.
   * @param {Worker} worker
   * @param {string} way
   */
  async supply(worker, way) {
    const { port1, port2 } = new MessageChannel();
    const loader = this.begin("loader.js");
    worker.postMessage({ loader: port1 }, [port1]);
    this.compiled ??= this.compile();
    const names = (this.build.needs[way] ?? []).filter((name) => name !== MODULE);
    loader.postMessage({ ...this.order(), names, python: port2 }, [port2]);
    try {
      const compiled = this.compiled.then((value) => worker.postMessage({ part: { name: MODULE, value } }));
      const handed = new Promise((resolve, reject) => {
        loader.addEventListener("message", resolve);
        loader.addEventListener("error", (event) => {
          event.preventDefault();
          reject(new Error("the loader broke"));
        });
      });
      await Promise.all([compiled, handed]);
    } finally {
      loader.terminate();
    }
  }

  /**
   * No hash is checked here, since that would hold the compiler up until the last byte; a module of another
   * version does not link.
   * @returns {Promise<WebAssembly.Module>}
   */
  async compile() {
    const response = await fetch(address(this.base, MODULE, this.build.files));
    if (!response.ok) {
      throw new Error(`${MODULE}: ${response.status}`);
    }
    // Where the server names another type the compiler takes no stream.
    return response.headers.get("content-type") === "application/wasm"
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer());
  }

  /** @param {string} name */
  begin(name) {
    return new Worker(address(this.base, name, this.build.files), { type: "module" });
  }
}
