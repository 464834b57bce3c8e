// Pyodide's inner script without what serves only modules of compiled code from other packages, and the screen, the
// sound and the sockets of desktop programs. The wizard has none of these, and a phone would read all of it at every
// start: 1.25 MB of script, and a table of 8,560 names to fill in. The order comes as JSON on standard input.
import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { minify } from "terser";

const order = JSON.parse(await text(process.stdin));
const [inner, outer, wasm] = await Promise.all([
  readFile(`${order.pyodide}/pyodide.asm.mjs`, "utf8"),
  readFile(`${order.pyodide}/pyodide.mjs`, "utf8"),
  readFile(`${order.pyodide}/pyodide.asm.wasm`),
]);
const asked = new Set(WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name));

const cuts = [
  // Names by which other modules would find those of Python; Pyodide itself looks up one.
  (code) => swapped(code, 'mergeLibSymbols(wasmExports,"main");', () => "wasmImports.main=wasmExports.__main_argc_argv;"),
  (code) => without(code, "updateGOT(origExports);"),
  (code) => without(code, "loadDylibs();"),
  (code) => without(code, /(?<=[;}])\w+\.sig="\w+";/g),
  // What is handed to the module of Python itself: no more than it imports.
  (code) =>
    swapped(code, /(?<=\bvar wasmImports=\{)[^}]*/, (table) =>
      table
        .split(",")
        .filter((entry) => asked.has(entry.split(":", 1)[0].replaceAll('"', "")))
        .join(),
    ),
  // What is taken from it and handed on: no more than the scripts read.
  (code) => {
    const read = counted(code + outer, /[A-Za-z_$][\w$]*/g);
    return without(code, /(?<=[;{])(\w+)=Module\["\w+"\]=wasmExports\["\w+"\](?:\.value>>>0)?(?:;|(?=\}))/g, (name) => {
      return read.get(name) === 3; // here, as a name on the module, and where it is declared
    });
  },
  (code) => {
    const kept = code.replaceAll(/\bModule\["\w+"\]=(?!=)/g, "") + outer;
    const read = counted(kept, /(?<=\.)[A-Za-z_$][\w$]*|(?<=\[")\w+(?="\])/g);
    return without(code, /(?<=[;}])Module\["(\w+)"\]=\w+;/g, (name) => !read.has(name));
  },
  // Code in text is refused by the site's policy; without `eval` in its scope, unused code can be told from used.
  (code) => swapped(code, /\beval\(/g, () => "(0,eval)("),
];

const cut = cuts.reduce((code, step) => step(code), inner);
const compress = { defaults: false, unused: true, dead_code: true, side_effects: true, passes: 4 };
const slim = await minify(cut, { module: true, mangle: true, compress });
await writeFile(`${order.out}/pyodide.asm.mjs`, slim.code);

/** Each match of a pattern put in other words; an error where there is none, since then the script has changed. */
function swapped(code, pattern, words) {
  let found = 0;
  const changed = code.replace(pattern, (...match) => {
    found += 1;
    return words(...match);
  });
  if (found === 0) {
    throw new Error(`Pyodide's script has no ${pattern} any more; see handbook/runtime/target/slim.mjs.`);
  }
  return changed;
}

/** The code without each match that is of no use, told by the name in it. */
function without(code, pattern, useless = () => true) {
  return swapped(code, pattern, (match, name) => (useless(name) ? "" : match));
}

/** How often each name stands there. */
function counted(code, pattern) {
  const counts = new Map();
  for (const [name] of code.matchAll(pattern)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
