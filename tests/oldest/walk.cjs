// Walks through a handbook in old Chromiums, and prints what each came to: node walk.cjs ADDRESS FOLDER.
const fs = require("node:fs");
const path = require("node:path");
const { brotliDecompressSync } = require("node:zlib");
const puppeteer = require("puppeteer-core");

const BROWSERS = { "chrome-aws-lambda": "failed", "@sparticuz/chromium": "ready" }; // how Python's start ends there
const PAGES = ["index.html", "contacts.html", "lookup.html", "topics/recording.html", "what-now/worried.html"];
const PATIENCE = 60_000;
const FLAGS = ["--no-sandbox", "--single-process", "--no-zygote", "--use-gl=swiftshader", "--disable-dev-shm-usage"];
// Signs that are drawn by a mask, and have none.
const SQUARES = () =>
  [...document.querySelectorAll("article *, header *, .md-banner *")].filter((one) => one.offsetParent &&
    ["::before", "::after"].some((side) => {
      const style = getComputedStyle(one, side);
      const filled = style.content !== "none" && style.backgroundColor !== "rgba(0, 0, 0, 0)" && parseFloat(style.width) > 8;
      return filled && style.webkitMaskImage === "none";
    }),
  ).length;
const COVERED = () =>
  [0.01, 0.5, 0.99].every((x) => document.elementFromPoint(x * innerWidth, 0.5 * innerHeight).closest("[data-cover]"));
const KIND = () => document.querySelector("[data-wizard]").dataset.kind;
const ENDED = () => ["ready", "failed"].includes(document.querySelector("[data-wizard]").dataset.state);
const WHOLE = () => document.querySelector("[data-copy-kept]")?.textContent.includes("the whole handbook");

/** The program of a package, unpacked beside its libraries. */
function unpacked(name, folder) {
  const packed = path.join(path.dirname(require.resolve(`${name}/package.json`)), "bin");
  const program = path.join(folder, name.replace("/", "-"));
  if (!fs.existsSync(program)) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(program, brotliDecompressSync(fs.readFileSync(path.join(packed, "chromium.br"))), { mode: 0o755 });
  }
  return program;
}

/** Wait until something holds in the page, whose own policy lets nobody wait inside it. */
async function until(page, holds, words) {
  for (const end = Date.now() + PATIENCE; !(await page.evaluate(holds)); ) {
    if (Date.now() > end) {
      throw new Error(`waited in vain: ${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function assert(holds, words) {
  if (!holds) {
    throw new Error(words);
  }
}

async function walk(program, state, address) {
  const browser = await puppeteer.launch({ executablePath: program, args: FLAGS });
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 740 });
  page.on("pageerror", (error) => {
    throw error;
  });
  for (const one of PAGES) {
    await page.goto(address + one);
    assert((await page.evaluate(SQUARES)) === 0, `a sign is a square on ${one}`);
  }
  await until(page, ENDED, "Python's start");
  assert((await page.evaluate(() => document.querySelector("[data-wizard]").dataset.state)) === state, `Python: not ${state}`);
  for (let step = 0; step < 12 && (await page.evaluate(KIND)) !== "outcome"; step += 1) {
    await page.evaluate(() => [...document.querySelectorAll("[data-option]")].filter((one) => one.offsetParent).pop().click());
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  assert(await page.evaluate(() => [...document.querySelectorAll("[data-contact]")].some((one) => one.offsetParent)), "no contact at the end");
  await page.evaluate(() => [...document.querySelectorAll("[data-hide]")].find((one) => one.offsetParent).click());
  assert(await page.evaluate(COVERED), "the screen is not covered");
  await page.evaluate(() => document.querySelector("[data-cover] button").click());
  assert((await page.evaluate(KIND)) === "question", "the answers are still there");
  await page.goto(`${address}index.html`);
  await page.evaluate(() => document.querySelector("[data-search-open]").click());
  await page.type("[data-search] input", "nudes");
  await until(page, () => document.querySelector("[data-search-output] a") !== null, "the search");
  await until(page, WHOLE, "the copy on the device");
  await page.goto(`${address}contacts`);
  assert((await page.title()).startsWith("Who do I call"), "the copy does not answer");
  const version = await browser.version();
  await browser.close();
  return version;
}

async function main(address, folder) {
  for (const [name, state] of Object.entries(BROWSERS)) {
    const version = await walk(unpacked(name, folder), state, address);
    process.stdout.write(`${version}: every check holds; Python: ${state}\n`);
  }
}

process.on("unhandledRejection", (error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
main(process.argv[2], process.argv[3]);
