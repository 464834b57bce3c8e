// Says beside each contact of a page whether it answers now: from hours that stand in the page, by England's clock,
// with no network. The wizard and the tool for levels say the same by themselves.
(() => {
  /** @typedef {{always?: boolean, outside?: string, weekly?: [day: number, from: number, to: number][], holidays?: boolean, assumed?: boolean}} Hours */
  /** @typedef {{date: string, minute: number}} Moment a wall clock in England */

  const DAYS_AHEAD = 15; // longer than any run of closed days, Christmas included
  const DAY = 86_400_000;
  const MINUTES = 1440; // of a day; an opening that ends later ends on the next
  const table = document.querySelector("[data-hours]");
  if (!(table instanceof HTMLElement)) {
    return;
  }
  /** @type {Record<string, Hours>} */
  const hours = JSON.parse(table.dataset.hours ?? "{}");
  const holidays = new Set((table.dataset.holidays ?? "").split(" "));
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const weekday = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "long" });
  const dayAndMonth = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long" });

  /** @returns {Moment} */
  const now = () => {
    const part = Object.fromEntries(clock.formatToParts(new Date()).map(({ type, value }) => [type, value]));
    const date = `${part.year}-${part.month}-${part.day}`;
    return { date, minute: Number(part.hour) * 60 + Number(part.minute) };
  };

  /** @param {number} day */
  const weekdayOf = (day) => (new Date(day).getUTCDay() + 6) % 7;

  /**
   * @param {Hours | undefined} opening
   * @param {Moment} at
   * @returns {boolean | null} null where the hours are not known
   */
  const isOpen = (opening, at) => {
    if (opening === undefined) {
      return null;
    }
    if (opening.always) {
      return true;
    }
    if (opening.outside !== undefined) {
      const other = isOpen(hours[opening.outside], at);
      return other === null ? null : !other;
    }
    return closes(opening, at) !== null;
  };

  /**
   * @param {Hours} opening
   * @param {number} day
   */
  const isClosedOn = (opening, day) => holidays.has(new Date(day).toISOString().slice(0, 10)) && !opening.holidays;

  /**
   * When an opening that goes on now ends; it may have begun on the day before.
   * @param {Hours} opening
   * @param {Moment} at
   * @returns {{day: number, minute: number} | null} null where none goes on
   */
  const closes = (opening, at) => {
    for (const back of [0, 1]) {
      const day = Date.parse(at.date) - back * DAY;
      const minute = at.minute + back * MINUTES;
      const going = (opening.weekly ?? []).find(([on, from, to]) => on === weekdayOf(day) && from <= minute && minute < to);
      if (going !== undefined && !isClosedOn(opening, day)) {
        return { day: day + Math.floor(going[2] / MINUTES) * DAY, minute: going[2] % MINUTES };
      }
    }
    return null;
  };

  /**
   * @param {Hours} opening
   * @param {Moment} at
   * @returns {string} "" where that is not known
   */
  const opensNext = (opening, at) => {
    if (opening.outside !== undefined) {
      const ends = closes(hours[opening.outside] ?? {}, at);
      return ends ? nearWords(ends.day === Date.parse(at.date) ? 0 : 1, ends.day, ends.minute) : "";
    }
    const byStart = [...(opening.weekly ?? [])].sort((a, b) => a[1] - b[1]);
    for (let daysAhead = 0; daysAhead < DAYS_AHEAD; daysAhead += 1) {
      const day = Date.parse(at.date) + daysAhead * DAY;
      const next = byStart.find(([on, from]) => on === weekdayOf(day) && (daysAhead > 0 || from > at.minute));
      if (next !== undefined && !isClosedOn(opening, day)) {
        return nearWords(daysAhead, day, next[1]);
      }
    }
    return "";
  };

  /**
   * A moment to come in few words, as the wizard says it.
   * @param {number} daysAhead
   * @param {number} day
   * @param {number} minutes
   */
  const nearWords = (daysAhead, day, minutes) => {
    const time = timeWords(minutes);
    if (daysAhead <= 1) {
      return `${time} ${daysAhead ? "tomorrow" : "today"}`;
    }
    return `${time} on ${weekday.format(day)}${daysAhead < 7 ? "" : ` ${dayAndMonth.format(day)}`}`;
  };

  /** @param {number} minutes */
  const timeWords = (minutes) => {
    const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
    const past = minute ? `.${String(minute).padStart(2, "0")}` : "";
    return `${hour % 12 || 12}${past}${hour < 12 ? "am" : "pm"}`;
  };

  const tell = () => {
    const at = now();
    for (const card of document.querySelectorAll("article [data-contact]")) {
      const opening = hours[card.getAttribute("data-contact") ?? ""];
      const open = isOpen(opening, at);
      if (opening !== undefined && open !== null) {
        const opens = open ? "" : opensNext(opening, at);
        const state = open ? "Open now" : `Closed${opens ? `. Opens ${opens}` : ""}`;
        const words = opening.assumed ? `${state} (not confirmed)` : state;
        const badge = card.querySelector(".hb-open, .hb-closed") ?? document.createElement("span");
        badge.className = open ? "hb-open" : "hb-closed";
        if (badge.textContent !== words) {
          badge.textContent = words;
        }
        if (!badge.isConnected) {
          card.querySelector(".hb-use")?.prepend(badge, " ");
        }
      }
    }
  };

  /** Who answers now stands before who does not. Never while someone looks: a number would slip from under the finger. */
  const order = () => {
    for (const list of document.querySelectorAll("article .hb-cards")) {
      list.append(...[...list.children].sort((a, b) => Number(!!a.querySelector(".hb-closed")) - Number(!!b.querySelector(".hb-closed"))));
    }
  };

  tell();
  order();
  setInterval(tell, 30_000);
  document.addEventListener("visibilitychange", tell); // a phone stops the clock of a page that nobody looks at
})();
