import { address } from "./address.js";

/** @typedef {import("./python.js").Build} Build */

const MODULE = "../python/pyodide.asm.wasm";

/** The parts by the network: the worker fetches its own, but the page compiles the module. */
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
    return new Worker(address(this.base, "worker.js", this.build.files), { type: "module" });
  }

  /** @returns {object} what the worker needs to know to start */
  order() {
    return { base: this.base, files: this.build.files };
  }

  /**
   * Send what the worker does not get by itself.
   * @param {Worker} worker
   */
  async supply(worker) {
    this.compiled ??= this.compile();
    worker.postMessage({ module: await this.compiled });
  }

  /**
   * Compiled in the background from the first moment on, while the worker has yet to come up. No hash is checked
   * here, since that would hold the compiler up until the last byte; a module of another version does not link.
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
}
