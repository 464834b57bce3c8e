/**
 * @typedef {object} Build
 * @property {string} id names the build; a page of another build keeps its static flow
 * @property {string[]} bootMethods the methods to boot by, best first
 * @property {Record<string, string>} files each file's name as seen from this script, with its `sha256-…`
 * @property {Record<string, string[]>} needs the files that each boot method needs
 * @property {Record<string, number>} pieces how many scripts hold a file, for a page opened from a folder
 * @property {string} own the folder of the pieces that are this site's alone, as seen from this script
 */

/**
 * @typedef {object} Source
 * @property {() => Promise<Worker>} worker
 * @property {() => object} order
 * @property {(worker: Worker, bootMethod: string, booted: Promise<unknown>) => Promise<void>} supply
 */

/** @typedef {[question: string, option: string]} Answer */

const PATIENCE = { boot: 30_000, step: 10_000 };

/** Python in a worker, booted by the best method that works on this device. */
export class Python {
  /**
   * @param {string[]} bootMethods
   * @param {Source} source
   * @param {{boot: number, step: number}} [patience] milliseconds for all boot methods together, and for one step
   */
  constructor(bootMethods, source, patience = PATIENCE) {
    this.bootMethods = bootMethods;
    this.source = source;
    this.patience = patience;
    /** @type {Worker | null} */
    this.worker = null;
    this.calls = 0;
    /** @type {Map<number, {resolve: (value: any) => void, reject: (reason: Error) => void}>} */
    this.waiting = new Map();
  }

  /**
   * Boot, falling back to the next simpler method whenever one fails; all of them together have 30 seconds, or what was given.
   * @param {object} request
   * @returns {Promise<any>} the answer to this first request
   */
  async boot(request) {
    const end = performance.now() + this.patience.boot;
    for (const bootMethod of this.bootMethods) {
      try {
        return await this.bootBy(bootMethod, request, end - performance.now());
      } catch {
        this.stop();
      }
    }
    throw new Error("Python did not start");
  }

  /**
   * @param {string} bootMethod
   * @param {object} request
   * @param {number} timeout milliseconds
   * @returns {Promise<any>}
   */
  async bootBy(bootMethod, request, timeout) {
    const worker = await this.source.worker();
    this.worker = worker;
    worker.addEventListener("message", ({ data }) => this.answered(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker === this.worker) {
        this.broken();
      }
    });
    const booted = this.call({ bootMethod, ...this.source.order(), request: JSON.stringify(request) }, timeout);
    const [answer] = await Promise.all([booted, this.source.supply(worker, bootMethod, booted)]);
    return JSON.parse(answer);
  }

  /**
   * One step of the engine.
   * @param {object} request
   * @returns {Promise<{html: string, flow: string, step: string, kind: string, answers: Answer[], reminders?: string}>}
   */
  async step(request) {
    return this.ask(request);
  }

  /**
   * The answer to any other request, as it comes.
   * @param {object} request
   * @returns {Promise<any>}
   */
  async ask(request) {
    return JSON.parse(await this.call({ request: JSON.stringify(request) }, this.patience.step));
  }

  /**
   * What a choice of signs points to.
   * @param {object} request
   * @returns {Promise<{result: string, sum: string, found: string[], found_words: string, tool?: string}>}
   */
  async choice(request) {
    return this.ask(request);
  }

  stop() {
    this.worker?.terminate();
    this.broken();
    this.worker = null;
  }

  /**
   * @param {object} message
   * @param {number} timeout milliseconds
   * @returns {Promise<any>}
   */
  call(message, timeout) {
    const id = (this.calls += 1);
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("too slow")), timeout);
      const settle = (/** @type {(value: any) => void} */ how) => (/** @type {any} */ value) => {
        clearTimeout(timer);
        how(value);
      };
      this.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
    });
    this.worker?.postMessage({ id, ...message });
    return answer.finally(() => this.waiting.delete(id));
  }

  /** @param {{id: number, answer?: string, error?: string}} data */
  answered({ id, answer, error }) {
    const call = this.waiting.get(id);
    if (error === undefined) {
      call?.resolve(answer);
    } else {
      call?.reject(new Error(error));
    }
  }

  broken() {
    for (const call of this.waiting.values()) {
      call.reject(new Error("the worker broke"));
    }
  }
}
