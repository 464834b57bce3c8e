import { fragment } from "./markup.js";

/** @typedef {Awaited<ReturnType<import("../python/python.js").Python["step"]>> & {page: DocumentFragment}} Live a step, ready to be put in place */

/**
 * Python, with the steps that a tap may ask for next answered and parsed while the reader reads: a tap then only
 * has to show one. The cache key is the whole request, the minute and the answers included, so a stale step matches no
 * request and is not shown.
 */
export class Prefetch {
  /** @param {import("../python/python.js").Python} python */
  constructor(python) {
    this.python = python;
    /** @type {Map<string, Live>} */
    this.made = new Map();
  }

  /**
   * @param {object} request
   * @returns {Promise<Live>} the answer to this first request
   */
  async boot(request) {
    return parsed(await this.python.boot(request));
  }

  /**
   * @param {object} request
   * @returns {Promise<Live>} the step, prefetched or requested now; each is given once, since its page can be in one place only
   */
  async step(request) {
    const asked = JSON.stringify(request);
    const live = this.made.get(asked) ?? parsed(await this.python.step(request));
    this.made.delete(asked);
    return live;
  }

  /**
   * Prefetch the steps that these answers lead to, one after another, whenever the page is idle. Earlier ones are
   * discarded.
   * @param {import("./static.js").Answer[][]} next
   * @param {(answers: import("./static.js").Answer[]) => object} request
   */
  async prepare(next, request) {
    const made = new Map();
    this.made = made;
    for (const answers of next) {
      await idle();
      if (this.made !== made) {
        return;
      }
      const asked = request(answers);
      try {
        made.set(JSON.stringify(asked), parsed(await this.python.step(asked)));
      } catch {
        return; // nobody has asked for it yet; whoever does is told
      }
    }
  }

  /** Discard all prefetched steps. */
  forget() {
    this.made = new Map();
  }

  stop() {
    this.forget();
    this.python.stop();
  }
}

/**
 * @param {Awaited<ReturnType<import("../python/python.js").Python["step"]>>} live
 * @returns {Live}
 */
function parsed(live) {
  return { ...live, page: fragment(live.html) };
}

/** @returns {Promise<void>} once the page has nothing to do; soon, in a browser that does not tell */
function idle() {
  return new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(() => resolve()));
}
