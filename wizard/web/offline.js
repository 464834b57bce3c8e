/**
 * Keep the handbook on the device, where the browser allows it: over https, or from this very machine. Says when a
 * newer build is ready, and shows it when the reader asks or has nothing to lose.
 */
class Offline {
  /** @param {ServiceWorkerContainer} container */
  constructor(container) {
    this.container = container;
    this.notice = document.createElement("p");
  }

  /** @param {string} root address of the site's start */
  async begin(root) {
    this.container.addEventListener("controllerchange", () => this.changed());
    const registration = await this.container.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
    const offer = () => {
      if (registration.waiting && this.container.controller) {
        this.offer(() => registration.waiting?.postMessage("take over"));
      }
    };
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", offer);
    });
    offer();
  }

  /** Another build answers from now on. A reader in the middle of the wizard is left in peace. */
  changed() {
    if (history.state?.wizard > 0) {
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

/** Wait until the page has done its own work: keeping the whole site takes a while and nobody waits for it. */
async function settled() {
  const wizard = document.querySelector("[data-wizard]");
  while (wizard instanceof HTMLElement && ["static", "starting"].includes(wizard.dataset.state ?? "")) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

const ownScript = document.currentScript;
if (ownScript instanceof HTMLScriptElement && "serviceWorker" in navigator && location.protocol !== "file:") {
  const root = new URL("../../", ownScript.src).href;
  addEventListener("load", async () => {
    await settled();
    // Refused in a private window or where the site's data is blocked: then it is an ordinary site.
    new Offline(navigator.serviceWorker).begin(root).catch(() => {});
  });
}
