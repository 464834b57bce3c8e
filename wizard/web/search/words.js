import { stemmer } from "stemmer";

// What is said of every word that is looked for or found in: made plain, cut to its stem, passed over or kept.

// Words that say nothing about what is looked for. What staff do and whom it concerns is everywhere.
const PASSED_OVER = new Set(
  `a about am an and any anyone are as at be been being but by can cant could did didnt do does doesnt doing dont
  for from get getting go goes going got had has have having he her hers him his how i if im in into is isnt it
  its ive just know lets like make may maybe me might mine must my myself need now of on one or our ours
  please put really s seem seems shall she should so some somebody someone something such t than that the
  their them then there these they theyre thing things think this those to too us very want wants was wasnt we
  were weve what whats when where which while who whom whose why will with wont would wouldnt yes you your
  child children kid kids pupil pupils student students boy girl lad lass year yr class school today yesterday
  says said say keeps keep found out im`.split(/\s+/u),
);

/** @type {Map<string, string>} What the stemmer would cut to another word comes first: a reference is no referral. */
const stems = new Map([["reference", "referenc"], ["references", "referenc"]]);

/**
 * The words of a text as they are compared: lower case, without apostrophes, British s for z.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return (
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\u0300-\u036F'’]/gu, "")
      .replace(/\bs\.? ?(?=\d)/gu, "section ")
      .match(/[a-z0-9]+/gu) ?? []
  );
}

/**
 * A word's stem, so that "neglected" and "neglect" are one.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  let found = stems.get(word);
  if (found === undefined) {
    found = /\d/u.test(word) ? word : stemmer(word.replace(/iz(?=e|i|a)/u, "is").replace(/ys(?=e|i)/u, "is"));
    stems.set(word, found);
  }
  return found;
}

/**
 * The words of a question that say what it is about; all of them where none would be left.
 * @param {string} question
 * @returns {string[]}
 */
export function telling(question) {
  const all = words(question);
  const kept = all.filter((word) => !PASSED_OVER.has(word));
  return kept.length > 0 ? kept : all;
}
