import { saveFile } from "../../../wizard/web/wizard/save.js";
import { el, note, tell } from "./dom.js";
import { choose, offered } from "./keep.js";
import { clashes, leftOut } from "./more.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {Record<string, any>} Answer */

const WITHOUT = "What you typed and did not keep is not in it: look for “Typed, and not kept yet”.";

/**
 * @param {Desk} desk
 * @param {boolean} final whether it is handed over
 */
export async function saveWork(desk, final) {
  const made = await desk.ask({ do: "save", final });
  if (made) {
    const name = final ? made.name.replace("-desk", "-handed-over") : made.name;
    saveFile(made.text, name, "application/json");
    await desk.ask({ do: "saved" });
    await desk.changed();
    const told = final ? `Your work was saved as the file “${name}”. Send this file to whoever made this desk for you.` : "Your work was saved as a file.";
    note(desk.status, desk.drafts.any ? `${told} ${WITHOUT}` : told);
    if (final) {
      desk.status.append(el("small", {}, `For them: handbook desk --take ${name}`));
    }
  }
}

/** @param {Desk} desk */
export async function keepHere(desk) {
  const made = await desk.ask({ do: "save" });
  const wrong = made ? desk.kept.put(made.text) : "";
  if (wrong) {
    tell(desk.status, wrong);
  }
}

/** @param {Desk} desk */
export function offerKept(desk) {
  const offer = offered(desk.kept, async (text) => {
    const got = await desk.ask({ do: "load", text, name: "the kept work" });
    if (got) {
      await opened(desk, got);
    }
    return got !== null;
  });
  if (offer) {
    desk.main.before(offer);
  }
}

/**
 * @param {Desk} desk
 * @param {"load" | "together" | "take_claims"} how
 */
export async function openFile(desk, how) {
  const file = await choose(how === "take_claims" ? ".csv,text/csv" : ".json,application/json");
  if (file) {
    const got = await desk.ask({ do: how, text: await file.text(), name: file.name });
    if (got) {
      await opened(desk, got);
    }
  }
}

/**
 * @param {Desk} desk
 * @param {Answer} got what Python told of a file that it has taken
 */
async function opened(desk, got) {
  desk.drafts.forget();
  await (document.body.dataset.state === "empty" ? desk.settle() : desk.again());
  if (got.clashes) {
    desk.put(clashes(desk, got.clashes));
  }
  if (got.left?.length > 0) {
    desk.main.firstElementChild?.before(leftOut(got.left)); // what could not be put in place
  }
}

/** @param {Desk} desk */
export async function sheet(desk) {
  const got = await desk.ask({ do: "claims" });
  if (got) {
    saveFile(got.text, got.name, "text/csv");
  }
}
