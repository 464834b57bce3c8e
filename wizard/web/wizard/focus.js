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
 * Replace the markup by other markup for the same: the focus and the place on the screen stay.
 * @param {HTMLElement} wizard
 * @param {() => HTMLElement | null} mark finds what stays where it is, before and after; it has the focus if what had it is gone
 * @param {() => void} replace
 */
export function keepPlace(wizard, mark, replace) {
  const find = heldFocus(wizard);
  const before = mark()?.getBoundingClientRect().top;
  replace();
  const after = mark()?.getBoundingClientRect().top;
  if (before !== undefined && after !== undefined) {
    scrollBy(0, after - before);
  }
  const again = find && (find() ?? mark());
  if (again instanceof HTMLElement) {
    again.focus({ preventScroll: true });
  }
}

/**
 * @param {HTMLElement} wizard
 * @returns {(() => Element | null) | null} finds in the next markup the control that holds the focus; null where none does
 */
function heldFocus(wizard) {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !wizard.contains(held)) {
    return null;
  }
  const name = KEPT.find((kept) => kept in held.dataset);
  if (name !== undefined) {
    return () => wizard.querySelector(`[data-${name}="${CSS.escape(held.dataset[name] ?? "")}"]`);
  }
  const fold = held.matches("summary") ? held.parentElement?.id : "";
  return () => (fold ? wizard.querySelector(`#${CSS.escape(fold)} > summary`) : null);
}
