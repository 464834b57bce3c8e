/**
 * A flow that nobody has answered goes to paper whole: one question alone would be no help there. What the page
 * brought stands in the place of the live step while the browser prints.
 * @param {HTMLElement} element
 * @param {Node[]} whole the flow as the page brought it
 * @param {() => boolean} unanswered
 */
export function printWhole(element, whole, unanswered) {
  const isWhole = () => element.contains(whole[0] ?? null);
  /** @type {Node[]} */
  let live = [];
  /** @type {Element | null} */
  let focused = null;
  addEventListener("beforeprint", () => {
    if (unanswered() && !isWhole()) {
      focused = element.contains(document.activeElement) ? document.activeElement : null;
      live = [...element.childNodes];
      element.replaceChildren(...whole);
    }
  });
  addEventListener("afterprint", () => {
    if (live.length > 0 && isWhole()) {
      element.replaceChildren(...live);
      if (focused instanceof HTMLElement) {
        focused.focus({ preventScroll: true });
      }
    }
    live = [];
  });
}
