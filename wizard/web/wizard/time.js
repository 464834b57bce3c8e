const HOUR = 3_600_000;
const [MARCH, OCTOBER] = [2, 9];

/**
 * When clocks change in a month of 31 days: 1.00 UTC on its last Sunday.
 * @param {number} year
 * @param {number} month
 * @returns {number}
 */
function change(year, month) {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() - last.getUTCDay() * 24 * HOUR;
}

/**
 * Wall time in England to the minute, as ISO 8601: what opening hours and deadlines are reckoned in, wherever the
 * device thinks it is. By the same short rule as `wizard.england`: a browser may have no table of time zones, or an old one.
 * @param {Date} moment
 * @returns {string}
 */
export function englishTime(moment) {
  const [at, year] = [moment.getTime(), moment.getUTCFullYear()];
  const summer = change(year, MARCH) <= at && at < change(year, OCTOBER);
  return new Date(summer ? at + HOUR : at).toISOString().slice(0, 16);
}
