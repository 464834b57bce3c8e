// For an address at which a handbook was kept and is no more: put this file there as sw.js, where the handbook's own
// sw.js was, and leave it for a year. Devices that still hold a copy ask for it, let the copy go, and from then on get
// whatever the address answers. It must come from that address itself, as text/javascript and without a redirection.
const clear = async () => {
  const own = `handbook ${new URL("./", location.href).pathname} `;
  const held = async () => (await caches.keys()).filter((name) => name.startsWith(own));
  for (let names = await held(); names.length > 0; names = await held()) {
    await Promise.all(names.map((name) => caches.delete(name)));
    // What the old worker had begun may write into the copy once more.
    await new Promise((done) => setTimeout(done, 500));
  }
};
const letGo = async () => {
  await clear();
  await globalThis.registration.unregister();
};
addEventListener("install", (event) => {
  globalThis.skipWaiting();
  event.waitUntil(clear()); // now, for this worker may have to wait while the old one is busy
});
// A page of the old copy that is still open may sign this worker on again: so at each occasion.
for (const occasion of ["activate", "fetch", "message"]) {
  addEventListener(occasion, (event) => event.waitUntil(letGo()));
}
