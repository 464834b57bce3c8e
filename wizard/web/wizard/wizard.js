import { Folder } from "../python/folder.js";
import { Network } from "../python/network.js";
import { Python } from "../python/python.js";
import { FlowWizard } from "./flow.js";
import { LevelTool } from "./levels.js";

// What a page of the wizard begins with: Python by the source that fits the page's address, and the tool that the page holds.
const script = document.currentScript;
const element = document.querySelector("[data-wizard], [data-levels]");
if (element instanceof HTMLElement && script instanceof HTMLScriptElement) {
  const meant = document.querySelector('meta[name="handbook-build"]')?.getAttribute("content") ?? BUILD.id;
  const possible = meant === BUILD.id && typeof WebAssembly === "object" && typeof Worker === "function";
  const base = new URL(".", script.src).href;
  const source = location.protocol === "file:" ? new Folder(BUILD, base) : new Network(BUILD, base);
  const python = possible ? new Python(BUILD.bootMethods, source) : null;
  const wizard = "levels" in element.dataset ? new LevelTool(element, python) : new FlowWizard(element, python);
  wizard.begin();
  const whenIdle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ go) => setTimeout(go, 200));
  const boot = () => whenIdle(() => wizard.bootPython(), { timeout: 1500 });
  if (document.readyState === "complete") {
    boot();
  } else {
    addEventListener("load", boot);
  }
}
