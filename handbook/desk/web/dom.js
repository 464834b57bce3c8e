/**
 * An element with what is in it. A name that begins with `on` is an event; false, null and "" put nothing.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, any>} attributes
 * @param {(Node | string | false | null | undefined)[]} inside
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (key === "value" || key === "checked") {
      Object.assign(made, { [key]: value });
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? "" : String(value));
    }
  }
  made.append(...inside.filter((child) => child !== false && child !== null && child !== undefined && child !== "").map((child) => child || ""));
  return made;
}

/**
 * A control with its label above it.
 * @param {string} words
 * @param {HTMLElement} control
 * @returns {HTMLLabelElement}
 */
export function labelled(words, control) {
  return el("label", { class: "hb-field" }, el("span", {}, words), control);
}

/**
 * @param {[string, string][]} choices values with their words
 * @param {string} chosen
 * @param {Record<string, any>} [attributes]
 * @returns {HTMLSelectElement}
 */
export function select(choices, chosen, attributes = {}) {
  const made = el("select", attributes);
  for (const [value, words] of choices) {
    made.append(new Option(words, value, false, value === chosen));
  }
  return made;
}

/**
 * @param {string} words
 * @param {() => void} press
 * @param {Record<string, any>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(words, press, attributes = {}) {
  return el("button", { type: "button", onclick: press, ...attributes }, words);
}

/**
 * Say what went wrong, or with "" that nothing did.
 * @param {HTMLElement} place
 * @param {string} words
 * @param {string[]} [fields] in which it is fixed
 */
export function tell(place, words, fields = []) {
  place.textContent = words;
  place.dataset.fields = fields.join(" ");
  place.classList.remove("hb-good");
}

/**
 * Say what is as it should be, where else faults are told.
 * @param {HTMLElement} place
 * @param {string} words
 */
export function note(place, words) {
  place.textContent = words;
  place.classList.add("hb-good");
}
