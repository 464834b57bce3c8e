const VERSION = 16; // letters

/**
 * The address of a file of this build. The hash in it keeps a cached file of another build from standing in
 * the way.
 * @param {string} base address of the folder that holds the page's script
 * @param {string} name
 * @param {Record<string, string>} files each file's `sha256-…`
 * @returns {string}
 */
export function address(base, name, files) {
  return new URL(`${name}?v=${encodeURIComponent(version(files[name]))}`, base).href;
}

/**
 * @param {string | undefined} integrity a file's `sha256-…`
 * @returns {string} what names this version of it in an address: the hash's first letters
 */
export function version(integrity = "") {
  return integrity.replace("sha256-", "").slice(0, VERSION);
}
