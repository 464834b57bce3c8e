import { englishTime } from "../../../wizard/web/wizard/time.js";
import { button, el } from "./dom.js";

/**
 * The work put away and found again: as a file that the lead saves, and on this device where the lead asked for it.
 * Nothing leaves the device by itself.
 */

/**
 * Let the lead choose a file.
 * @param {string} kinds what the dialog offers first
 * @returns {Promise<File | null>} null where none was chosen
 */
export function choose(kinds) {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = kinds;
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}

/**
 * The offer to go on with what is kept here; null where nothing is. Until it is answered nothing is kept in its place.
 * @param {Kept} kept
 * @param {(text: string) => Promise<boolean>} go gives whether it could be opened
 * @returns {HTMLElement | null}
 */
export function offered(kept, go) {
  const found = kept.found();
  if (!found) {
    return null;
  }
  const offer = el("div", { class: "hb-offer", role: "region", "aria-label": "Work kept on this device" });
  const away = () => {
    kept.offered = false;
    offer.remove();
  };
  kept.offered = true;
  offer.append(
    el("p", {}, `Work of ${found.day} is kept on this device.`),
    button("Go on with it", async () => {
      if (await go(found.text)) {
        away();
      }
    }),
    button("Throw it away", () => {
      kept.forget();
      away();
    }),
  );
  return offer;
}

/** What is kept on this device for one setting's desk. */
export class Kept {
  /** @param {string} setting */
  constructor(setting) {
    this.name = `handbook-desk-${setting}`;
    this.asked = this.found() !== null;
    this.offered = false;
  }

  /** Whether what is done now is to be kept. */
  get on() {
    return this.asked && !this.offered;
  }

  /** @returns {{text: string, day: string} | null} */
  found() {
    try {
      const { text, day } = JSON.parse(localStorage.getItem(this.name) ?? "{}");
      return typeof text === "string" && typeof day === "string" ? { text, day } : null;
    } catch {
      return null; // the browser keeps nothing here, or something else wrote there
    }
  }

  /**
   * @param {string} text
   * @returns {string} what was wrong, in words; "" where it is kept
   */
  put(text) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ text, day: englishTime(new Date()).slice(0, 10) }));
      return "";
    } catch {
      return "This device has no room for it, or keeps nothing for this page. Save your work as a file.";
    }
  }

  forget() {
    this.asked = false;
    try {
      localStorage.removeItem(this.name);
    } catch {
      // nothing was kept
    }
  }
}
