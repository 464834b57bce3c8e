import SearchableMap from "minisearch/SearchableMap";
import { Danger } from "./danger.js";
import { GROUP, PAIR, terms } from "./terms.js";
import { stem, words } from "./words.js";

/**
 * What was learnt from the sentences in data/utterances/; see handbook/search/learn.mjs.
 * @typedef {{flows: string[], words: string, terms: string, danger: import("./danger.js").Weights}} Learnt
 * `words` and `terms` leave out what the one before begins with. `terms`: a line each, the term, then in how many sentences of which flows it stood
 */

const SMOOTH = 0.1;
const LONGEST_FORGIVEN = 8; // a longer word forgives two slips
const SHORTEST_FORGIVEN = 5;

/** Knows which flow fits what was told, and whether it tells of danger now. */
export class Told {
  /** @param {Learnt} learnt */
  constructor(learnt) {
    this.flows = learnt.flows;
    this.danger = new Danger(learnt.danger);
    this.words = new SearchableMap();
    for (const word of unfolded(learnt.words.split(" "))) {
      this.words.set(word, word);
    }
    /** @type {Map<string, {counts: Map<number, number>, all: number}>} */
    this.terms = new Map();
    this.sums = this.flows.map(() => 0);
    for (const line of unfolded(learnt.terms.split("\n"))) {
      const [term = "", held = ""] = line.split("|");
      const weight = term.includes(" ") ? PAIR : term.startsWith("=") ? GROUP : 1;
      /** @type {Map<number, number>} */
      const counts = new Map();
      let all = 0;
      for (const [, flow = "", times] of held.matchAll(/([A-Za-z])(\d*)/gu)) {
        const count = Number(times || 1) * weight;
        const at = place(flow);
        counts.set(at, count);
        this.sums[at] = (this.sums[at] ?? 0) + count;
        all += count;
      }
      this.terms.set(term, { counts, all });
    }
    this.sum = this.sums.reduce((sum, part) => sum + part, 0);
  }

  /**
   * Plain words, slips put right where the word is known to nobody; not in a word that is still being typed.
   * @param {string} text
   * @param {boolean} [typing]
   * @returns {string[]}
   */
  read(text, typing = false) {
    const all = words(text);
    return all.map((word, n) => {
      const whole = !typing || n < all.length - 1 || /\s$/u.test(text);
      if (!whole || word.length < SHORTEST_FORGIVEN || this.words.has(word) || this.terms.has(stem(word))) {
        return word;
      }
      const [near] = this.words.fuzzyGet(word, word.length < LONGEST_FORGIVEN ? 1 : 2).keys();
      return near ?? word;
    });
  }

  /**
   * How likely each flow is, together 1; nothing where no word is known.
   * @param {string} text
   * @param {boolean} [typing]
   * @returns {Map<string, number>}
   */
  fits(text, typing = false) {
    const scores = this.flows.map(() => 0);
    const floor = SMOOTH * this.terms.size;
    let known = false;
    for (const [term, weight] of terms(this.read(text, typing))) {
      const held = this.terms.get(term);
      if (held === undefined) {
        continue;
      }
      known = true;
      for (let n = 0; n < scores.length; n += 1) {
        const here = held.counts.get(n) ?? 0;
        const mine = (here + SMOOTH) / ((this.sums[n] ?? 0) + floor);
        const others = (held.all - here + SMOOTH) / (this.sum - (this.sums[n] ?? 0) + floor);
        scores[n] = (scores[n] ?? 0) + weight * Math.log(mine / others);
      }
    }
    // Neighbours and groups say much of a word again, so the scores are taken at half.
    const most = Math.max(...scores);
    const shares = scores.map((score) => Math.exp((score - most) / 2));
    const sum = shares.reduce((all, share) => all + share, 0);
    return new Map(known ? this.flows.map((flow, n) => [flow, (shares[n] ?? 0) / sum]) : []);
  }

  /**
   * Whether the text may tell of danger now, as it was typed or with its slips put right.
   * @param {string} text
   * @param {boolean} [typing]
   * @returns {boolean}
   */
  isDanger(text, typing = false) {
    const typed = words(text);
    const read = this.read(text, typing);
    return this.danger.isIn(typed) || (read.some((word, n) => word !== typed[n]) && this.danger.isIn(read));
  }
}

/**
 * Texts with what each begins with as the one before does: the number of those letters stands first.
 * @param {string[]} texts
 * @returns {string[]}
 */
function unfolded(texts) {
  let before = "";
  return texts.map((text) => (before = before.slice(0, Number.parseInt(text[0] ?? "0", 36)) + text.slice(1)));
}

/**
 * A flow's place in the list, from its letter.
 * @param {string} letter
 * @returns {number}
 */
function place(letter) {
  const code = letter.charCodeAt(0);
  return code < 97 ? code - 65 : code - 71;
}
