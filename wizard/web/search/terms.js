import { groups } from "./groups.js";
import { stem } from "./words.js";

// How much each kind of term counts beside a word.
export const PAIR = 0.7;
export const GROUP = 0.8;

/**
 * What a scorer sees of a text: its words, the groups they belong to, and each two neighbours.
 * @param {string[]} said plain words
 * @returns {Map<string, number>}
 */
export function terms(said) {
  /** @type {Map<string, number>} */
  const found = new Map();
  const own = said.map((word) => (/^\d+$/u.test(word) ? "0" : stem(word)));
  const kinds = own.map((term) => groups(term));
  const wide = own.map((term, n) => (kinds[n]?.[0] === undefined ? term : `=${kinds[n][0]}`));
  own.forEach((term, n) => {
    found.set(term, 1);
    for (const kind of kinds[n] ?? []) {
      found.set(`=${kind}`, GROUP);
    }
    if (n + 1 < own.length) {
      found.set(`${term} ${own[n + 1]}`, PAIR);
      found.set(`${wide[n]} ${wide[n + 1]}`, PAIR);
    }
  });
  return found;
}
