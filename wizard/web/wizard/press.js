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
