/** The desk's worker of a page from a folder. */
import { Packed } from "../../../wizard/web/python/packed.js";
import { serve } from "../../../wizard/web/python/worker-main.js";
import { BOOT_METHODS } from "./boot.js";

const packed = new Packed();

serve(
  (order) => packed.open(order),
  (piece) => packed.add(piece),
  BOOT_METHODS,
);
