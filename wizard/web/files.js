import { address } from "./address.js";

/** @typedef {{base: string, files: Record<string, string>}} Order `files`: the integrity of each, by its name */

const network = globalThis.fetch.bind(globalThis);

/** The files of one build, each refused by the browser unless it is the very file that the page was built with. */
export class Files {
  /**
   * @param {Order} order
   * @param {Promise<WebAssembly.Module>} compiled
   */
  constructor({ base, files }, compiled) {
    this.base = base;
    this.hashes = files;
    this.compiled = compiled;
    this.folder = new URL("../python/", base).href;
    this.wheel = Object.keys(files).find((name) => name.endsWith(".whl")) ?? "";
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
  async bytes(name) {
    return new Uint8Array(await (await this.response(name)).arrayBuffer());
  }

  /**
   * @param {string} name
   * @returns {Promise<string>}
   */
  async text(name) {
    return (await this.response(name)).text();
  }

  /**
   * @param {string} name
   * @returns {Promise<Response>}
   */
  async response(name) {
    const response = await network(address(this.base, name, this.hashes), { integrity: this.hashes[name] ?? "" });
    if (!response.ok) {
      throw new Error(`${name}: ${response.status}`);
    }
    return response;
  }
}
