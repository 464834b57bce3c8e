// Bundles scripts for browsers, each entry with all that it imports. The order comes as JSON on standard input:
// `root` (the project, where packages are found) and `bundles`, each with its `name`, its `format` and either its
// `entry` or the `code` of one, with the folder `from` which it imports. Out: each name's script, as JSON.
import { text } from "node:stream/consumers";
import { build } from "esbuild";

const { root, bundles } = JSON.parse(await text(process.stdin));

const made = await Promise.all(
  bundles.map(async ({ name, format, entry, code, from }) => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      ...(code === undefined ? { entryPoints: [entry] } : { stdin: { contents: code, resolveDir: from, sourcefile: `whole-${name}` } }),
      format,
      bundle: true,
      charset: "utf8",
      external: ["node:*", "ws"], // Pyodide's, for servers: no browser comes by there
      legalComments: "inline",
      logLevel: "silent", // what is wrong comes with the error
      minify: true,
      target: "es2022",
      write: false,
    });
    return [name, outputFiles[0].text];
  }),
);
process.stdout.write(JSON.stringify(Object.fromEntries(made)));
