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
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
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
