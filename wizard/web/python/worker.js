/** The worker of a page from the network. */
import { Parts } from "./parts.js";
import { serve } from "./worker-main.js";

/** @type {Parts} */
let parts;

serve(
  (order) => (parts = new Parts(order)),
  ({ loader }) => (loader.onmessage = (/** @type {MessageEvent} */ { data }) => parts.take(data)),
);
