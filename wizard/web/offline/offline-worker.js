import { version } from "../python/address.js";

/**
 * Keeps one build of the site on the device and answers from it, so that the handbook works without a network and
 * never shows parts of two builds. A newer build waits beside it until the reader asks for it. It knows the site's own
 * files and nothing else, and it keeps nothing that a reader does.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const SCOPE = new URL("./", location.href);
const PREFIX = `handbook ${SCOPE.pathname} `;
const CACHE = PREFIX + SITE.id;
const AT_ONCE = 4;
// Where several sites share the Python runtime, its files are stored beside the site and not in it.
const SHARED = SITE.shared === "" ? null : new URL(SITE.shared, SCOPE).pathname;
// This address stores when the copy was made and when it last checked for a newer one.
const DATES = new URL("sw.js?kept=dates", SCOPE).href;
const BUILD = /name="handbook-build" content="([^"]+)"/u;
/** @type {(table: object, name: string) => boolean} */
const has = (table, name) => Object.prototype.hasOwnProperty.call(table, name);

worker.addEventListener("install", (event) => event.waitUntil(fill()));
worker.addEventListener("activate", (event) => event.waitUntil(clear()));
worker.addEventListener("message", (event) => {
  if (event.data === "take over") {
    worker.skipWaiting();
  } else if (event.data.ask === "state") {
    event.waitUntil(tell(event.data.looked, event.ports[0]));
  }
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request);
  if (path === null) {
    return;
  }
  if (has(SITE.files, path)) {
    event.respondWith(answer(request, path));
  } else if (request.mode === "navigate") {
    event.respondWith(unknown(request, path));
  }
});

/**
 * Fetch every file of this build; files that an earlier build already has are copied. All or nothing, except pages
 * that do not arrive as they were built, because a filter stops or changes them: the copy is useful
 * without them. An update that lacks a page which the copy before it had is only half installed.
 */
async function fill() {
  const cache = await caches.open(CACHE);
  const before = await pagesOfEarlier();
  try {
    const paths = Object.keys(SITE.files);
    const first = paths.filter(isNeeded); // a copy that cannot be kept is known as such early
    await each([...first, ...paths.filter((path) => !isNeeded(path))], async (path) => {
      const key = keyOf(path);
      if ((await cache.match(key)) === undefined) {
        const file = (await earlier(key)) ?? (await load(path, !isNeeded(path) && !before.has(path)));
        if (file) {
          await cache.put(key, file);
        }
      }
    });
    const today = day(new Date());
    await note(cache, { kept: today, looked: today });
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/**
 * Do something for each path, a few at a time; the first error ends it, so that the rest is not fetched in vain.
 * @param {string[]} paths
 * @param {(path: string) => Promise<void>} act
 */
async function each(paths, act) {
  const left = [...paths].reverse();
  const next = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      await act(path);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  } finally {
    left.length = 0;
  }
}

/**
 * Whether a copy is useless without the file: the parts of every page, the home page, and the fallback for a missing
 * page.
 * @param {string} path
 * @returns {boolean}
 */
function isNeeded(path) {
  return !has(SITE.pages, path) || path === "index.html" || path === SITE.away;
}

/**
 * Report the copy to a page; nothing is reported where another worker has deleted it.
 * @param {string} [looked]
 * @param {MessagePort} [page]
 */
async function tell(looked, page) {
  if (await isThere()) {
    page?.postMessage(await state(looked));
  }
}

/**
 * The state of the copy, for the page to show: the pages that it lacks, when it was made, when it last looked for a newer one.
 * @param {string} [looked] the day, when it has looked just now
 * @returns {Promise<{missing: string[], kept: string, looked: string}>}
 */
async function state(looked) {
  const cache = await caches.open(CACHE);
  const dates = { kept: "", looked: "", ...(await (await cache.match(DATES))?.json()) };
  const again = looked !== undefined && looked !== dates.looked;
  /** @type {string[]} */
  const missing = [];
  await each(Object.keys(SITE.pages), async (path) => {
    if ((await cache.match(keyOf(path))) === undefined) {
      // Once a day and no more: what a filter stops, it may also report.
      const file = again ? await load(path, true) : null;
      if (file) {
        await cache.put(keyOf(path), file);
      } else {
        missing.push(path);
      }
    }
  });
  if (again) {
    dates.looked = looked;
    await note(cache, dates);
  }
  return { missing: missing.sort().map((path) => SITE.pages[path] ?? path), ...dates };
}

/**
 * @param {Cache} cache
 * @param {{kept: string, looked: string}} dates
 */
async function note(cache, dates) {
  await cache.put(DATES, new Response(JSON.stringify(dates)));
}

/**
 * @param {Date} moment
 * @returns {string}
 */
function day(moment) {
  return moment.toISOString().slice(0, 10);
}

/**
 * @param {string} path
 * @param {boolean} spared whether the copy can do without it; then null stands for what did not come as it was built
 * @returns {Promise<Response | null>}
 */
async function load(path, spared) {
  const integrity = SITE.files[path] ?? "";
  // Pages ask for some files by their version; under that address a file may be in the browser's own cache.
  const versioned = SITE.versioned.includes(path);
  const address = versioned ? `${path}?v=${encodeURIComponent(version(SITE.files[path]))}` : path;
  try {
    const response = await fetch(new URL(address, SCOPE), { integrity, cache: versioned ? "default" : "no-cache" });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status}`);
    }
    return forStore(response);
  } catch (error) {
    if (spared) {
      return null;
    }
    throw error;
  }
}

/**
 * @param {Response} response
 * @returns {Response} without what would keep it out: no store takes what may vary by anything, and a page may not be
 * answered with what came by a redirection
 */
function forStore(response) {
  if (!response.redirected && response.headers.get("vary") !== "*") {
    return response;
  }
  const headers = new Headers(response.headers);
  headers.delete("vary");
  return new Response(response.body, { headers });
}

/**
 * @returns {Promise<Set<string>>} the pages that a copy of an earlier build has, where there is one
 */
async function pagesOfEarlier() {
  /** @type {Set<string>} */
  const pages = new Set();
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) {
      for (const { url } of await (await caches.open(name)).keys()) {
        pages.add(withinSite(new URL(url).pathname) ?? "");
      }
    }
  }
  return pages;
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

/** Once this build is in use, delete the caches of the site's other builds. */
async function clear() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

/**
 * The file that a request means, or what its address says where no such file is known; null for what is not
 * part of the site. A host may serve a page without its suffix.
 * @param {Request} request
 * @returns {string | null}
 */
function pathOf({ url, method, mode }) {
  const { origin, pathname } = new URL(url);
  const within = withinSite(pathname);
  if (method !== "GET" || origin !== SCOPE.origin || within === null) {
    return null;
  }
  const path = within === "" || within.endsWith("/") ? `${within}index.html` : within;
  return mode === "navigate" && !has(SITE.files, path) && has(SITE.files, `${path}.html`) ? `${path}.html` : path;
}

/**
 * The name of an address as the list of files has it; null for what is not part of this site.
 * @param {string} pathname
 * @returns {string | null}
 */
function withinSite(pathname) {
  if (pathname.startsWith(SCOPE.pathname)) {
    return decoded(pathname.slice(SCOPE.pathname.length));
  }
  if (SHARED !== null && pathname.startsWith(SHARED)) {
    return SITE.shared + decoded(pathname.slice(SHARED.length));
  }
  return null;
}

/**
 * @param {string} text
 * @returns {string} as it is where it stands for nothing, such as a lone percent sign
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
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
  if (has(SITE.pages, path) && (await isThere())) {
    return fromNetwork(request);
  }
  // The device has evicted files. Rather than mix builds, delete the rest and unregister, so that a new worker can install.
  await letGo();
  return fetch(request);
}

async function letGo() {
  await Promise.allSettled([caches.delete(CACHE), worker.registration.unregister()]);
}

/**
 * From the copy as it is: opening it would create an empty one where another worker has deleted it.
 * @param {string} key
 * @returns {Promise<Response | undefined>}
 */
function held(key) {
  return caches.match(key, { cacheName: CACHE });
}

/** @returns {Promise<boolean>} whether the copy as such is still on the device */
async function isThere() {
  try {
    return (await held(DATES)) !== undefined;
  } catch {
    return false;
  }
}

/**
 * A page that the copy lacks. If it has become one of another build, its parts must come from there too.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function fromNetwork(request) {
  try {
    const response = await fetch(request);
    const build = response.ok ? BUILD.exec(await response.clone().text())?.[1] : undefined;
    if (build !== undefined && build !== SITE.build) {
      await letGo();
    }
    return response;
  } catch {
    return Response.redirect(new URL(SITE.away, SCOPE).href);
  }
}

/**
 * An address that this build has no page for: the host may know it. Where nobody answers, a page that helps stands in,
 * at its own address, from which its links lead on.
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function unknown(request, path) {
  if (has(SITE.files, `${path}/index.html`)) {
    const { href, search } = new URL(request.url);
    return Response.redirect(`${href.split(/[?#]/u)[0]}/${search}`);
  }
  try {
    return await fetch(request);
  } catch {
    return Response.redirect(new URL(SITE.away, SCOPE).href);
  }
}

/**
 * @param {string} path
 * @returns {Promise<Response | undefined>}
 */
async function keptFile(path) {
  try {
    return await held(keyOf(path));
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
  if (!SITE.versioned.includes(path)) {
    return true; // whoever puts ?v=2 behind a page's address means the page
  }
  const asked = new URL(url).searchParams.get("v");
  return asked === null || asked === version(SITE.files[path]);
}

/**
 * The cache key of a file: one address for each version of it.
 * @param {string} path
 * @returns {string}
 */
function keyOf(path) {
  return new URL(`${path}?kept=${encodeURIComponent(SITE.files[path] ?? "")}`, SCOPE).href;
}
