import { englishTime } from "./time.js";

/** @typedef {{always?: boolean, outside?: string, weekly?: [day: number, from: number, to: number][], holidays?: boolean, assumed?: boolean}} Opening */
/** @typedef {{date: string, minute: number}} Moment a wall clock in England */

const DAYS_AHEAD = 15; // longer than any run of closed days, Christmas included
const DAY = 86_400_000;
const MINUTES = 1440; // of a day; an opening that ends later ends on the next

/** When the contacts of a page answer, from hours that stand in the page: with no network, by England's clock. */
class Hours {
  /** @param {HTMLElement} table */
  constructor({ dataset }) {
    /** @type {Record<string, Opening>} */
    this.openings = JSON.parse(dataset.hours ?? "{}");
    this.holidays = new Set((dataset.holidays ?? "").split(" "));
  }

  /**
   * @param {string} contact
   * @param {Moment} at
   * @returns {{open: boolean, words: string} | null} null where the hours are not known
   */
  state(contact, at) {
    const opening = this.openings[contact];
    const open = this.isOpen(opening, at);
    if (opening === undefined || open === null) {
      return null;
    }
    const opens = open ? "" : this.opensNext(opening, at);
    const words = open ? "Open now" : `Closed${opens ? `. Opens ${opens}` : ""}`;
    return { open, words: opening.assumed ? `${words} (not confirmed)` : words };
  }

  /**
   * @param {Opening | undefined} opening
   * @param {Moment} at
   * @returns {boolean | null} null where the hours are not known
   */
  isOpen(opening, at) {
    if (opening === undefined) {
      return null;
    }
    if (opening.always) {
      return true;
    }
    if (opening.outside !== undefined) {
      const other = this.isOpen(this.openings[opening.outside], at);
      return other === null ? null : !other;
    }
    return this.closes(opening, at) !== null;
  }

  /**
   * @param {Opening} opening
   * @param {number} day
   */
  isClosedOn(opening, day) {
    return this.holidays.has(new Date(day).toISOString().slice(0, 10)) && !opening.holidays;
  }

  /**
   * When an opening that goes on now ends; it may have begun on the day before.
   * @param {Opening} opening
   * @param {Moment} at
   * @returns {{day: number, minute: number} | null} null where none goes on
   */
  closes(opening, at) {
    for (const back of [0, 1]) {
      const day = Date.parse(at.date) - back * DAY;
      const minute = at.minute + back * MINUTES;
      const going = (opening.weekly ?? []).find(([on, from, to]) => on === weekdayOf(day) && from <= minute && minute < to);
      if (going !== undefined && !this.isClosedOn(opening, day)) {
        return { day: day + Math.floor(going[2] / MINUTES) * DAY, minute: going[2] % MINUTES };
      }
    }
    return null;
  }

  /**
   * @param {Opening} opening
   * @param {Moment} at
   * @returns {string} "" where that is not known
   */
  opensNext(opening, at) {
    if (opening.outside !== undefined) {
      const ends = this.closes(this.openings[opening.outside] ?? {}, at);
      return ends ? nearWords(ends.day === Date.parse(at.date) ? 0 : 1, ends.day, ends.minute) : "";
    }
    const byStart = [...(opening.weekly ?? [])].sort((a, b) => a[1] - b[1]);
    for (let daysAhead = 0; daysAhead < DAYS_AHEAD; daysAhead += 1) {
      const day = Date.parse(at.date) + daysAhead * DAY;
      const next = byStart.find(([on, from]) => on === weekdayOf(day) && (daysAhead > 0 || from > at.minute));
      if (next !== undefined && !this.isClosedOn(opening, day)) {
        return nearWords(daysAhead, day, next[1]);
      }
    }
    return "";
  }
}

/** @param {number} day */
function weekdayOf(day) {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/**
 * A moment to come in few words, as the wizard says it.
 * @param {number} daysAhead
 * @param {number} day
 * @param {number} minutes
 */
function nearWords(daysAhead, day, minutes) {
  const time = timeWords(minutes);
  if (daysAhead <= 1) {
    return `${time} ${daysAhead ? "tomorrow" : "today"}`;
  }
  const weekday = dayWords(day, { weekday: "long" });
  return `${time} on ${weekday}${daysAhead < 7 ? "" : ` ${dayWords(day, { day: "numeric", month: "long" })}`}`;
}

/**
 * @param {number} day
 * @param {Intl.DateTimeFormatOptions} parts
 */
function dayWords(day, parts) {
  return new Date(day).toLocaleDateString("en-GB", { timeZone: "UTC", ...parts });
}

/** @param {number} minutes */
function timeWords(minutes) {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  const past = minute ? `.${String(minute).padStart(2, "0")}` : "";
  return `${hour % 12 || 12}${past}${hour < 12 ? "am" : "pm"}`;
}

/** @returns {Moment} */
function now() {
  const [date = "", time = ""] = englishTime(new Date()).split("T");
  const [hour, minute] = time.split(":").map(Number);
  return { date, minute: (hour ?? 0) * 60 + (minute ?? 0) };
}

/** @type {WeakMap<HTMLElement, Hours>} by the table that says them, so that each is read once */
const known = new WeakMap();

/**
 * @param {HTMLElement} table
 * @returns {Hours}
 */
function hoursIn(table) {
  const hours = known.get(table) ?? new Hours(table);
  known.set(table, hours);
  return hours;
}

/** @returns {HTMLElement[]} the tables of this page, and of one that is read over it */
function tables() {
  return [...document.querySelectorAll("article [data-hours]")].filter((table) => table instanceof HTMLElement);
}

/** Say beside each contact whether it answers now. The wizard and the tool for levels say the same by themselves. */
function tell() {
  const at = now();
  for (const table of tables()) {
    for (const card of table.closest("article")?.querySelectorAll("[data-contact]") ?? []) {
      const state = hoursIn(table).state(card.getAttribute("data-contact") ?? "", at);
      if (state) {
        mark(card, state);
      }
    }
  }
}

/**
 * @param {Element} card
 * @param {{open: boolean, words: string}} state
 */
function mark(card, { open, words }) {
  const badge = card.querySelector(".hb-open, .hb-closed") ?? document.createElement("span");
  badge.className = open ? "hb-open" : "hb-closed";
  if (badge.textContent !== words) {
    badge.textContent = words;
  }
  if (!badge.isConnected) {
    card.querySelector(".hb-use")?.prepend(badge, " ");
  }
}

/** Who answers now stands before who does not. Never while someone looks: a number would slip from under the finger. */
function order() {
  for (const list of tables().flatMap((table) => [...(table.closest("article")?.querySelectorAll(".hb-cards") ?? [])])) {
    list.append(...[...list.children].sort((a, b) => Number(!!a.querySelector(".hb-closed")) - Number(!!b.querySelector(".hb-closed"))));
  }
}

function begin() {
  tell();
  order();
}

begin();
setInterval(tell, 30_000);
document.addEventListener("visibilitychange", tell); // a phone stops the clock of a page that nobody looks at
document.addEventListener("handbook-read", begin); // a page read over the step
