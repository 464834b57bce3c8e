/** The worker of a page from the network. */
import { FetchedFiles } from "./fetched-files.js";
import { serve } from "./worker-main.js";

/** @type {FetchedFiles} */
let files;

serve(
  (order) => (files = new FetchedFiles(order)),
  ({ loader }) => (loader.onmessage = (/** @type {MessageEvent} */ { data }) => files.take(data)),
);
