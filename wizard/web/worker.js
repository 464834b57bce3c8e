/** The worker of a page from the network. */
import { Parts } from "./parts.js";
import { serve } from "./serve.js";

/** @type {Parts} */
let parts;

serve(
  (order) => (parts = new Parts(order)),
  ({ part, loader }) => {
    if (part) {
      parts.take(part);
    } else {
      loader.onmessage = (/** @type {MessageEvent} */ { data }) => parts.take(data);
    }
  },
);
