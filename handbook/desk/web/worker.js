/** The desk's worker of a page from the network. */
import { Parts } from "../../../wizard/web/python/parts.js";
import { serve } from "../../../wizard/web/python/worker-main.js";
import { STARTS } from "./start.js";

/** @type {Parts} */
let parts;

serve(
  (order) => (parts = new Parts(order)),
  ({ loader }) => (loader.onmessage = (/** @type {MessageEvent} */ { data }) => parts.take(data)),
  STARTS,
);
