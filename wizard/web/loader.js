/** A worker beside Python's: it fetches and checks while that one gets ready, so that neither holds the other up. */
import { address } from "./address.js";

addEventListener("message", async ({ data: { base, files, names, python } }) => {
  const asked = names.map(async (/** @type {string} */ name) => {
    try {
      const value = await bytes(base, files, name);
      python.postMessage({ name, value }, [value.buffer]);
    } catch (error) {
      python.postMessage({ name, error: String(error) });
    }
  });
  await Promise.all(asked);
  postMessage("done");
});

/**
 * Refused by the browser unless it is the very file that the page was built with.
 * @param {string} base
 * @param {Record<string, string>} files
 * @param {string} name
 */
async function bytes(base, files, name) {
  const response = await fetch(address(base, name, files), { integrity: files[name] ?? "" });
  if (!response.ok) {
    throw new Error(`${name}: ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
