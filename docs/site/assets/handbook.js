// What every page does besides being read. Kept small: the search itself comes when it is first asked for.
(() => {
  const script = document.currentScript;
  const KEYS_OFF = "handbook-keys-off";

  /** Help to begin is in the way once the first question is answered. */
  const beginning = () => {
    const wizard = document.querySelector("[data-wizard]");
    const begin = document.querySelector("[data-begin]");
    if (wizard instanceof HTMLElement && begin instanceof HTMLElement) {
      const { flow, step } = wizard.dataset;
      const update = () => (begin.hidden = wizard.dataset.flow !== flow || wizard.dataset.step !== step);
      new MutationObserver(update).observe(wizard, { attributeFilter: ["data-flow", "data-step"] });
    }
  };

  let loading = false;
  /** Load what can be found, and what finds it, as scripts: a page opened from a folder may fetch nothing. */
  const loadSearch = () => {
    if (loading || !(script instanceof HTMLScriptElement)) {
      return;
    }
    loading = true;
    for (const name of ["index", "told", "search"]) {
      const part = document.createElement("script");
      part.async = false;
      part.src = new URL(`search/${name}.js`, script.src).href;
      part.addEventListener("error", () => {
        const status = document.querySelector("[data-search] [role=status]");
        if (status) {
          status.textContent = "The search did not load. “Look something up” lists everything.";
        }
      });
      document.head.append(part);
    }
  };

  const singleKeysOff = () => {
    try {
      return localStorage.getItem(KEYS_OFF) !== null;
    } catch {
      return false;
    }
  };

  /** Where the focus goes when nothing had it before: the button that opens the box, else the start of the page. */
  const opener = () => {
    const choices = [...document.querySelectorAll("[data-search-open], .hb-brand")].filter((choice) => choice instanceof HTMLElement);
    return choices.find((choice) => choice.getClientRects().length > 0);
  };

  /**
   * @param {HTMLInputElement} toggle says to the styles whether the box is open
   * @param {HTMLInputElement} input
   * @param {Element} output
   */
  const searchBox = (toggle, input, output) => {
    /** @type {Element | null} */
    let before = null;
    const open = () => {
      if (!toggle.checked) {
        before = document.activeElement;
        toggle.checked = true;
        output.removeAttribute("hidden");
      }
      loadSearch();
      input.focus();
    };
    /** @param {boolean} back whether the focus returns to where it was */
    const close = (back) => {
      toggle.checked = false;
      output.setAttribute("hidden", "");
      input.value = "";
      input.dispatchEvent(new Event("input"));
      if (back) {
        const place = before instanceof HTMLElement && before !== document.body && before !== input ? before : opener();
        place?.focus();
      }
    };
    return { open, close, isOpen: () => toggle.checked };
  };

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it asks for the search, and is not on its way into a field
   */
  const asksForSearch = (event) => {
    if (event.ctrlKey || event.metaKey) {
      return event.key.toLowerCase() === "k";
    }
    const writing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");
    return ["/", "f", "s"].includes(event.key) && !(writing || event.altKey || singleKeysOff());
  };

  /** The box opens over the page, by its button, by a key or by stepping into it, and closes the same ways. */
  const searching = () => {
    const part = document.querySelector("[data-search]");
    const input = part?.querySelector("input");
    const output = part?.querySelector("[data-search-output]");
    const toggle = document.querySelector("[data-md-toggle=search]");
    if (!(part instanceof HTMLElement) || !input || !output || !(toggle instanceof HTMLInputElement)) {
      return;
    }
    const box = searchBox(toggle, input, output);
    part.hidden = false;
    input.addEventListener("focus", box.open);
    document.addEventListener("handbook-update", loadSearch); // before another build answers
    input.addEventListener("input", () => {
      if (input.value !== "") {
        box.open();
      }
    });
    input.form?.addEventListener("submit", (event) => event.preventDefault());
    part.querySelector("[data-search-close]")?.addEventListener("click", () => box.close(true));
    for (const button of document.querySelectorAll("[data-search-open]")) {
      button.removeAttribute("hidden");
      button.addEventListener("click", box.open);
    }
    /** @param {EventTarget | null} place where the reader went */
    const left = (place) => {
      if (box.isOpen() && place instanceof Node && !part.contains(place)) {
        box.close(false);
      }
    };
    part.addEventListener("focusout", ({ relatedTarget }) => left(relatedTarget));
    addEventListener("pointerdown", ({ target }) => left(target));
    addEventListener("keydown", (event) => {
      if ("covered" in document.documentElement.dataset) {
        return;
      }
      if (event.key === "Escape" && box.isOpen()) {
        box.close(true);
      } else if (asksForSearch(event)) {
        event.preventDefault();
        box.open();
      }
    });
  };

  /** What is typed here leaves nothing behind: not after hiding the screen, not after leaving the page. */
  const ownWords = () => {
    const part = document.querySelector("[data-own-words]");
    const input = part?.querySelector("textarea");
    if (!(part instanceof HTMLElement) || !input) {
      return;
    }
    const clear = () => {
      for (const field of document.querySelectorAll("[data-own-words] textarea, [data-search] input")) {
        if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
          field.value = "";
          field.dispatchEvent(new Event("input"));
        }
      }
    };
    part.hidden = false;
    input.value = "";
    input.addEventListener("focus", loadSearch);
    addEventListener("pagehide", clear);
    document.addEventListener("handbook-forget", clear);
  };

  /** Keys of one letter can be in the way of those who speak to their device: they can be turned off. */
  const keys = () => {
    const button = document.querySelector("[data-keys]");
    if (!(button instanceof HTMLElement)) {
      return;
    }
    const update = () => button.setAttribute("aria-pressed", String(singleKeysOff()));
    button.hidden = false;
    button.addEventListener("click", () => {
      try {
        if (singleKeysOff()) {
          localStorage.removeItem(KEYS_OFF);
        } else {
          localStorage.setItem(KEYS_OFF, "");
        }
      } catch {
        button.textContent = "This device keeps no choice for pages opened from a folder";
      }
      update();
    });
    update();
  };

  /** The list of headings at the side shows where the reader is. */
  const contents = () => {
    const links = new Map(
      [...document.querySelectorAll(".md-nav--secondary a[href^='#']")].map((link) => [link.getAttribute("href")?.slice(1), link]),
    );
    const seen = new IntersectionObserver(
      (entries) => {
        const last = entries.filter(({ isIntersecting }) => isIntersecting).pop();
        if (last) {
          for (const [id, link] of links) {
            link.classList.toggle("md-nav__link--active", id === last.target.id);
          }
        }
      },
      { rootMargin: "0px 0px -70% 0px" },
    );
    for (const heading of document.querySelectorAll("article :is(h2, h3)[id]")) {
      if (links.has(heading.id)) {
        seen.observe(heading);
      }
    }
  };

  /** A link to a place inside a fold opens the fold: not every browser does. */
  const unfold = () => {
    /** @param {Element | null} target */
    const show = (target) => {
      const first = target?.closest("details:not([open])");
      for (let fold = first; fold instanceof HTMLDetailsElement; fold = fold.parentElement?.closest("details:not([open])")) {
        fold.open = true;
      }
      if (first) {
        target?.scrollIntoView(); // the browser could not go to what was folded away
      }
    };
    const showNamed = () => show(document.getElementById(location.hash.slice(1)));
    addEventListener("hashchange", showNamed);
    document.addEventListener("handbook-read", ({ target }) => show(target instanceof Element ? target : null));
    showNamed();
  };

  /** Paper cannot be unfolded. Listened for last: a flow brings more folds when it is printed. */
  const paper = () => {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open])")].filter((fold) => fold instanceof HTMLDetailsElement);
      for (const fold of opened) {
        fold.open = true;
      }
    });
    addEventListener("afterprint", () => {
      for (const fold of opened) {
        fold.open = false;
      }
    });
  };

  beginning();
  contents();
  unfold();
  searching();
  ownWords();
  keys();
  addEventListener("load", paper);
})();
