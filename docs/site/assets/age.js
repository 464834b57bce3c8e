// A copy of the handbook may be read years later and far from any network. So the page itself compares dates
// with the reader's clock and says when a look at a number, or a document's own date, lies too far back. It also
// says when the clock is plainly wrong: whoever is open now and what is due when are told by it.
(() => {
  const script = document.currentScript;
  const given = script instanceof HTMLScriptElement ? script.dataset : {};
  const limit = Number(given.months) || 12;
  const LOST = -12; // months before the data was begun; a clock that lost its battery is years behind
  const YEARS_FROM = 24; // months; from here on, years are easier to grasp

  /**
   * Whole months from a day to now; less than 0 where by this clock the day is still to come.
   * @param {string} day as 2026-11-22
   */
  const monthsSince = (day) => {
    const [year, month, date] = day.split("-").map(Number);
    const now = new Date();
    const months = (now.getFullYear() - (year ?? NaN)) * 12 + now.getMonth() + 1 - (month ?? NaN);
    return now.getDate() < (date ?? 1) ? months - 1 : months;
  };

  /**
   * @param {Element} beside
   * @param {string} words
   */
  const say = (beside, words) => {
    const told = document.createElement("strong");
    told.className = "hb-age";
    told.textContent = ` ${words}`;
    beside.append(told);
  };

  /** @param {Element} number */
  const tellAge = (number) => {
    const months = monthsSince(number.getAttribute("data-checked") ?? "");
    if (months >= limit && !number.querySelector(".hb-age")) {
      const age = months < YEARS_FROM ? `${months} months` : `${Math.floor(months / 12)} years`;
      say(number, `This number was last checked ${age} ago.`);
    }
  };

  /** @param {Element} date */
  const tellDue = (date) => {
    const now = new Date();
    const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    if ((date.getAttribute("data-due") ?? today) < today && !date.querySelector(".hb-age")) {
      say(date, "This date has passed.");
    }
  };

  const tellClock = () => {
    const main = document.querySelector("main article");
    if (given.since && main && monthsSince(given.since) < LOST) {
      const line = document.createElement("p");
      const now = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
      main.prepend(line);
      say(line, `The clock of this device says ${now}. That is wrong, so do not trust “open now” or a date here. Set the clock right.`);
    }
  };

  /** @param {ParentNode} part */
  const tell = (part) => {
    part.querySelectorAll("[data-checked]").forEach(tellAge);
    part.querySelectorAll("[data-due]").forEach(tellDue);
  };

  tellClock();
  tell(document);
  document.addEventListener("handbook-read", () => tell(document)); // a page is read over a step
  // The wizard replaces its steps as the reader answers, and the tool for levels what it points to.
  for (const live of document.querySelectorAll("[data-wizard], [data-levels]")) {
    new MutationObserver(() => tell(live)).observe(live, { childList: true, subtree: true });
  }
})();
