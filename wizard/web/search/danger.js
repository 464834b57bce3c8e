import { terms } from "./terms.js";

/**
 * What was learnt of danger from the sentences in data/utterances/; see handbook/search/learn.mjs.
 * @typedef {{weights: string, step: number, start: number, threshold: number}} Weights
 * `weights` holds half a byte for each bucket, in base64: how many steps what falls into it speaks for danger
 */

export const BUCKETS = 2 ** 16; // with fewer, too much falls together
export const ZERO = 8; // half a byte that speaks neither for danger nor against it
const LONGEST_RUN = 3; // words
const PIECES = [3, 4, 5]; // letters
// Of a long text each stretch is judged: what a report says of danger at its end is not outweighed by what stands before.
const LONG = 40; // words
const STRETCH = 16;

/**
 * What tells of danger in a text, by the bucket it falls into: its terms, the words that stand together, and pieces of
 * words, of which a slip leaves most as they were. Each kind is evened out, so that long and short texts compare.
 * @param {string[]} said plain words
 * @returns {Map<number, number>}
 */
export function seen(said) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const [mark, kind] of Object.entries({ t: terms(said), w: runs(said), c: pieces(said) })) {
    const length = Math.hypot(...kind.values()) || 1;
    for (const [one, weight] of kind) {
      const at = bucket(mark + one);
      found.set(at, (found.get(at) ?? 0) + weight / length);
    }
  }
  return found;
}

/**
 * @param {string[]} said
 * @returns {Map<string, number>}
 */
function runs(said) {
  /** @type {Map<string, number>} */
  const found = new Map();
  said.forEach((_, n) => {
    for (let end = n + 1; end <= Math.min(n + LONGEST_RUN, said.length); end += 1) {
      found.set(said.slice(n, end).join(" "), 1);
    }
  });
  return found;
}

/**
 * @param {string[]} said
 * @returns {Map<string, number>}
 */
function pieces(said) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const word of said) {
    const whole = ` ${word} `;
    for (const size of PIECES) {
      for (let n = 0; n + size <= whole.length; n += 1) {
        found.set(whole.slice(n, n + size), 1);
      }
    }
  }
  return found;
}

/**
 * Where a text falls: FNV-1a, folded to the number of buckets.
 * @param {string} text
 * @returns {number}
 */
function bucket(text) {
  let hash = 2166136261;
  for (let n = 0; n < text.length; n += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(n), 16777619);
  }
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}

/** Knows whether a text tells of danger now. */
export class Danger {
  /** @param {Weights} learnt */
  constructor(learnt) {
    this.learnt = learnt;
    this.weights = atob(learnt.weights);
  }

  /**
   * How much words speak for danger.
   * @param {string[]} said plain words
   * @returns {number}
   */
  of(said) {
    let sum = this.learnt.start;
    for (const [at, value] of seen(said)) {
      const two = this.weights.charCodeAt(at >> 1);
      sum += value * this.learnt.step * ((at & 1 ? two >> 4 : two & 15) - ZERO);
    }
    return sum;
  }

  /**
   * Whether words may tell of danger now.
   * @param {string[]} said
   * @returns {boolean}
   */
  isIn(said) {
    const size = said.length > LONG ? STRETCH : LONG;
    for (let n = 0; n === 0 || n + size / 2 < said.length; n += size / 2) {
      if (this.of(said.slice(n, n + size)) >= this.learnt.threshold) {
        return true;
      }
    }
    return false;
  }
}
