import { address } from "./address.js";

/** @typedef {{name: string, value?: any, error?: string}} FetchedFile a file that has come, or why it has not */

/** The files of one build, as the loader beside this worker hands them over. */
export class FetchedFiles {
  /** @param {{base: string, files: Record<string, string>}} order `files`: the integrity of each, by its name */
  constructor({ base, files }) {
    this.base = base;
    this.hashes = files;
    this.folder = new URL("../python/", base).href;
    this.wheel = Object.keys(files).find((name) => name.endsWith(".whl")) ?? "";
    /** @type {Map<string, {promise: Promise<any>, settle: (file: FetchedFile) => void}>} */
    this.expected = new Map();
    this.compiled = this.file("../python/pyodide.asm.wasm");
  }

  /** @param {FetchedFile} file */
  take(file) {
    this.expect(file.name).settle(file);
  }

  /**
   * @param {string} name
   * @returns {Promise<any>} the file, whether it has come or is still to come; each is given once, and then released
   */
  file(name) {
    const { promise } = this.expect(name);
    const letGo = () => this.expected.delete(name);
    promise.then(letGo, letGo);
    return promise;
  }

  /** @param {string} name */
  expect(name) {
    let expected = this.expected.get(name);
    if (expected === undefined) {
      /** @type {(file: FetchedFile) => void} */
      let settle = () => {};
      const promise = new Promise((resolve, reject) => {
        settle = ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error)));
      });
      promise.catch(() => {}); // reported to whoever waits for the file, and there may be nobody yet
      expected = { promise, settle };
      this.expected.set(name, expected);
    }
    return expected;
  }

  /**
   * @param {string} name
   * @returns {Promise<any>} what the module exports
   */
  module(name) {
    return import(address(this.base, name, this.hashes));
  }

  /**
   * @param {string} name
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  bytes(name) {
    return this.file(name);
  }

  /**
   * @param {string} name
   * @returns {Promise<string>}
   */
  async text(name) {
    return new TextDecoder().decode(await this.file(name));
  }
}
