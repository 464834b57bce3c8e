/** @typedef {{name: string, place: number, text: string}} Piece */

/** A made-up address that nothing is ever fetched from: Pyodide wants one to begin its file names with. */
const NOWHERE = "https://folder.invalid/assets/python/";

/** The files of one build as they come from a folder: in pieces, each the Base64 of a part of a zlib stream. */
export class Packed {
  constructor() {
    this.folder = NOWHERE;
    /** @type {Record<string, number>} */
    this.counts = {};
    /** @type {Map<string, string[]>} */
    this.pieces = new Map();
    /** @type {Map<string, () => void>} */
    this.waiting = new Map();
  }

  /**
   * @param {{pieces: Record<string, number>}} order how many pieces each file has
   * @returns {this & {compiled: Promise<WebAssembly.Module>, wheel: string}}
   */
  open({ pieces }) {
    this.counts = pieces;
    const wheel = Object.keys(pieces).find((name) => name.endsWith(".whl")) ?? "";
    const compiled = this.bytes("../python/pyodide.asm.wasm").then((bytes) => WebAssembly.compile(bytes));
    return Object.assign(this, { compiled, wheel });
  }

  /** @param {Piece} piece */
  add({ name, place, text }) {
    const pieces = this.pieces.get(name) ?? [];
    pieces[place] = text;
    this.pieces.set(name, pieces);
    this.waiting.get(name)?.();
  }

  /**
   * Pyodide's own modules are part of this worker's script: nothing can be imported from a folder.
   * @param {string} name
   * @returns {Promise<any>}
   */
  async module(name) {
    return PYODIDE[name];
  }

  /**
   * @param {string} name
   * @returns {Promise<string>}
   */
  async text(name) {
    return new TextDecoder().decode(await this.bytes(name));
  }

  /**
   * @param {string} name
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async bytes(name) {
    const texts = await this.whole(name);
    const inflate = new DecompressionStream("deflate");
    const writer = inflate.writable.getWriter();
    const written = texts.map((text) => writer.write(fromBase64(text)));
    written.push(writer.close());
    const [bytes] = await Promise.all([new Response(inflate.readable).arrayBuffer(), ...written]);
    return new Uint8Array(bytes);
  }

  /**
   * @param {string} name
   * @returns {Promise<string[]>} every piece, in order
   */
  whole(name) {
    return new Promise((resolve) => {
      const look = () => {
        const pieces = this.pieces.get(name) ?? [];
        if (Object.keys(pieces).length === this.counts[name]) {
          this.waiting.delete(name);
          this.pieces.delete(name);
          resolve(pieces);
        }
      };
      this.waiting.set(name, look);
      look();
    });
  }
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function fromBase64(text) {
  return Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}
