import { button, el, labelled } from "./dom.js";
import { keepHere, openFile, saveWork, sheet } from "./files.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {(name: string) => HTMLElement} Part */

/**
 * The tools above the work, those that are needed less often, and what stands below the list.
 * @param {Desk} desk
 * @param {Part} part
 */
export function tools(desk, part) {
  part("tools").replaceChildren(
    button("Save as a file", () => saveWork(desk, false)),
    button("Open a file", () => openFile(desk, "load")),
    button("Open your policy", () => desk.policy.choose()),
    button("Undo", () => desk.undo(), { "data-undo": true, disabled: true }),
    button("Check", () => desk.lookOver()),
    button("Hand over", () => saveWork(desk, true), { class: "hb-first" }),
  );
  const keep = el("input", { type: "checkbox", checked: desk.kept.asked });
  keep.addEventListener("change", () => {
    if (keep.checked) {
      desk.kept.asked = true;
      keepHere(desk);
    } else {
      desk.kept.forget();
    }
  });
  const words = el("input", { type: "search", autocomplete: "off" });
  part("more").replaceChildren(
    el("label", { class: "hb-tick" }, keep, el("span", {}, "Keep my work on this device")),
    button("Put together with another person's file", () => openFile(desk, "together")),
    button("Save as a spreadsheet", () => sheet(desk)),
    button("Take a spreadsheet", () => openFile(desk, "take_claims")),
    button("Yearly review", () => desk.review()),
  );
  const form = el("form", {}, labelled("Find a line", words), el("button", { type: "submit" }, "Find"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    desk.find(words.value);
  });
  const field = sectionAdd(desk);
  part("find").replaceChildren(form, field);
}

/** @param {Desk} desk */
function sectionAdd(desk) {
  const number = el("input", { autocomplete: "off" });
  const title = el("input", { autocomplete: "off" });
  const told = el("p", { role: "status", class: "hb-told" });
  const add = () => desk.decide({ do: "section", section: number.value, title: title.value }, () => desk.openSection(number.value.trim()), told);
  return el("details", {}, el("summary", {}, "Add a section"), labelled("Its number", number), labelled("Its heading", title), button("Add it", add), told);
}
