import { address } from "./address.js";

/** @typedef {import("./python.js").Build} Build */

const MODULE = "../python/pyodide.asm.wasm";

/**
 * The files from the network. Separate workers load them, so that Python's has only to put them together, and
 * the page has nothing to do: one compiles, the other fetches and checks the rest.
 */
export class Network {
  /**
   * @param {Build} build
   * @param {string} base address of the folder that holds this script
   */
  constructor(build, base) {
    this.build = build;
    this.base = base;
    /** @type {WebAssembly.Module | null} held for the next page: while it lives, the browser need not compile it again */
    this.compiled = null;
  }

  /** @returns {Promise<Worker>} */
  async worker() {
    return this.begin("worker.js");
  }

  /** @returns {object} what the worker needs to know to boot */
  order() {
    return { base: this.base, files: this.build.files };
  }

  /**
   * Let every file that a boot method needs be sent. What a worker has compiled lasts no longer than that worker until
   * another has taken it, so all of them stay until Python has started.
   * @param {Worker} worker
   * @param {string} bootMethod
   * @param {Promise<unknown>} started
   */
  async supply(worker, bootMethod, started) {
    const rest = (this.build.needs[bootMethod] ?? []).filter((name) => name !== MODULE);
    const loaders = [[MODULE], rest].map((names) => this.load(names, worker));
    try {
      await Promise.race([started, ...loaders.map(broken)]);
    } finally {
      for (const loader of loaders) {
        loader.terminate();
      }
    }
  }

  /**
   * @param {string[]} names
   * @param {Worker} worker
   */
  load(names, worker) {
    const { port1, port2 } = new MessageChannel();
    const loader = this.begin("loader.js");
    loader.addEventListener("message", ({ data }) => (this.compiled = data));
    worker.postMessage({ loader: port1 }, [port1]);
    loader.postMessage({ ...this.order(), names, python: port2 }, [port2]);
    return loader;
  }

  /** @param {string} name */
  begin(name) {
    return new Worker(address(this.base, name, this.build.files), { type: "module" });
  }
}

/**
 * @param {Worker} loader
 * @returns {Promise<never>} rejects when the loader breaks
 */
function broken(loader) {
  return new Promise((_, reject) => {
    loader.addEventListener("error", (event) => {
      event.preventDefault();
      reject(new Error("a loader broke"));
    });
  });
}
