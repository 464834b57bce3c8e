import SearchableMap from "minisearch/SearchableMap";
import { alike } from "./alike.js";
import { stem, telling, words } from "./words.js";

/**
 * @typedef {{v: string, l?: string, n?: string, h: string, s: string}} PhoneNumber value, label, whose it is where the entry is another's, link, status
 * @typedef {{k: string, t: string, u: string, n?: string[], i?: string[], w?: string, x?: string, c?: PhoneNumber[]}} Entry
 * kind, title, place, other names, names of what it is about, note, text, numbers: see handbook/search/entries.py
 * @typedef {{entry: Entry, score: number}} Found
 * @typedef {{words: string[], weight: number, borrowed: boolean, title?: boolean}} Name
 * @typedef {import("./told.js").Told} Told
 * @typedef {{weight: number, meant: Map<string, number>}} Asked a word of the question, and how well each stem stands for it
 */

// What to do comes first, unless the words ask for something else.
/** @type {Record<string, number>} */
const USUAL = { flow: 1.3, harm: 1, rule: 0.92, contact: 0.85, role: 0.95, word: 0.72, paper: 0.85, page: 0.85 };
// A word or three that nobody is in: somebody looks a subject up, and its own page stands before the flow that touches it.
/** @type {Record<string, number>} */
const LOOK_UP = { flow: 1.1, rule: 0.97, word: 0.95 };
const FEW = 3;
const ASKS = [
  {
    when: /\b(numbers?|phone|telephone|tel|ring|rang|call|calling|contacts?|e-?mail|address|hours|out of hours|opening)\b/u,
    drop: /^(numbers?|phone|telephone|tel|ring|call|calling|contacts?|address|details)$/u,
    kinds: { contact: 1.9, role: 1.1 },
  },
  {
    when: /\b(signs?|indicators?|symptoms?|what is|whats|what are|types?|kinds?)\b/u,
    drop: /^(signs?|indicators?|symptoms?|types?|kinds?)$/u,
    kinds: { harm: 1.6, word: 1.15, rule: 1.05, flow: 0.9 },
  },
  {
    when: /\b(meaning|mean|means|definition|define|stands? for)\b/u,
    drop: /^(meaning|means?|definition|define|stands?)$/u,
    kinds: { word: 1.8, harm: 1.1, rule: 1, flow: 0.9 },
  },
  { when: /\b(forms?|cards?|packs?|posters?|body map|logs?|pdfs?|print|printed)\b/u, drop: /^(pdfs?|print|printed)$/u, kinds: { paper: 1.9 } },
  // One word, and it names whom one rings.
  { when: /^(lado|mash|edt|ceop|nspcc|childline)$/u, drop: /^$/u, kinds: { contact: 1.9 } },
  { when: /\b(who is|roles?|responsibilit|duties|job of)/u, drop: /^(roles?|duties)$/u, kinds: { role: 1.6, contact: 1 } },
  {
    when: /\b(policy|rules?|procedures?|guidance|law|legal|act|training|allowed)\b/u,
    drop: /^(policy|procedures?)$/u,
    kinds: { rule: 1.35, page: 1.3 },
  },
];
// Words of someone who tells what has happened, rather than looks something up.
const HAPPENED =
  /\b(i|im|ive|my|me|he|hes|she|shes|his|her|him|herself|himself|they|mum|dad|mums|dads|parents?|boy|girl|boys|girls|child|pupil|student|kid|someone|teacher|staff|told|says|said|has|have|keeps?|been|was|wont|cant|not|what do i|should i)\b|(\w+ ){3}/u;
// Who is in it tells less than what happened; each of them has pages that are found by the word alone.
const PEOPLE = new Set(["parent", "mum", "dad", "mother", "father", "staff", "teacher", "famili"]);
const BESIDE = 0.6;
const BORROWED = 0.9; // a name that a flow has from the harm it is about
const TITLED = 1.12; // what a page's title names is its subject before it is another's by-name
const ALIKE_FITS = 0.75;
const BEGUN_FITS = 0.9; // where the word is one by itself, and may be the beginning of another
const BY_NAME = 6;
const BY_SHARE = 3;
const EXACT = 1.6; // somebody wrote a name of several words in full, and nothing else
const WHOLLY = 0.99;
const IN_TEXT = 0.45; // a word in the text counts for less than one in a name
const TOLD = 3; // what a flow gains in the box that the words surely call for
const SEARCHED = 0.04; // how much a find's score counts beside what the words call for
const UNSURE = 1e-4; // what a flow has that nothing speaks for
const LEAST = 0.8; // below this a find is chance
const LEAST_OF_BEST = 0.25; // and below this share of the best one it only distracts
const AT_ONCE = 30; // entries read in before the page may breathe

/** Finds entries by the words that people use for them. */
export class Finder {
  /**
   * @param {Entry[]} entries
   * @param {Told} told
   */
  constructor(entries, told) {
    this.entries = entries;
    this.told = told;
    /** @type {Map<string, Map<number, number>>} each stem's entries, and how much it counts there */
    this.places = new Map();
    /** @type {Name[][]} each entry's names */
    this.names = [];
    /** @type {Set<string>} every name as it is written */
    this.whole = new Set();
    /** Every word as it is written, with its stem: what a slip is put right by. */
    this.written = new SearchableMap();
    /** @type {Map<string, Asked>} */
    this.asked = new Map();
  }

  /** Read all entries in, a few at a time, so that the page stays free. */
  async load() {
    for (const [id, entry] of this.entries.entries()) {
      this.read(id, `${entry.w ?? ""} ${entry.x ?? ""}`, IN_TEXT);
      for (const name of [entry.t, ...(entry.n ?? [])]) {
        this.whole.add(this.read(id, name, 1));
      }
      if (id % AT_ONCE === AT_ONCE - 1) {
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
    this.names = this.entries.map(({ k, u, t, n = [], i = [] }) => [
      ...[t, ...n].map((name) => this.named(name, false)),
      ...parts(k, u, t).map((name) => ({ ...this.named(name, false), title: true })),
      ...i.map((name) => this.named(name, true)),
    ]);
  }

  /**
   * @param {number} id
   * @param {string} text
   * @param {number} counts
   * @returns {string} the text as it is compared, whole
   */
  read(id, text, counts) {
    const plain = words(text);
    for (const word of plain) {
      const term = stem(word);
      this.written.set(word, term);
      const places = this.places.get(term) ?? new Map();
      this.places.set(term, places.set(id, counts));
    }
    return plain.join(" ");
  }

  /**
   * @param {string} name
   * @param {boolean} borrowed whether a flow has the name from the harm that it is about
   * @returns {Name}
   */
  named(name, borrowed) {
    const own = [...new Set(telling(name).map(stem))];
    return { words: own, weight: own.reduce((sum, term) => sum + this.weight(term), 0), borrowed };
  }

  /**
   * How much a word tells: the rarer, the more.
   * @param {string} term
   * @returns {number}
   */
  weight(term) {
    return Math.log(1 + this.entries.length / (this.places.get(term)?.size ?? 1));
  }

  /**
   * What the words lead to, best first.
   * @param {string} question
   * @param {{kinds?: string[], typing?: boolean}} [how] `typing`: the last word may not be whole yet
   * @returns {Found[]}
   */
  find(question, { kinds, typing = false } = {}) {
    const plain = words(question).join(" ");
    const asks = ASKS.filter(({ when }) => when.test(plain));
    const asking = telling(question);
    const looksUp = asking.length <= FEW && !HAPPENED.test(plain);
    const factors = Object.assign({}, USUAL, looksUp ? LOOK_UP : {}, ...asks.map((ask) => ask.kinds));
    const drops = this.whole.has(plain) ? [] : asks.map(({ drop }) => drop);
    const kept = asking.filter((word) => !drops.some((drop) => drop.test(word)));
    const used = kept.length > 0 ? kept : asking;
    // A word that is passed over closes the one before it.
    const asked = this.understood(used, typing && plain.endsWith(used[used.length - 1] ?? ""));
    const total = asked.reduce((sum, word) => sum + word.weight, 0);
    const happened = asks.length === 0 && HAPPENED.test(plain);
    /** @type {Map<string, [Asked, number][]>} */
    const known = new Map();
    for (const word of asked) {
      for (const [term, fits] of word.meant) {
        known.set(term, [...(known.get(term) ?? []), [word, fits]]);
      }
    }
    /** @type {Found[]} */
    const found = [];
    const fits = this.told.fits(question, typing);
    const shares = this.shares(asked, total);
    for (const [id, entry] of this.entries.entries()) {
      const share = shares.get(id) ?? 0;
      const told = TOLD * (fits.get(flowOf(entry)) ?? 0);
      if ((share > 0 || told > 0) && (!kinds || kinds.includes(entry.k))) {
        const like = share > 0 ? this.likeness(id, known, total, happened) : 0;
        const named = BY_NAME * like * (like > WHOLLY && asked.length > 1 ? EXACT : 1);
        const score = (factors[entry.k] ?? 1) * (named + BY_SHARE * share + told);
        if (score > LEAST) {
          found.push({ entry, score: Math.round(score * 10) }); // so that what fits as well keeps its order
        }
      }
    }
    const enough = LEAST_OF_BEST * Math.max(...found.map(({ score }) => score));
    return found.filter(({ score }) => score >= enough).sort((a, b) => b.score - a.score);
  }

  /**
   * The flows that somebody's own words call for, best first; none where no word is known.
   * @param {string} said
   * @param {number} most
   * @returns {Entry[]}
   */
  flows(said, most) {
    const fits = this.told.fits(said, true);
    const found = new Map(this.find(said, { kinds: ["flow"], typing: true }).map(({ entry, score }) => [entry, score]));
    return this.entries
      .filter((entry) => entry.k === "flow" && ((fits.get(flowOf(entry)) ?? 0) > 0 || found.has(entry)))
      .map((entry) => ({ entry, score: Math.log((fits.get(flowOf(entry)) ?? 0) + UNSURE) + SEARCHED * (found.get(entry) ?? 0) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ entry }) => entry);
  }

  /**
   * How much of what was said stands in each entry.
   * @param {Asked[]} asked
   * @param {number} total
   * @returns {Map<number, number>}
   */
  shares(asked, total) {
    /** @type {Map<number, number>} */
    const shares = new Map();
    for (const { weight, meant } of asked) {
      /** @type {Map<number, number>} */
      const best = new Map();
      for (const [term, fits] of meant) {
        for (const [id, counts] of this.places.get(term) ?? []) {
          best.set(id, Math.max(best.get(id) ?? 0, counts * fits));
        }
      }
      for (const [id, counts] of best) {
        shares.set(id, (shares.get(id) ?? 0) + (counts * weight) / total);
      }
    }
    return shares;
  }

  /**
   * How well the best of an entry's names fits: how much of the name was said, and how much of what was said it is.
   * @param {number} id
   * @param {Map<string, [Asked, number][]>} known
   * @param {number} total
   * @param {boolean} happened whether borrowed names count too
   * @returns {number}
   */
  likeness(id, known, total, happened) {
    let best = 0;
    for (const name of this.names[id] ?? []) {
      if (name.borrowed && !happened) {
        continue;
      }
      let said = 0;
      /** @type {Map<Asked, number>} */
      const meant = new Map();
      for (const term of name.words) {
        let most = 0;
        for (const [word, fits] of known.get(term) ?? []) {
          most = Math.max(most, fits);
          meant.set(word, Math.max(meant.get(word) ?? 0, fits));
        }
        said += most * this.weight(term);
      }
      if (said > 0) {
        const part = [...meant].reduce((sum, [word, fits]) => sum + word.weight * fits, 0) / total;
        best = Math.max(best, (name.borrowed ? BORROWED : name.title ? TITLED : 1) * (said / name.weight) ** 1.5 * part ** 0.5);
      }
    }
    return best;
  }

  /**
   * What each word may stand for. Two words that the handbook also writes as one are taken together.
   * @param {string[]} told
   * @param {boolean} typing
   * @returns {Asked[]}
   */
  understood(told, typing) {
    const asked = [];
    for (let n = 0; n < told.length; n += 1) {
      const [word, next] = told.slice(n, n + 2);
      const alone = this.meaning(word ?? "", typing && next === undefined);
      if (next !== undefined && this.written.has(`${word}${next}`)) {
        const both = stem(`${word}${next}`);
        const meant = new Map([...alone.meant, ...this.meaning(next, false).meant, [both, 1]]);
        asked.push({ meant, weight: this.weight(both) });
        n += 1;
      } else {
        asked.push(alone);
      }
    }
    return asked;
  }

  /**
   * @param {string} word
   * @param {boolean} open whether more letters may follow
   * @returns {Asked}
   */
  meaning(word, open) {
    const key = open ? `${word}*` : word;
    let asked = this.asked.get(key);
    if (asked === undefined) {
      const own = this.stems(word, open);
      const others = [...own].flatMap(alike).filter((term) => this.places.has(term));
      const meant = new Map([
        ...[...own].map((term) => /** @type {const} */ ([term, BEGUN_FITS])),
        ...others.map((term) => /** @type {const} */ ([term, ALIKE_FITS])),
        ...(own.has(stem(word)) ? [stem(word)] : [...own]).map((term) => /** @type {const} */ ([term, 1])),
      ]);
      const weight = Math.max(1, ...[...meant.keys()].map((term) => this.weight(term)));
      asked = { meant, weight: PEOPLE.has(stem(word)) ? weight * BESIDE : weight };
      this.asked.set(key, asked);
    }
    return asked;
  }

  /**
   * The stems that a word may stand for: its own, one that it begins, one in which two letters are swapped, two
   * words written as one, and at last what is nearest to it. A word that means another one is no slip.
   * @param {string} word
   * @param {boolean} open
   * @returns {Set<string>}
   */
  stems(word, open) {
    const own = stem(word);
    if (this.places.has(own) || alike(own).some((term) => this.places.has(term))) {
      return new Set([own, ...(open && word.length > 3 ? this.begun(word) : [])]);
    }
    const begun = word.length > 4 || open ? this.begun(word) : [];
    if (begun.length > 0) {
      return new Set(begun);
    }
    const swapped = swaps(word).filter((spelling) => this.written.has(spelling));
    if (swapped.length > 0) {
      return new Set(swapped.map(stem));
    }
    for (let n = 3; n <= word.length - 3; n += 1) {
      if (this.written.has(word.slice(0, n)) && this.written.has(word.slice(n))) {
        return new Set([stem(word.slice(0, n)), stem(word.slice(n))]);
      }
    }
    return new Set(this.near(word));
  }

  /**
   * @param {string} word
   * @returns {string[]}
   */
  begun(word) {
    return [...this.written.atPrefix(word).values()];
  }

  /**
   * The words with the fewest slips between; longer words forgive more.
   * @param {string} word
   * @returns {string[]}
   */
  near(word) {
    const most = /\d/u.test(word) || word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 9 ? 2 : 3;
    for (let slips = 1; slips <= most; slips += 1) {
      const found = [...this.written.fuzzyGet(word, slips).values()];
      if (found.length > 0) {
        return found.map(([term]) => term);
      }
    }
    return [];
  }
}

/**
 * What the title of a page about a subject names, each by itself: "Trips, exchanges and homestay".
 * @param {string} kind
 * @param {string} place
 * @param {string} title
 * @returns {string[]}
 */
function parts(kind, place, title) {
  const page = (kind === "harm" || kind === "rule") && !place.includes("#");
  return page ? [title.replace(/\(.*\)/u, ""), ...title.split(/[,:()]|\b(?:and|or)\b/u)].map((name) => name.trim()).filter(Boolean) : [];
}

/**
 * The id of the flow that an entry leads to; nothing for all others.
 * @param {Entry} entry
 * @returns {string}
 */
function flowOf(entry) {
  return entry.k === "flow" ? (/([^/]*)\.html$/u.exec(entry.u)?.[1] ?? "") : "";
}

/**
 * A word with each two neighbouring letters swapped: the commonest slip, and two slips to any other count.
 * @param {string} word
 * @returns {string[]}
 */
function swaps(word) {
  return [...word].slice(1).map((_, n) => word.slice(0, n) + word[n + 1] + word[n] + word.slice(n + 2));
}
