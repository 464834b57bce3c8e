const london = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

/**
 * Wall time in England to the minute, as ISO 8601: what opening hours and time limits are reckoned in,
 * wherever the device thinks it is.
 * @param {Date} moment
 * @returns {string}
 */
export function englishTime(moment) {
  const part = Object.fromEntries(london.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}
