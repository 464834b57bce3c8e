/** Starts the worker that the address names, once, and leaves the time it took in `document.title`. */
const way = new URL(location.href).searchParams.get("way");
const start = performance.now();
const worker = new Worker(`${way}.js`, { type: "module" });
worker.addEventListener("message", ({ data }) => (document.title = data ?? String(performance.now() - start)));
worker.addEventListener("error", ({ message }) => (document.title = `failed: ${message}`));
