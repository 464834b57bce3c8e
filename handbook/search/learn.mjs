// Learns from the sentences in data/utterances/ what flow somebody's words call for, and whether they tell of danger
// now. The order comes as JSON on standard input: {flows: {id: sentences}, now, calm}; what was learnt
// goes out as JSON. What is seen of a sentence is told by the script that will score it in the browser, and by nothing
// else. The flows' part is counting; the danger's is logistic regression, in which a term counts by how much oftener it
// stands in sentences of danger than in others, or the other way round: always over the same order, so that equal
// sentences give equal weights.
import { text } from "node:stream/consumers";

const order = JSON.parse(await text(process.stdin));
const { dangerTerms, terms } = await import("../../wizard/web/search/told.js");
const { words } = await import("../../wizard/web/search/words.js");

const ROUNDS = 30;
const RATE = 0.5;
const SHRINK = 2e-3;
const DANGER_COUNTS = 3; // to miss a danger is worse than to see one too many
const FEWEST_PAIRS = 6; // two neighbours seen together less often are chance
const FEWEST_OF_DANGER = 4; // the same, where danger is told from calm
const SEEN_ANYWAY = 0.25; // how often a term counts as seen on either side, so that no share is nothing
const EVEN = 0.25; // what a term counts at least, that stands as often on both sides
const FEWEST_WORDS = 2; // a word written once may be a slip
const SHORTEST_WORD = 4;
const LEAST = 0.6; // a weight below this changes nothing: a sentence has dozens of them, evened out together
const PARTS = 5;
const MISSED = 0.03; // of the danger that it has not learnt from; the rest is what the threshold must raise

/** In how many sentences of each flow every term stands: Map(term, Map(flow, count)). */
function counted(flows) {
  const counts = new Map();
  for (const [place, sentences] of Object.values(flows).entries()) {
    for (const sentence of sentences) {
      for (const term of terms(words(sentence)).keys()) {
        const held = counts.get(term) ?? new Map();
        counts.set(term, held.set(place, (held.get(place) ?? 0) + 1));
      }
    }
  }
  return counts;
}

/** A way through all sentences that is as good as chance, and the same each time. */
function shuffled(count, round) {
  const mixed = Array.from({ length: count }, (_, n) => [Math.imul(n + 1 + round * count, 2654435761) >>> 0, n]);
  return mixed.sort(([a], [b]) => a - b).map(([, n]) => n);
}

/** What each term says of danger; the last weight is where one starts from. `all` holds [terms, weights, danger]. */
function weighed(all, size) {
  const weights = new Float64Array(size + 1);
  const squares = new Float64Array(size + 1).fill(1e-2);
  const step = (at, slope, rate) => {
    squares[at] += slope * slope;
    weights[at] -= (rate * slope) / Math.sqrt(squares[at]);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const n of shuffled(all.length, round)) {
      const [own, counts, danger] = all[n];
      const slope = (1 / (1 + Math.exp(-scored(all[n], weights))) - danger) * (danger ? DANGER_COUNTS : 1);
      step(size, slope, RATE / 5);
      for (let at = 0; at < own.length; at += 1) {
        step(own[at], slope * counts[at] + SHRINK * weights[own[at]], RATE);
      }
    }
  }
  return weights;
}

function scored([own, counts], weights) {
  return own.reduce((sum, term, at) => sum + weights[term] * counts[at], weights.at(-1));
}

/** The score from which danger is raised: each part is judged by what was learnt from the others. */
function threshold(all, size) {
  const scores = Array.from({ length: PARTS }, (_, part) => {
    const weights = weighed(
      all.filter((__, n) => n % PARTS !== part),
      size,
    );
    return all.filter(([, , danger], n) => danger && n % PARTS === part).map((one) => scored(one, weights));
  });
  const sorted = scores.flat().sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * MISSED)] ?? 0) * 100) / 100;
}

/** All sentences by the places of their terms, those places (a pair that is too rare has none), and what a term counts. */
function placed(now, calm) {
  const found = [...now.map((one) => [one, 1]), ...calm.map((one) => [one, 0])].map(([one, danger]) => [dangerTerms(words(one)), danger]);
  const seen = new Map();
  for (const [own, danger] of found) {
    for (const [term] of own) {
      const held = seen.get(term) ?? [0, 0];
      held[danger] += 1;
      seen.set(term, held);
    }
  }
  const kept = [...seen].filter(([term, [without, having]]) => !isPair(term) || without + having >= FEWEST_OF_DANGER);
  const places = new Map(kept.map(([term], at) => [term, at]));
  const sums = [0, 1].map((side) => kept.reduce((sum, [, held]) => sum + held[side] + SEEN_ANYWAY, 0));
  const counts = kept.map(([, held]) => {
    const [without, having] = held.map((often, side) => Math.log((often + SEEN_ANYWAY) / sums[side]));
    return EVEN + (1 - EVEN) * Math.abs(having - without);
  });
  const all = found.map(([own, danger]) => {
    const known = own.filter(([term]) => places.has(term));
    return [known.map(([term]) => places.get(term)), known.map(([term, weight]) => weight * counts[places.get(term)]), danger];
  });
  return { all, places, counts };
}

/** Whether a term is two neighbours. */
function isPair(term) {
  return term.includes(" ");
}

/** Sorted texts, each without what it begins with as the one before does: a digit says how many letters that are. */
function shortened(texts) {
  return texts.map((one, n) => {
    const before = texts[n - 1] ?? "";
    let same = 0;
    while (same < 35 && same < before.length && before[same] === one[same]) {
      same += 1;
    }
    return same.toString(36) + one.slice(same);
  });
}

/** A letter for each flow: a digit after it says how often. */
function letter(place) {
  return String.fromCharCode(place < 26 ? 65 + place : 71 + place);
}

const counts = counted(order.flows);
const { all, places, counts: share } = placed(order.now, order.calm);
// The page's script knows no shares: they are part of the weights.
const weights = weighed(all, places.size).map((weight, at) => weight * (share[at] ?? 1));
const said = new Set(["", ...counts.keys(), ...places.keys()]);
places.set("", places.size);
const lines = [...said].sort().flatMap((term) => {
  const held = counts.get(term) ?? new Map();
  const often = [...held.values()].reduce((sum, one) => sum + one, 0);
  const useful = !isPair(term) || often >= FEWEST_PAIRS;
  const flows = useful ? [...held].map(([flow, count]) => letter(flow) + (count > 1 ? count : "")).join("") : "";
  const weight = weights[places.get(term)] ?? 0;
  const danger = Math.abs(weight) < LEAST ? "" : `|${Math.round(weight * 10)}`;
  return flows || danger ? [`${term}|${flows}${danger}`] : [];
});
const written = new Map();
for (const word of [...Object.values(order.flows), order.now, order.calm].flat().flatMap(words)) {
  written.set(word, (written.get(word) ?? 0) + 1);
}
const known = [...written].filter(([word, count]) => count >= FEWEST_WORDS && word.length >= SHORTEST_WORD).map(([word]) => word);
process.stdout.write(
  JSON.stringify({
    flows: Object.keys(order.flows),
    words: shortened(known.sort()).join(" "),
    terms: shortened(lines).join("\n"),
    threshold: threshold(all, places.size - 1),
  }),
);
