let pressed = false;
addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => (pressed = false), true);
}

/** Wait while a finger is down: what is put in place under it would not get its tap. */
export async function released() {
  while (pressed) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * @param {MouseEvent} event
 * @returns {DOMStringMap | null} the data of the control of a step that was pressed; null for all else, and for whoever wants
 * it in a window of its own
 */
export function asked(event) {
  const control =
    event.target instanceof Element ? event.target.closest("[data-option], [data-back], [data-restart], [data-change]") : null;
  const apart = event.ctrlKey || event.metaKey || event.shiftKey;
  return control instanceof HTMLElement && !apart ? control.dataset : null;
}
