// Learns from the sentences in data/utterances/ what flow somebody's words call for, and whether they tell of danger
// now. The order comes as JSON on standard input: {flows: {id: sentences}, all: the other sentences} or {now, calm};
// what was learnt goes out as JSON. What is seen of a sentence is told by the scripts that will score it in the browser,
// and by nothing else. The flows' part is counting; the danger's is logistic regression: always over the same order, so
// that equal sentences give equal weights.
import { text } from "node:stream/consumers";

const order = JSON.parse(await text(process.stdin));
const { BUCKETS, Danger, seen, ZERO } = await import("../../wizard/web/search/danger.js");
const { terms } = await import("../../wizard/web/search/terms.js");
const { words } = await import("../../wizard/web/search/words.js");

const ROUNDS = 12;
const RATE = 0.03;
const SHRINK = 3e-3;
const DANGER_COUNTS = 2; // to miss a danger is worse than to see one too many
const MOST_STEPS = 7; // of half a byte, either way
const CLIPPED = 0.998; // of the weights lie within them; the few beyond count as much as the last step
const FEWEST_PAIRS = 15; // two neighbours seen together less often are chance
const FEWEST_WORDS = 2; // a word written once may be a slip, or chance
const SHORTEST_WORD = 4;
const MOST_FLOWS = 52; // what comes after the letters means something else to told.js
const PARTS = 4;
const MISSED = 0.05; // of the danger that it has not learnt from; the rest is what the threshold must raise

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

/** How much rarer things count: a bucket by the share of the sentences in which something falls into it. */
function rarity(all) {
  const often = new Float64Array(BUCKETS);
  for (const { at } of all) {
    for (const one of at) {
      often[one] += 1;
    }
  }
  return often.map((count) => Math.log(1 + all.length / (1 + count)));
}

/** What each bucket says of danger, and where one starts from. */
function weighed(all) {
  const rare = rarity(all);
  const weights = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS).fill(1e-2);
  let start = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const n of shuffled(all.length, round)) {
      const { at, values, danger } = all[n];
      let sum = start;
      for (let k = 0; k < at.length; k += 1) {
        sum += weights[at[k]] * values[k] * rare[at[k]];
      }
      const slope = (1 / (1 + Math.exp(-sum)) - danger) * (danger ? DANGER_COUNTS : 1);
      start -= RATE * 1e-2 * slope;
      for (let k = 0; k < at.length; k += 1) {
        const one = at[k];
        const down = slope * values[k] * rare[one] + SHRINK * weights[one];
        squares[one] += down * down;
        weights[one] -= (RATE * down) / Math.sqrt(squares[one]);
      }
    }
  }
  // The page's script knows nothing of rarity: it is part of the weights.
  return { start, weights: weights.map((weight, one) => weight * rare[one]) };
}

/** The weights as the page holds them: two buckets a byte. */
function packed({ start, weights }) {
  const sizes = weights.map(Math.abs).filter((size) => size > 0).sort();
  const step = (sizes[Math.floor(sizes.length * CLIPPED)] ?? 1) / MOST_STEPS;
  const halves = weights.map((weight) => ZERO + Math.max(-MOST_STEPS, Math.min(MOST_STEPS, Math.round(weight / step))));
  const bytes = Uint8Array.from({ length: BUCKETS / 2 }, (_, n) => halves[2 * n] | (halves[2 * n + 1] << 4));
  return { weights: Buffer.from(bytes).toString("base64"), step, start };
}

/** The score from which danger is raised: each part is judged by what was learnt from the others. */
function threshold(all) {
  const scores = Array.from({ length: PARTS }, (_, part) => {
    const judge = new Danger({ ...packed(weighed(all.filter((__, n) => n % PARTS !== part))), threshold: 0 });
    return all.filter(({ danger }, n) => danger && n % PARTS === part).map(({ said }) => judge.of(said));
  });
  const sorted = scores.flat().sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * MISSED)] ?? 0) * 100) / 100;
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
  if (place >= MOST_FLOWS) {
    throw new Error(`More than ${MOST_FLOWS} flows have sentences, and each needs a letter: take a file of data/utterances away.`);
  }
  return String.fromCharCode(place < 26 ? 65 + place : 71 + place);
}

/** What is known of the flows: their terms, and how the words of all sentences are spelt. */
function flowsLearnt() {
  const lines = [...counted(order.flows)].flatMap(([term, held]) => {
    const often = [...held.values()].reduce((sum, one) => sum + one, 0);
    const found = [...held].map(([flow, count]) => letter(flow) + (count > 1 ? count : "")).join("");
    return often < (isPair(term) ? FEWEST_PAIRS : FEWEST_WORDS) ? [] : [`${term}|${found}`];
  });
  const written = new Map();
  for (const word of [...Object.values(order.flows), order.all].flat().flatMap(words)) {
    written.set(word, (written.get(word) ?? 0) + 1);
  }
  const known = [...written].filter(([word, count]) => count >= FEWEST_WORDS && word.length >= SHORTEST_WORD).map(([word]) => word);
  return { flows: Object.keys(order.flows), words: shortened(known.sort()).join(" "), terms: shortened(lines.sort()).join("\n") };
}

/** What is known of danger. */
function dangerLearnt() {
  const judged = (side) => (sentence) => {
    const said = words(sentence);
    const found = seen(said);
    return { said, danger: side, at: Int32Array.from(found.keys()), values: Float64Array.from(found.values()) };
  };
  const all = [...order.now.map(judged(1)), ...order.calm.map(judged(0))];
  return { ...packed(weighed(all)), threshold: threshold(all) };
}

process.stdout.write(JSON.stringify(order.flows ? flowsLearnt() : dangerLearnt()));
