/** The worker of a page from a folder. */
import { Packed } from "./packed.js";
import { serve } from "./worker-main.js";

const packed = new Packed();

serve(
  (order) => packed.open(order),
  (piece) => packed.add(piece),
);
