import { BOOT_METHODS } from "./boot.js";

/**
 * Python's side of the wizard: boot once, with the first request, then answer one at a time. No answer of the
 * reader's is kept, and once Python has booted this worker can reach no address at all.
 * @param {(order: any) => import("./boot.js").RuntimeFiles} filesFor
 * @param {(data: any) => void} supplied takes every message that neither boots nor asks
 * @param {Record<string, (files: import("./boot.js").RuntimeFiles) => Promise<import("./boot.js").Step>>} [bootMethods] those
 * that there are
 */
export function serve(filesFor, supplied, bootMethods = BOOT_METHODS) {
  /** @type {import("./boot.js").Step} */
  let step;

  const boot = async (/** @type {{bootMethod: string}} */ order) => {
    const method = bootMethods[order.bootMethod];
    if (method === undefined) {
      throw new Error(`no boot method is called ${order.bootMethod}`);
    }
    return method(filesFor(order));
  };

  addEventListener("message", async ({ data }) => {
    if (data.id === undefined) {
      supplied(data);
      return;
    }
    try {
      if (data.bootMethod) {
        step = await boot(data);
      }
      postMessage({ id: data.id, answer: step(data.request) });
    } catch (error) {
      postMessage({ id: data.id, error: String(error) });
    }
  });
}
