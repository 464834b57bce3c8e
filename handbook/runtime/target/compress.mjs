// Compresses files for servers that hand out what is ready.
// The order comes as JSON on standard input: a list of [source, where to put it without its ending, brotli quality].
import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const AT_ONCE = 4;
const order = JSON.parse(await text(process.stdin));

const squeeze = async ([source, target, quality]) => {
  const bytes = await readFile(source);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    // No wider than the file: a wide window costs time to clear, for every page anew.
    [constants.BROTLI_PARAM_LGWIN]: Math.min(Math.max(Math.ceil(Math.log2(bytes.length)), 10), constants.BROTLI_MAX_WINDOW_BITS),
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${target}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${target}.gz`, await promisify(gzip)(bytes, { level: 9 }));
};
const next = async () => {
  for (let job = order.pop(); job; job = order.pop()) {
    await squeeze(job);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, next));
