// Runs before the page is painted and before any other script.
document.documentElement.classList.replace("no-js", "js");

// A script that came by half, or did not come, is asked for once more, past what the browser keeps: WebKitGTK takes half
// a file for a whole one, and at the next visit asks only whether it has changed.
(() => {
  /** @type {Set<string>} */
  const asked = new Set();
  /** @param {string} source where the script comes from */
  const askAgain = async (source) => {
    const broken = [...document.scripts].find((script) => script.src === source);
    if (!broken || asked.has(source) || !source.startsWith("http") || !source.startsWith(`${location.origin}/`)) {
      return; // what is not ours was refused with reason, and in a folder nothing can be asked for
    }
    asked.add(source);
    try {
      await fetch(source, { cache: "reload" });
    } catch {
      return; // still no link: the page does without, as it would have
    }
    const again = document.createElement("script");
    for (const { name, value } of broken.attributes) {
      again.setAttribute(name, value);
    }
    broken.replaceWith(again);
  };
  /** @param {Event} event a script's own, which stays with the element, or that of the words in it */
  const failed = (event) => {
    if (event.target instanceof HTMLScriptElement) {
      askAgain(event.target.src);
    } else if (event instanceof ErrorEvent && event.error instanceof SyntaxError) {
      askAgain(event.filename);
    }
  };
  addEventListener("error", failed, true);
})();

// The reader's own choice of colours, where one was made on this device.
(() => {
  const KEY = "handbook-colours";
  const sheet = document.querySelector("link[data-dark]");
  if (!(sheet instanceof HTMLLinkElement)) {
    return;
  }
  const system = matchMedia("(prefers-color-scheme: dark)");
  /** @type {string | null} */
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // a page opened from a folder may have no storage: then the device decides
  }
  const isDark = () => (chosen === null ? system.matches : chosen === "dark");
  const apply = () => {
    sheet.media = chosen === null ? "(prefers-color-scheme: dark)" : isDark() ? "all" : "not all";
    document.querySelector("[data-colours]")?.setAttribute("aria-pressed", String(isDark()));
  };
  const choose = () => {
    chosen = isDark() ? "light" : "dark";
    apply();
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // it holds for this page at least
    }
  };
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-colours]");
    button?.addEventListener("click", choose);
    button?.removeAttribute("hidden");
    apply();
  });
})();
