/** @typedef {import("./python.js").Build} Build */

/**
 * The files from the folder that the page was opened from. No page may fetch from there, but a script may be
 * loaded: so each file is also stored as scripts, each of which hands over a piece of it as text.
 */
export class Folder {
  /**
   * @param {Build} build
   * @param {string} base address of the folder that holds this script
   */
  constructor(build, base) {
    this.build = build;
    this.base = base;
    /** @type {Map<string, (text: string) => void>} */
    this.expected = new Map();
    Object.assign(globalThis, {
      handbookPiece: (/** @type {string} */ key, /** @type {string} */ text) => {
        this.expected.get(key)?.(text);
        this.expected.delete(key); // what was waiting for a text holds it from then on
      },
    });
  }

  /** @returns {Promise<Worker>} */
  async worker() {
    const address = await this.piece("../python/folder-worker.js", 0);
    return new Worker(address, { type: "module" });
  }

  /** @returns {object} what the worker needs to know to boot */
  order() {
    return { pieces: this.build.pieces };
  }

  /**
   * Send every file that a boot method needs, piece by piece, so that the page is never busy for long.
   * @param {Worker} worker
   * @param {string} bootMethod
   */
  async supply(worker, bootMethod) {
    const names = this.build.needs[bootMethod] ?? [];
    await Promise.all(
      names.flatMap((name) =>
        Array.from({ length: this.build.pieces[name] ?? 0 }, async (_, place) => {
          worker.postMessage({ name, place, text: await this.piece(name, place) });
        }),
      ),
    );
  }

  /**
   * Load one script and take the piece that it hands over. Its key names the build too: a folder that two
   * builds were copied into gives no piece.
   * @param {string} name
   * @param {number} place
   * @returns {Promise<string>}
   */
  piece(name, place) {
    const file = `${name.replace("../python/", "")}.${place}.js`;
    const folder = name.startsWith("../python/") ? "../python/folder/" : this.build.own;
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      this.expected.set(`${file} ${this.build.files[name]}`, resolve);
      script.src = new URL(`${folder}${file}`, this.base).href;
      script.addEventListener("error", () => reject(new Error(`${file} is missing`)));
      script.addEventListener("load", () => {
        script.remove();
        reject(new Error(`${file} is of another build`)); // changes nothing where the piece has come
      });
      document.head.append(script);
    });
  }
}
