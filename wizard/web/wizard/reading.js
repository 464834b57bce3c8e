/**
 * A page of the handbook, read over the step that leads to it. The step is never left, so whoever comes back finds it again
 * also where the browser keeps no page: the answers stand in this page's memory and nowhere else. From a folder, where a
 * page may fetch nothing, and whenever a page does not come, the link is an ordinary one.
 */
export class Reading {
  /** @param {HTMLElement} element holds the steps */
  constructor(element) {
    this.article = element.closest("article") ?? element;
    this.panel = document.createElement("article");
    this.panel.className = "md-content__inner md-typeset hb-reading";
    this.panel.addEventListener("click", (event) => this.clicked(event));
    /** @type {string[]} the addresses read, also those that the browser's Forward leads to again */
    this.read = [];
    this.count = 0; // how many of them lead to what is shown: none, while that is the step
    this.turn = 0; // counts what was asked for: a page that comes late takes the place of nothing newer
    /** @type {Element | null} */
    this.from = null;
    this.scroll = 0;
  }

  /**
   * @param {MouseEvent} event a click on the page
   * @returns {boolean} whether it was for a page to read
   */
  clicked(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || !isPage(link) || event.ctrlKey || event.metaKey || event.shiftKey) {
      return false;
    }
    event.preventDefault();
    if (this.count === 0) {
      this.from = link;
      this.scroll = scrollY;
    }
    this.open([...this.read.slice(0, this.count), link.href], true);
    return true;
  }

  /**
   * @param {{reading?: number} | null} state of the entry in the history that the reader came to
   * @returns {boolean} whether that was a way between pages read, or back to the step
   */
  moved(state) {
    this.turn += 1;
    const count = Math.min(state?.reading ?? 0, this.read.length); // of what is forgotten the step remains
    if (count === this.count) {
      return false;
    }
    if (count === 0) {
      this.close();
    } else {
      this.open(this.read, false, count);
    }
    return true;
  }

  /**
   * @param {string[]} read
   * @param {boolean} fresh as a new entry in the history
   * @param {number} [count] how many of them lead to the page that is wanted
   */
  async open(read, fresh, count = read.length) {
    const turn = (this.turn += 1);
    const address = read[count - 1] ?? "";
    const found = await fetched(address);
    if (turn !== this.turn) {
      return;
    }
    if (found === null) {
      location.assign(address);
      return;
    }
    this.read = read;
    this.count = count;
    if (fresh) {
      history.pushState({ ...history.state, reading: count }, "");
    }
    const back = document.createElement("button");
    back.type = "button";
    back.textContent = "Back";
    back.addEventListener("click", () => history.back());
    const way = document.createElement("p");
    way.className = "hb-back";
    back.dataset.back = "";
    way.append(back);
    this.panel.replaceChildren(way, ...found.childNodes);
    this.article.after(this.panel);
    this.article.hidden = true;
    const heading = this.panel.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    const place = new URL(address).hash.slice(1);
    const wanted = place === "" ? null : this.panel.querySelector(`#${CSS.escape(place)}`);
    scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
    (wanted ?? this.panel).dispatchEvent(new Event("handbook-read", { bubbles: true }));
    wanted?.scrollIntoView();
  }

  /** Another step is asked for: a page that is still on its way is not wanted any more. */
  cancel() {
    this.turn += 1;
  }

  /** The answers are forgotten, and what was read with them. */
  forget() {
    this.cancel();
    this.read = [];
    if (this.count > 0) {
      this.close();
    }
  }

  /** Show the step again, where the reader left it. */
  close() {
    this.count = 0;
    this.panel.remove();
    this.article.hidden = false;
    scrollTo(0, this.scroll);
    if (this.from instanceof HTMLElement) {
      this.from.focus({ preventScroll: true });
    }
  }
}

/**
 * @param {HTMLAnchorElement} link
 * @returns {boolean} whether it leads to another page of this handbook
 */
function isPage(link) {
  const plain = location.protocol.startsWith("http") && link.origin === location.origin && link.dataset.option === undefined;
  return plain && link.pathname.endsWith(".html") && link.pathname !== location.pathname && !link.pathname.includes("/what-now/");
}

/**
 * @param {string} address
 * @returns {Promise<Element | null>} what the page says; null where it does not come
 */
async function fetched(address) {
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    const article = page.querySelector("article");
    for (const link of article?.querySelectorAll("a[href]") ?? []) {
      link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
    }
    return article;
  } catch {
    return null;
  }
}
