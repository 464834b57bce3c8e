import { released } from "../wizard/pointer.js";

/** @typedef {{missing: string[], kept: string, looked: string}} State titles of the pages that the copy lacks; days */

const OWN_WORKER = "const SITE = "; // how the file begins that the build writes
const OLD = 30; // days without a look after which numbers may well have changed
const DAY = 86_400_000;
const STARTED = 60_000; // milliseconds after which Python has long started or failed
const ARRIVES = 1000; // milliseconds in which a finger that was on its way still gets what it aimed at

/**
 * Keep the handbook on the device, where the browser allows it: over https, or from this very machine. Says at the foot
 * what is kept and how old it is. Says when a newer build is ready, and shows it when the reader asks or has nothing to
 * lose. Says when the address has been given up.
 */
class Offline {
  /**
   * @param {ServiceWorkerContainer} container
   * @param {string} root address of the site's start
   */
  constructor(container, root) {
    this.container = container;
    this.root = root;
    this.asked = false;
    // There before it says anything: only then do those who listen to the page hear of it.
    this.region = document.createElement("div");
    this.region.setAttribute("role", "status");
    document.body.append(this.region);
  }

  async begin() {
    const { container, root } = this;
    container.addEventListener("controllerchange", () => this.changed());
    const registration = await container.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
    const watch = () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        this.offerUpdate(registration);
        if (worker.state === "activated") {
          this.tell(worker);
        } else if (worker.state === "redundant" && !registration.active) {
          say("This handbook could not be kept on this device, so it needs a network. The device may be full, or something on the way changes its files.");
        }
      });
    };
    registration.addEventListener("updatefound", watch);
    watch();
    this.offerUpdate(registration);
    if (registration.active) {
      await this.look(registration, registration.active);
    }
  }

  /**
   * Check for a newer build, and show what the device has.
   * @param {ServiceWorkerRegistration} registration
   * @param {ServiceWorker} worker
   */
  async look(registration, worker) {
    try {
      await registration.update();
      await this.tell(worker, today());
    } catch {
      await this.tell(worker);
      if (await isGivenUp(this.root)) {
        this.show(
          "This handbook is no longer kept at this address. You see the copy on this device: its numbers may be old. Ask for the new address.",
        );
      }
    }
  }

  /**
   * @param {ServiceWorker} worker
   * @param {string} [looked] the day, when a look has just been taken
   */
  async tell(worker, looked) {
    const { missing, kept, looked: last } = await stateOf(worker, looked);
    const without = missing.length === 0 ? "" : ` But not ${missing.join("; ")}: a filter may stop or change ${missing.length === 1 ? "this page" : "these pages"} on the way.`;
    const old = Date.parse(today()) - Date.parse(last) > OLD * DAY ? " Numbers may have changed since." : "";
    say(
      `Kept on this device since ${inWords(kept)}, to work without a network: ${missing.length === 0 ? "the whole handbook" : "the handbook"}.${without} Last looked for a newer version on ${inWords(last)}.${old}`,
    );
  }

  /** @param {ServiceWorkerRegistration} registration */
  offerUpdate(registration) {
    if (registration.waiting && this.container.controller) {
      // What a page would load later is loaded now, while its own build is still served.
      document.dispatchEvent(new Event("handbook-update"));
      this.offer(() => {
        this.asked = true;
        registration.waiting?.postMessage("take over");
      });
    }
  }

  /** Another build is served from now on. A reader in the middle of something is not interrupted. */
  changed() {
    if (!this.asked && inTheMiddle()) {
      this.offer(() => location.reload());
    } else {
      location.reload();
    }
  }

  /** @param {() => void} show */
  offer(show) {
    this.show("A new version of this handbook is ready.", button("Show it", show));
  }

  /**
   * Over the foot of the screen, so that nothing on the page moves; never while a finger is down.
   * @param {string} words
   * @param {HTMLElement[]} buttons
   */
  async show(words, ...buttons) {
    await released();
    const notice = document.createElement("div");
    const close = () => {
      this.region.replaceChildren();
      delete document.documentElement.dataset.notice;
    };
    notice.className = "hb-update";
    notice.dataset.update = "";
    notice.style.pointerEvents = "none";
    setTimeout(() => (notice.style.pointerEvents = ""), ARRIVES);
    const text = document.createElement("p");
    text.textContent = words;
    notice.append(text, ...buttons, button(buttons.length > 0 ? "Not now" : "Close", close));
    this.region.replaceChildren(notice);
    document.documentElement.dataset.notice = "";
  }
}

/**
 * @param {string} words
 * @param {() => void} act
 * @returns {HTMLButtonElement}
 */
function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

/**
 * At the foot of every page, in the line that waits there.
 * @param {string} words
 */
function say(words) {
  const line = document.querySelector("[data-kept]");
  if (line) {
    line.textContent = words;
    line.removeAttribute("hidden");
  }
}

/** @returns {string} as 2026-11-29 */
function today() {
  return new Date().toISOString().slice(0, 10);
}

/**
 * @param {string} day
 * @returns {string}
 */
function inWords(day) {
  return new Date(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/**
 * @param {ServiceWorker} worker
 * @param {string} [looked]
 * @returns {Promise<State>}
 */
function stateOf(worker, looked) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ ask: "state", looked }, [port2]);
  });
}

/**
 * Whether the host answers, but with something other than this handbook. One that asks for a password, or is out of order
 * for a while, has not given it up.
 * @param {string} root
 * @returns {Promise<boolean>}
 */
async function isGivenUp(root) {
  try {
    const answer = await fetch(`${root}sw.js`, { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 404 || answer.status === 410) {
      return true;
    }
    return answer.ok && !(await answer.text()).startsWith(OWN_WORKER);
  } catch {
    return false; // no network
  }
}

/** @returns {boolean} whether the reader has given answers, ticked or typed something on this page */
function inTheMiddle() {
  const fields = [...document.querySelectorAll("input")];
  const words = [...document.querySelectorAll("textarea")];
  return (
    history.state?.wizard > 0 ||
    fields.some((field) => field.checked !== field.defaultChecked) ||
    [...fields, ...words].some((field) => field.value !== field.defaultValue)
  );
}

/**
 * Wait until the page has done its own work: keeping the whole site takes a while and nobody waits for it. Where the
 * wizard's script never came, no state ever tells.
 */
async function settled() {
  const live = document.querySelector("[data-wizard], [data-levels]");
  const working = () => live instanceof HTMLElement && ["static", "starting"].includes(live.dataset.state ?? "");
  while (working() && performance.now() < STARTED) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

const ownScript = document.currentScript;
if (ownScript instanceof HTMLScriptElement && location.protocol !== "file:") {
  const root = new URL("../../", ownScript.src).href;
  addEventListener("load", async () => {
    await settled();
    try {
      await new Offline(navigator.serviceWorker, root).begin();
    } catch {
      // Plain http, a private window, or a browser that is told to keep nothing: an ordinary site.
      say("This handbook is not kept on this device, so it needs a network.");
    }
  });
}
