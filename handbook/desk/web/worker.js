/** The desk's worker of a page from the network. */
import { FetchedFiles } from "../../../wizard/web/python/fetched-files.js";
import { serve } from "../../../wizard/web/python/worker-main.js";
import { BOOT_METHODS } from "./boot.js";

/** @type {FetchedFiles} */
let files;

serve(
  (order) => (files = new FetchedFiles(order)),
  ({ loader }) => (loader.onmessage = (/** @type {MessageEvent} */ { data }) => files.take(data)),
  BOOT_METHODS,
);
