/** @typedef {Record<string, any>} Raw */

const REACHED = ["holder", "phone", "email"];

/**
 * What an answer lacks, in words; "" where it lacks nothing.
 * @param {Raw} question
 * @param {Raw} given
 * @param {Record<string, string>} lacks
 */
export function lacking(question, given, lacks) {
  const { answer } = given;
  if (question.kind === "service") {
    return answer === "differs" && !given.phone.trim() ? lacks.phone : "";
  }
  if (question.kind === "contacts") {
    return answer === "differs" && given.people.length === 0 ? lacks.people : "";
  }
  if (!("lines" in question) || answer === "silent") {
    return "";
  }
  if (!given.section) {
    return lacks.section;
  }
  if (answer === "same") {
    return given.lines.length === 0 ? lacks.lines : "";
  }
  if (!given.text.trim()) {
    return lacks.text;
  }
  return "amount" in (given.within ?? {}) && !(given.within.amount >= 1) ? lacks.within : "";
}

/**
 * A question as it stands once it has been answered so.
 * @param {Raw} question
 * @param {Raw} given
 * @returns {Raw}
 */
export function answered(question, given) {
  const { answer } = given;
  switch (question.kind) {
    case "role": {
      const person = { ...question.person, ...given.person };
      return { ...question, person, answer: REACHED.some((field) => person[field]) ? "differs" : answer === "silent" ? "silent" : "open" };
    }
    case "service":
      return { ...question, name: given.name ?? question.name, phone: given.phone ?? "", answer };
    case "setting":
      return { ...question, value: given.value, answer: given.value ? "differs" : "open" };
    case "contacts":
      return { ...question, answer, people: answer === "differs" ? given.people : question.usual };
    default: {
      const ticked = given.lines ?? [];
      const lines = question.lines.map((/** @type {Raw} */ line) => ({ ...line, state: ticked.includes(line.ref) ? "says" : "undecided" }));
      const own = answer === "differs" ? [{ text: given.text, section: given.section }] : [];
      return { ...question, answer, lines, own, sections: given.section ? [given.section] : [] };
    }
  }
}
