import { STARTS } from "./start.js";

/**
 * Python's side of the wizard: start once, with the first request, then answer one at a time. No answer of the
 * reader's is kept, and once Python has started this worker can reach no address at all.
 * @param {(order: any) => import("./start.js").Parts} partsFor
 * @param {(data: any) => void} supplied takes every message that neither starts nor asks
 * @param {Record<string, (parts: import("./start.js").Parts) => Promise<import("./start.js").Step>>} [starts] the ways
 * to start that there are
 */
export function serve(partsFor, supplied, starts = STARTS) {
  /** @type {import("./start.js").Step} */
  let step;

  const start = async (/** @type {{way: string}} */ order) => {
    const by = starts[order.way];
    if (by === undefined) {
      throw new Error(`no start is called ${order.way}`);
    }
    return by(partsFor(order));
  };

  addEventListener("message", async ({ data }) => {
    if (data.id === undefined) {
      supplied(data);
      return;
    }
    try {
      if (data.way) {
        step = await start(data);
      }
      postMessage({ id: data.id, answer: step(data.request) });
    } catch (error) {
      postMessage({ id: data.id, error: String(error) });
    }
  });
}
