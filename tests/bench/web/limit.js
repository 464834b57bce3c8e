/** What no start can do without: compile the module, have a memory, and bring the bytes into it. */
const [, bytes] = await Promise.all([
  WebAssembly.compileStreaming(fetch("python/pyodide.asm.wasm")),
  fetch("python/python_memory.bin").then((response) => response.arrayBuffer()),
]);
const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes.byteLength / 65_536) });
new Uint8Array(memory.buffer).set(new Uint8Array(bytes));
postMessage(null);
