import { button, el, labelled, select } from "./dom.js";
import { passageView } from "./policy.js";

/** @typedef {Pick<import("./desk.js").Desk, "ask" | "hourQuestions" | "changed" | "drafts" | "openHour" | "sectionField" | "show" | "state" | "tryOut">} Desk */
/** @typedef {Record<string, any>} Question */

const ANSWERS = /** @type {[string, string][]} */ ([
  ["same", "Ours is the same"],
  ["differs", "Ours differs"],
  ["silent", "Ours does not say"],
]);
const OPEN = "Not answered yet";
export const UNITS = /** @type {[string, string][]} */ ([
  ["hours", "hours"],
  ["days", "days"],
  ["working-days", "working days"],
  ["school-days", "school days"],
  ["weeks", "weeks"],
  ["months", "months"],
  ["years", "years"],
  ["same-day", "the same day"],
  ["end-of-school-day", "the end of the school day"],
  ["at-once", "at once"],
  ["soon", "as soon as possible"],
  ["at-induction", "at induction"],
  ["each-time", "each time"],
]);
export const UNCOUNTED = ["same-day", "end-of-school-day", "at-once", "soon", "at-induction", "each-time"];
const PERSON = /** @type {[string, string][]} */ ([
  ["title", "What you call the role"],
  ["holder", "Name"],
  ["phone", "Phone"],
  ["email", "E-mail"],
]);

/**
 * The fields of a deadline: how long, and counted from what.
 * @param {Record<string, string>} anchors
 * @returns {{fields: HTMLElement[], read: () => {within: object, from: string}}}
 */
export function deadlineFields(anchors) {
  const amount = el("input", { type: "number", min: "1", inputmode: "numeric" });
  const unit = select(UNITS, "hours");
  const from = select(Object.entries(anchors), "told");
  return {
    fields: [labelled("How many", amount), labelled("Of what", unit), labelled("Counted", from)],
    read: () => ({
      within: UNCOUNTED.includes(unit.value) ? { unit: unit.value } : { amount: Number(amount.value), unit: unit.value },
      from: from.value,
    }),
  };
}

/**
 * The first hour: one part of it at a time.
 * @param {Desk} desk
 * @param {Question[]} questions
 * @param {string} part
 * @returns {HTMLElement}
 */
export function hour(desk, questions, part) {
  const parts = [...new Set(questions.map((question) => question.part))];
  const next = parts[parts.indexOf(part) + 1];
  const count = el("p", { class: "hb-grey" }, howMany(questions));
  return el(
    "div",
    {},
    el("h1", { tabindex: "-1", "data-heading": true }, part),
    count,
    ...questions.filter((question) => question.part === part).map((question) => asked(desk, question, count)),
    next ? button(`Next: ${next}`, () => desk.openHour(next), { class: "hb-first" }) : null,
  );
}

/** @param {Question[]} questions */
function howMany(questions) {
  const done = questions.filter((question) => question.answer !== "open").length;
  return `The first hour: ${done} of ${questions.length} questions answered.`;
}

/**
 * One question, with what every school does.
 * @param {Desk} desk
 * @param {Question} question
 * @param {HTMLElement} count where it says how many have been answered
 * @returns {HTMLElement}
 */
function asked(desk, question, count) {
  const box = el("fieldset", { class: "hb-asked", "data-question": question.id, "data-answer": question.answer });
  const told = el("p", { role: "status", class: "hb-told" });
  const answer = async (/** @type {object} */ given) => {
    const got = await desk.ask({ do: "reply", question: question.id, given }, told);
    if (got) {
      desk.drafts.kept(question.id);
      const fresh = asked(desk, got.question, count);
      box.replaceWith(fresh);
      fresh.querySelector("[data-answered]")?.setAttribute("role", "status");
      await desk.changed(preview(question)); // a press gives no focus to a button in WebKit
      count.textContent = howMany(desk.hourQuestions());
    }
  };
  box.addEventListener("focusin", () => desk.show(preview(question)));
  box.append(
    el("legend", {}, question.ask),
    ...(question.help ? [el("p", { class: "hb-grey" }, question.help)] : []),
    el("p", { class: "hb-answered", "data-answered": true }, said(question)),
    ...passages(desk, question),
    ...BODIES[question.kind](desk, question, answer),
    told,
  );
  desk.drafts.watch(question.id, box);
  return box;
}

/**
 * Where the opened policy may answer it. It stands folded: a policy that does not say it has such words all the same.
 * @param {Desk} desk
 * @param {Question} question
 */
function passages(desk, question) {
  const found = /** @type {Question[]} */ (question.passages ?? []);
  const named = found.map(({ section }) => desk.state.sections.find((/** @type {Question} */ listed) => listed.id === section) ?? { id: section, title: "" });
  const shown = found.flatMap((passage, place) => [el("p", { class: "hb-grey" }, `${named[place].id} ${named[place].title}`), passageView(/** @type {any} */ (passage))]);
  return found.length > 0 ? [el("details", { class: "hb-places" }, el("summary", {}, `Look here in your policy: section ${named.map(({ id }) => id).join(", or ")}`), ...shown)] : [];
}

/** @param {Question} question */
function preview(question) {
  return question.kind === "contacts" || question.kind === "service" ? `contact.${question.about}` : `${question.kind}.${question.about}`;
}

/** @param {Question} question */
function said(question) {
  if (question.kind === "role" || question.kind === "setting" || question.kind === "service") {
    return { open: OPEN, silent: "Answered: ours does not say" }[/** @type {string} */ (question.answer)] ?? "Answered";
  }
  const words = ANSWERS.find(([value]) => value === question.answer)?.[1];
  return words ? `Answered: ${words.toLowerCase()}` : OPEN;
}

/** @typedef {(desk: Desk, question: Question, answer: (given: object) => Promise<void>) => Node[]} Body */

/** @type {Record<string, Body>} */
const BODIES = { role, contacts, rule: slot, clock: slot, setting, service };

/** @type {Body} */
function role(_, { person }, answer) {
  const inputs = PERSON.map(([field, words]) => /** @type {const} */ ([field, words, el("input", { value: person[field], autocomplete: "off", "data-field": field })]));
  const read = () => Object.fromEntries(inputs.map(([field, , input]) => [field, input.value]));
  return [
    el("div", { class: "hb-row" }, ...inputs.map(([, words, input]) => labelled(words, input))),
    el("div", { class: "hb-row" }, button("Keep", () => answer({ answer: "differs", person: read() })), button("Ours does not say", () => answer({ answer: "silent" }))),
  ];
}

/** @type {Body} */
function setting(_, { value }, answer) {
  const input = el("input", { value, autocomplete: "off" });
  return [el("div", { class: "hb-row" }, labelled("Time", input), button("Keep", () => answer({ value: input.value })))];
}

/** @type {Body} */
function service(_, { name, phone, after_hours: afterHours }, answer) {
  const inputs = [el("input", { value: name, autocomplete: "off" }), el("input", { value: phone, autocomplete: "off", inputmode: "tel" })];
  const [called, number] = inputs;
  return [
    el("p", { class: "hb-grey" }, "Your council is not in this handbook yet, so staff see the number that you type. It is shown as the number that was entered here, not as checked."),
    el("div", { class: "hb-row" }, labelled("What it is called", called), labelled("Phone", number)),
    el(
      "div",
      { class: "hb-row" },
      button("Keep", () => answer({ answer: "differs", name: called.value, phone: number.value })),
      afterHours ? null : button("Ours does not say", () => answer({ answer: "silent" })),
    ),
  ];
}

/** @type {Body} */
function contacts(desk, question, answer) {
  const none = /** @type {[string, string]} */ (["", "nobody"]);
  const all = /** @type {[string, string][]} */ ([none, ...Object.entries(question.choices)]);
  const chosen = [0, 1, 2].map((place) => select(all, question.people[place] ?? ""));
  const people = () => chosen.map((choice) => choice.value).filter(Boolean);
  for (const choice of chosen) {
    choice.addEventListener("change", () => desk.tryOut(preview(question), { question: question.id, given: { answer: "differs", people: people() } }));
  }
  const usual = question.usual.map((/** @type {string} */ contact) => question.choices[contact] ?? contact).join(", then ");
  return [
    el("p", { class: "hb-line" }, usual ? `In most schools: ${usual}.` : question.gap),
    el(
      "div",
      { class: "hb-row" },
      usual ? button("Ours is the same", () => answer({ answer: "same" })) : null,
      button("Ours does not say", () => answer({ answer: "silent" })),
    ),
    el(
      "details",
      { open: question.answer === "differs" },
      el("summary", {}, "Ours differs"),
      el("div", { class: "hb-row" }, ...chosen.map((choice, place) => labelled(["First", "Then", "Then"][place] ?? "", choice))),
      button("Keep", () => answer({ answer: "differs", people: people() })),
    ),
  ];
}

/** @type {Body} */
function slot(desk, question, answer) {
  const ticks = question.lines.map((/** @type {Question} */ line) => {
    const checked = question.answer === "open" ? line.usual : line.state === "says" || line.state === "differs";
    return el("input", { type: "checkbox", value: line.ref, checked });
  });
  const chosen = () => ticks.filter((/** @type {HTMLInputElement} */ tick) => tick.checked).map((/** @type {HTMLInputElement} */ tick) => tick.value);
  const section = desk.sectionField(question.sections?.[0] ?? question.passages?.[0]?.section);
  const text = el("textarea", { rows: "2" });
  const time = question.kind === "clock" ? deadlineFields(desk.state.anchors) : null;
  const lines = el(
    "ul",
    { class: "hb-ticks" },
    ...question.lines.map((/** @type {Question} */ line, /** @type {number} */ place) =>
      el("li", {}, el("label", {}, ticks[place], el("span", {}, line.words || line.text, el("small", {}, line.cites || "true in some schools")))),
    ),
  );
  const common = question.lines.some((/** @type {Question} */ line) => line.usual);
  const typed = () => desk.tryOut(preview(question), { question: question.id, given: { answer: "differs", section: section.now(), text: text.value, ...(time ? time.read() : {}) } });
  for (const field of [text, ...(time?.fields ?? [])]) {
    field.addEventListener("input", typed);
  }
  return [
    question.lines.length > 0 && !common ? el("p", { class: "hb-grey" }, "No guidance sets it, so no line holds in every school. Tick what your policy says.") : "",
    question.lines.length > 0 ? lines : el("p", { class: "hb-line" }, `No guidance sets it. Where a policy is silent, staff read: ${question.gap}`),
    ...question.own.map((/** @type {Question} */ line) => el("p", { class: "hb-line" }, `${line.text} (section ${line.section})`)),
    el("div", { class: "hb-row" }, section.field),
    el(
      "div",
      { class: "hb-row" },
      question.lines.length > 0 ? button(common ? "Ours is the same" : "Ours says what is ticked", async () => answer({ answer: "same", section: await section.chosen(), lines: chosen() })) : null,
      button("Ours does not say", () => answer({ answer: "silent" })),
    ),
    el(
      "details",
      {},
      el("summary", {}, "Ours differs"),
      labelled("What your policy says, in your own short words", text),
      ...(time ? [el("div", { class: "hb-row" }, ...time.fields)] : []),
      button("Keep", async () => answer({ answer: "differs", section: await section.chosen(), text: text.value, ...(time ? time.read() : {}) })),
    ),
  ];
}
