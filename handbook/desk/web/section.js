import { el, labelled, select } from "./dom.js";
import { titled } from "./menu.js";

/** @typedef {{ask: (request: Record<string, any>) => Promise<Record<string, any> | null>, section: string, state: Record<string, any>}} Asker */

const NEW = "+";

/**
 * The field for a section of the policy, with a way to add one; the last one chosen is carried on.
 * @param {Asker} desk
 * @param {string} [own] the section that has been given already
 */
export function sectionField(desk, own) {
  const known = /** @type {[string, string][]} */ (desk.state.sections.map((/** @type {any} */ section) => [section.id, titled(section)]));
  const list = select([...known, [NEW, "Another section…"]], own ?? desk.section);
  const number = el("input", { autocomplete: "off" });
  const title = el("input", { autocomplete: "off" });
  const more = el("div", { class: "hb-row", hidden: true }, labelled("Its number", number), labelled("Its heading", title));
  list.addEventListener("change", () => {
    more.hidden = list.value !== NEW;
    if (list.value !== NEW) {
      desk.section = list.value;
    }
  });
  const chosen = async () => {
    if (list.value !== NEW) {
      desk.section = list.value;
      return list.value;
    }
    const made = await desk.ask({ do: "section", section: number.value, title: title.value });
    desk.section = made ? number.value.trim() : desk.section;
    return made ? desk.section : "";
  };
  const now = () => (list.value === NEW ? desk.section : list.value);
  return { now, field: el("div", {}, labelled("Where it stands in your policy", list), more), chosen };
}
