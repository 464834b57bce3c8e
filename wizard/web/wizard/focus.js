// Controls that are found again after the markup has been replaced, so that focus can stay where it was.
const KEPT = ["option", "back", "restart", "change", "proof", "start", "heading"];

/**
 * @param {HTMLElement} wizard
 * @param {HTMLElement | undefined} shown the section of the step, where the page brought it
 * @returns {HTMLElement | null} the heading of the step that is shown
 */
export function heading(wizard, shown) {
  const inside = shown?.isConnected ? shown : wizard;
  return inside.querySelector("[data-heading]");
}

/**
 * Give the heading the focus, and bring the step's top into view where the reader had scrolled past it.
 * @param {HTMLElement} wizard
 * @param {HTMLElement | null} head
 */
export function focusHeading(wizard, head) {
  if (wizard.getBoundingClientRect().top < 0) {
    wizard.scrollIntoView({ block: "start" });
  }
  head?.focus({ preventScroll: true });
}

/**
 * Replace the markup of a step by the same step: the focus and the place on the screen stay.
 * @param {HTMLElement} wizard
 * @param {() => HTMLElement | null} head finds the heading, before and after
 * @param {() => void} replace
 */
export function keepPlace(wizard, head, replace) {
  const held = heldFocus(wizard);
  const before = head()?.getBoundingClientRect().top;
  replace();
  const after = head()?.getBoundingClientRect().top;
  if (before !== undefined && after !== undefined) {
    scrollBy(0, after - before);
  }
  const again = held === null ? null : wizard.querySelector(held);
  if (again instanceof HTMLElement) {
    again.focus({ preventScroll: true });
  }
}

/**
 * A selector for the control that holds the focus, as it will be in the next markup too.
 * @param {HTMLElement} wizard
 * @returns {string | null}
 */
function heldFocus(wizard) {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !wizard.contains(held)) {
    return null;
  }
  const name = KEPT.find((kept) => kept in held.dataset);
  return name === undefined ? "[data-heading]" : `[data-${name}="${CSS.escape(held.dataset[name] ?? "")}"]`;
}
