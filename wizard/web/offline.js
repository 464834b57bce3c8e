/**
 * Keep the handbook on the device, where the browser allows it: over https, or from this very machine. Says when a
 * newer build is ready, and shows it when the reader asks or has nothing to lose.
 */
class Offline {
  /** @param {ServiceWorkerContainer} container */
  constructor(container) {
    this.container = container;
    this.notice = document.createElement("p");
    this.asked = false;
  }

  /** @param {string} root address of the site's start */
  async begin(root) {
    this.container.addEventListener("controllerchange", () => this.changed());
    const registration = await this.container.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
    const offer = () => {
      if (registration.waiting && this.container.controller) {
        // Whatever a page loads late, it loads now, while its own build still answers.
        document.dispatchEvent(new Event("handbook-update"));
        this.offer(() => {
          this.asked = true;
          registration.waiting?.postMessage("take over");
        });
      }
    };
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", offer);
    });
    offer();
  }

  /** Another build answers from now on. A reader in the middle of something, who asked elsewhere, is left in peace. */
  changed() {
    if (!this.asked && inTheMiddle()) {
      this.offer(() => location.reload());
    } else {
      location.reload();
    }
  }

  /** @param {() => void} show */
  offer(show) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Show it";
    button.addEventListener("click", show);
    this.notice.className = "hb-update";
    this.notice.dataset.update = "";
    this.notice.setAttribute("role", "status");
    this.notice.replaceChildren("A new version of this handbook is ready. ", button);
    document.body.prepend(this.notice);
  }
}

/** @returns {boolean} whether the reader has given answers, ticked or typed something on this page */
function inTheMiddle() {
  const fields = [...document.querySelectorAll("input")];
  const words = [...document.querySelectorAll("textarea")];
  return (
    history.state?.wizard > 0 ||
    fields.some((one) => one.checked !== one.defaultChecked) ||
    [...fields, ...words].some((one) => one.value !== one.defaultValue)
  );
}

/** Wait until the page has done its own work: keeping the whole site takes a while and nobody waits for it. */
async function settled() {
  const live = document.querySelector("[data-wizard], [data-levels]");
  while (live instanceof HTMLElement && ["static", "starting"].includes(live.dataset.state ?? "")) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

const ownScript = document.currentScript;
if (ownScript instanceof HTMLScriptElement && "serviceWorker" in navigator && location.protocol !== "file:") {
  const root = new URL("../../", ownScript.src).href;
  addEventListener("load", async () => {
    await settled();
    try {
      await new Offline(navigator.serviceWorker).begin(root);
    } catch {
      // Refused in a private window, where the site's data is blocked or the device is full: an ordinary site.
    }
  });
}
