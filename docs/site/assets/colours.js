// Runs before the page is painted: the reader's own choice of colours, where one was made on this device.
(() => {
  document.documentElement.classList.replace("no-js", "js");
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
