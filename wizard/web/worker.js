/** The worker of a page from the network. */
import { Files } from "./files.js";
import { serve } from "./serve.js";

/** @type {(module: WebAssembly.Module) => void} */
let compiledIt;
const compiled = new Promise((resolve) => {
  compiledIt = resolve;
});

serve(
  (order) => new Files(order, compiled),
  ({ module }) => compiledIt(module),
);
