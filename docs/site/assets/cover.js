// "Hide this screen", on every page: what stood there is covered at once by a page that looks like nothing in particular,
// its title too. One tap brings it back for five minutes. After that whatever the reader chose or typed is gone.
(() => {
  const KEPT = 5 * 60_000;
  const TITLE = "Notes";
  /** @type {{children: HTMLElement[], title: string, icon: string, focus: Element | null, scroll: number, since: number, timer: ReturnType<typeof setTimeout>} | null} */
  let hidden = null;
  const icon = document.querySelector("link[rel=icon]");

  const sheet = document.createElement("main");
  sheet.dataset.cover = "";
  sheet.className = "hb-cover";
  sheet.hidden = true;
  const heading = document.createElement("h1");
  heading.textContent = TITLE;
  heading.tabIndex = -1;
  const open = document.createElement("button");
  open.type = "button";
  open.textContent = "Open";
  open.addEventListener("click", () => uncover());
  sheet.append(heading, open);

  const forget = () => {
    document.dispatchEvent(new Event("handbook-forget"));
  };

  const cover = () => {
    if (hidden !== null) {
      return;
    }
    const children = [...document.body.children].filter((child) => child instanceof HTMLElement && child !== sheet && !child.hidden);
    hidden = {
      children: children.filter((child) => child instanceof HTMLElement),
      title: document.title,
      icon: icon?.getAttribute("href") ?? "",
      focus: document.activeElement,
      scroll: scrollY,
      since: Date.now(),
      timer: setTimeout(forget, KEPT),
    };
    // Set here and not by a class: it must cover even where the style sheet is missing or old.
    for (const child of hidden.children) {
      child.hidden = true;
      child.style.setProperty("display", "none", "important");
    }
    document.documentElement.dataset.covered = "";
    document.title = TITLE;
    icon?.setAttribute("href", "data:,");
    sheet.hidden = false;
    document.body.append(sheet);
    heading.focus();
  };

  const uncover = () => {
    if (hidden === null) {
      return;
    }
    const { children, title, focus, scroll, since, timer } = hidden;
    clearTimeout(timer);
    const late = Date.now() - since >= KEPT; // a phone stops the timers of a page that nobody looks at
    if (late) {
      forget();
    }
    for (const child of children) {
      child.hidden = false;
      child.style.removeProperty("display");
    }
    icon?.setAttribute("href", hidden.icon);
    hidden = null;
    sheet.remove();
    delete document.documentElement.dataset.covered;
    document.title = title;
    scrollTo(0, late ? 0 : scroll);
    if (focus instanceof HTMLElement) {
      focus.focus({ preventScroll: true });
    }
    document.dispatchEvent(new Event("handbook-shown"));
  };

  for (const button of document.querySelectorAll("[data-hide]")) {
    button.removeAttribute("hidden");
    button.addEventListener("click", cover);
  }
})();
