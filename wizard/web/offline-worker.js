/**
 * Keeps one whole build of the site on the device and answers from it, so that the handbook works without a
 * network and never shows parts of two builds. A newer build waits beside it until the reader asks for it.
 * It knows the site's own files and nothing else, and it keeps nothing that a reader does.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const SCOPE = new URL("./", location.href);
const PREFIX = `handbook ${SCOPE.pathname} `;
const CACHE = PREFIX + SITE.id;
const AT_ONCE = 4;
// Where several sites share the parts of Python, these lie beside the site and not in it.
const SHARED = SITE.shared === "" ? null : new URL(SITE.shared, SCOPE).pathname;

worker.addEventListener("install", (event) => event.waitUntil(fill()));
worker.addEventListener("activate", (event) => event.waitUntil(clear()));
worker.addEventListener("message", ({ data }) => {
  if (data === "take over") {
    worker.skipWaiting();
  }
});
worker.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path !== null) {
    event.respondWith(answer(event.request, path));
  }
});

/** Fetch every file of this build; what an earlier build had already is taken from there. All or nothing. */
async function fill() {
  const cache = await caches.open(CACHE);
  const paths = Object.keys(SITE.files);
  const next = async () => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
      const key = keyOf(path);
      if ((await cache.match(key)) === undefined) {
        await cache.put(key, (await earlier(key)) ?? (await load(path)));
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  } catch (error) {
    paths.length = 0; // else the other three would fetch the whole site for nothing
    await caches.delete(CACHE);
    throw error;
  }
}

/**
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function load(path) {
  const integrity = SITE.files[path] ?? "";
  // Pages ask for some files by their version; under that address a file may be in the browser's own cache.
  const versioned = SITE.versioned.includes(path);
  const address = versioned ? `${path}?v=${encodeURIComponent(versionOf(path))}` : path;
  const response = await fetch(new URL(address, SCOPE), { integrity, cache: versioned ? "default" : "no-cache" });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  // A page may not be answered with what came by a redirection.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

/**
 * @param {string} key
 * @returns {Promise<Response | undefined>}
 */
async function earlier(key) {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) {
      const found = await (await caches.open(name)).match(key);
      if (found) {
        return found;
      }
    }
  }
  return undefined;
}

/** Once this build is in use, let go of the others that this site left here. */
async function clear() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

/**
 * The file that a request means; null where the network shall answer, because this build has no such file.
 * @param {Request} request
 * @returns {string | null}
 */
function pathOf({ url, method }) {
  const { origin, pathname } = new URL(url);
  const within = withinSite(pathname);
  if (method !== "GET" || origin !== SCOPE.origin || within === null) {
    return null;
  }
  const path = within === "" || within.endsWith("/") ? `${within}index.html` : within;
  return Object.hasOwn(SITE.files, path) ? path : null;
}

/**
 * The name of an address as the list of files has it; null for what is none of this site's.
 * @param {string} pathname
 * @returns {string | null}
 */
function withinSite(pathname) {
  if (pathname.startsWith(SCOPE.pathname)) {
    return decodeURIComponent(pathname.slice(SCOPE.pathname.length));
  }
  if (SHARED !== null && pathname.startsWith(SHARED)) {
    return SITE.shared + decodeURIComponent(pathname.slice(SHARED.length));
  }
  return null;
}

/**
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function answer(request, path) {
  const kept = await keptFile(path);
  if (kept) {
    // A page of another build that is still open asks for its own version: it gets that or nothing.
    return isVersion(request, path) ? kept : Response.error();
  }
  // The device has thrown files away. Rather than mix, let go of the rest and make room for a worker that starts afresh.
  await Promise.allSettled([caches.delete(CACHE), worker.registration.unregister()]);
  return fetch(request);
}

/**
 * @param {string} path
 * @returns {Promise<Response | undefined>}
 */
async function keptFile(path) {
  try {
    return await (await caches.open(CACHE)).match(keyOf(path));
  } catch {
    return undefined; // the browser's store is broken
  }
}

/**
 * @param {Request} request
 * @param {string} path
 * @returns {boolean} whether the file of this build is what was asked for
 */
function isVersion({ url }, path) {
  const asked = new URL(url).searchParams.get("v");
  return asked === null || asked === versionOf(path);
}

/**
 * @param {string} path
 * @returns {string} how pages name this version of a file in its address
 */
function versionOf(path) {
  return (SITE.files[path] ?? "").slice(7, 23);
}

/**
 * Under this address a file is kept: one address for each version of it.
 * @param {string} path
 * @returns {string}
 */
function keyOf(path) {
  return new URL(`${path}?kept=${encodeURIComponent(SITE.files[path] ?? "")}`, SCOPE).href;
}
