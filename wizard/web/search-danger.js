import { stem, words } from "./search-words.js";

// What may be happening at this moment. Too many is better than too few: the line only says to ring 999 first.
const HAPPENING = `999 ambulance emergency danger unconscious collapsed bleeding blood stabbed stabbing knife gun
  machete weapon overdose overdosed hanging strangled choking suffocated drowning seizure suicide suicidal kill
  killed attacked attacking poisoned fire burning roof bridge acid`;
const STEMS = new Set(words(HAPPENING).map(stem));
const PHRASES =
  /\b(not breathing|stopped breathing|wants? to die|going to die|end it all|taken (pills|tablets)|took (pills|tablets)|jump(ing)? off|right now|happening now|being (hurt|hit|beaten|attacked|raped))\b/u;

/**
 * Whether what was written may tell of danger now. All of it is looked at, slips forgiven in its first part.
 * @param {string} text
 * @param {string} first
 * @param {import("./search-engine.js").Finder} finder
 * @returns {boolean}
 */
export function tellsOfDanger(text, first, finder) {
  const said = words(text);
  return (
    PHRASES.test(said.join(" ")) ||
    said.some((word) => STEMS.has(stem(word))) ||
    words(first).some((word) => word.length > 4 && [...finder.stems(word, false)].some((one) => STEMS.has(one)))
  );
}
