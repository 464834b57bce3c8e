const MINUTE = 60_000;

/**
 * Act now and at each new minute while the page can be seen, and as soon as it is seen again.
 * @param {() => void} act
 * @returns {() => void} ends it
 */
export function eachMinute(act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const look = () => {
    clearTimeout(timer);
    if (!document.hidden) {
      act();
      timer = setTimeout(look, MINUTE - (Date.now() % MINUTE));
    }
  };
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

/**
 * Make what is on the page say what the same says when it is rendered again. Nothing is touched that reads the same, so
 * the focus, the scroll, what is unfolded and what is half typed stay as they are.
 * @param {ParentNode} shown
 * @param {ParentNode} rendered
 */
export function updateInPlace(shown, rendered) {
  for (const part of rendered.querySelectorAll("[data-fresh]")) {
    const old = same(shown, part, "data-fresh");
    if (old?.firstChild instanceof Text && old.matches("pre")) {
      rewrite(old.firstChild, part.textContent ?? "");
    } else if (old?.textContent !== part.textContent) {
      old?.replaceWith(part);
    }
  }
  for (const field of rendered.querySelectorAll("input")) {
    const old = same(shown, field, "data-start");
    if (old instanceof HTMLInputElement && old.value === old.defaultValue && old !== document.activeElement) {
      old.defaultValue = field.defaultValue;
    }
  }
  putInLists(shown, rendered);
}

/**
 * @param {ParentNode} shown
 * @param {Element} part
 * @param {string} name of the attribute that tells the parts of a page apart
 * @returns {Element | null}
 */
function same(shown, part, name) {
  return shown.querySelector(`[${name}="${CSS.escape(part.getAttribute(name) ?? "")}"]`);
}

/**
 * Change a text line by line: someone may be reading it, or have marked it to copy it by hand.
 * @param {Text} text
 * @param {string} rendered
 */
function rewrite(text, rendered) {
  const before = text.data.split("\n");
  const lines = rendered.split("\n");
  if (before.length !== lines.length) {
    text.data = rendered;
    return;
  }
  let at = 0;
  for (const [place, line] of lines.entries()) {
    const old = before[place] ?? "";
    if (old !== line) {
      text.replaceData(at, old.length, line);
    }
    at += line.length + 1;
  }
}

/**
 * Who answers comes first, and may have moved from one list of the step to another. A card that holds the focus would
 * lose it by a move, so it stays in its list, and the others move around it.
 * @param {ParentNode} shown
 * @param {ParentNode} rendered
 */
function putInLists(shown, rendered) {
  for (const list of rendered.querySelectorAll(".hb-cards")) {
    const cards = [...list.children].flatMap((card) => same(shown, card, "data-contact") ?? []);
    const place = list.hasAttribute("data-list") ? same(shown, list, "data-list") : cards[0]?.parentElement;
    if (place) {
      putInOrder(place, cards.filter((card) => card.parentElement === place || !card.contains(document.activeElement)));
    }
  }
}

/**
 * @param {Element} place a list
 * @param {Element[]} cards that belong there, in their order
 */
function putInOrder(place, cards) {
  if (cards.every((card, at) => place.children[at] === card)) {
    return;
  }
  const held = cards.find((card) => card.contains(document.activeElement));
  if (held === undefined) {
    place.prepend(...cards);
    return;
  }
  held.before(...cards.slice(0, cards.indexOf(held)));
  held.after(...cards.slice(cards.indexOf(held) + 1));
}
