/** A worker beside Python's: it fetches and checks, or compiles, while that one gets ready. */
import { address } from "./address.js";

const MODULE = "../python/pyodide.asm.wasm";

addEventListener("message", ({ data: { base, files, names, python } }) => {
  for (const name of names) {
    const asked = name === MODULE ? compiled(base, files) : bytes(base, files, name);
    asked.then(
      (value) => python.postMessage({ name, value }, value instanceof Uint8Array ? [value.buffer] : []),
      (error) => python.postMessage({ name, error: String(error) }),
    );
  }
});

/**
 * Refused by the browser unless it is the very file that the page was built with.
 * @param {string} base
 * @param {Record<string, string>} files
 * @param {string} name
 */
async function bytes(base, files, name) {
  const response = await got(address(base, name, files), { integrity: files[name] ?? "" });
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * No hash is checked here, since that would hold the compiler up until the last byte; a module of another
 * version does not link.
 * @param {string} base
 * @param {Record<string, string>} files
 * @returns {Promise<WebAssembly.Module>}
 */
async function compiled(base, files) {
  const response = await got(address(base, MODULE, files));
  // Where the server names another type the compiler takes no stream, and an older one never does.
  const streamed = response.headers.get("content-type") === "application/wasm" && "compileStreaming" in WebAssembly;
  const module = await (streamed
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer()));
  postMessage(module);
  return module;
}

/**
 * @param {string} url
 * @param {RequestInit} [how]
 */
async function got(url, how) {
  const response = await fetch(url, how);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return response;
}
