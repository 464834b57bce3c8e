/** Put before the page's script by the build. */
declare const BUILD: import("./python.js").Build;

/** Put before the search's script by the build: see handbook/search/install.py. */
declare function stemmer(word: string): string;
declare class SearchableMap {
  has(key: string): boolean;
  set(key: string, value: string): SearchableMap;
  atPrefix(prefix: string): SearchableMap;
  values(): IterableIterator<string>;
  fuzzyGet(key: string, slips: number): Map<string, [value: string, slips: number]>;
}
