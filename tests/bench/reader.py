"""What a reader feels: first paint on a slow phone, pauses of the page, steps, bytes, memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import Browser, BrowserContext, Page

from handbook.runtime.build import WAYS
from tests.bench.starts import LIMIT, WIZARD, slow_down

SLOW_LINK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
STEPS = 40
SITE = next(iter(WAYS))  # as readers get it
# Runs from the first moment of a page: when the first question can be read and pressed, and every long task.
WATCH = """
globalThis.seen = { question: 0, long: [] };
new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((one) => [one.startTime, one.duration])))
  .observe({ type: "longtask", buffered: true });
(function look() {
  const option = document.querySelector("[data-option], .hb-static a");
  if (option?.getBoundingClientRect().height) requestAnimationFrame(() => (seen.question ||= performance.now()));
  else requestAnimationFrame(look);
})();
"""
LONG = """() => {
  const [start] = performance.getEntriesByName("wizard-start");
  const [end] = performance.getEntriesByName("wizard-ready");
  return seen.long.filter(([at]) => at >= start.startTime && at <= end.startTime + 500).map(([, took]) => took);
}"""
STEP = """() => new Promise((resolve) => {
  const wizard = document.querySelector("[data-wizard]");
  const before = wizard.dataset.step;
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (wizard.dataset.step === before) return;
    observer.disconnect();
    const changed = performance.now() - start;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve([changed, performance.now() - start]);
      port2.postMessage(null);
    });
  }).observe(wizard, { attributes: true, attributeFilter: ["data-step"] });
  (wizard.querySelector("[data-back]:not([hidden])") ?? wizard.querySelector("[data-option=no]")).click();
})"""


@dataclass(frozen=True)
class Felt:
    """Times in milliseconds; `long` holds the tasks of over 50."""

    paint: float
    question: float
    long: tuple[float, ...]
    changed: float
    painted: float


def slow_page(browser: Browser, address: str, slower: int, *, link: bool) -> tuple[BrowserContext, Page]:
    """A page on a slowed machine, and on a slow link if wanted."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, service_workers="block")
    page = context.new_page()
    session = slow_down(page, address, slower)
    if link:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_LINK)
    page.add_init_script(WATCH)
    return context, page


def first_sight(browser: Browser, address: str, slower: int) -> tuple[float, float]:
    """First paint, and the first question ready to be read and pressed, on a first visit over a slow link."""
    context, page = slow_page(browser, address, slower, link=True)
    page.goto(f"{address}{SITE}/{WIZARD}", wait_until="commit")
    page.wait_for_function("() => seen.question > 0", timeout=LIMIT)
    page.wait_for_timeout(500)  # the entry comes a little after the paint
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
    question = page.evaluate("seen.question")
    context.close()
    return float(paint), float(question)


def felt(browser: Browser, address: str, slower: int) -> Felt:
    """Everything that is felt on one visit."""
    paint, question = first_sight(browser, address, slower)
    context, page = slow_page(browser, address, slower, link=False)
    page.goto(f"{address}{SITE}/{WIZARD}")
    page.wait_for_selector("[data-wizard][data-state=ready]", timeout=LIMIT)
    page.wait_for_timeout(600)
    long = tuple(page.evaluate(LONG))
    steps = [page.evaluate(STEP) for _ in range(STEPS)]
    context.close()
    changed, painted = (quantiles(times, n=20)[-1] for times in zip(*steps, strict=True))
    return Felt(paint, question, long, changed, painted)


def bytes_sent(folder: Path, names: set[str]) -> int:
    """How much these files weigh on the wire, Brotli where the build made it."""
    total = 0
    for name in names:
        path = folder / name
        packed = path.with_name(f"{path.name}.br")
        total += (packed if packed.exists() else path).stat().st_size
    return total


def asked_for(browser: Browser, url: str, done: str) -> set[str]:
    """The paths of all that a first visit fetches until the condition holds."""
    context = browser.new_context(service_workers="block")
    paths: set[str] = set()
    context.on("request", lambda request: paths.add(request.url.partition("?")[0]))
    page = context.new_page()
    page.goto(url)
    page.wait_for_function(done, timeout=LIMIT)
    context.close()
    return paths


def memory_of(browser: Browser, url: str, done: str | None) -> int:
    """The most memory, in bytes, that the page's process has held once the condition holds."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(url)
    if done:
        page.wait_for_function(done, timeout=LIMIT)
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    peaks = [_peak(one["id"]) for one in processes if one["type"] == "renderer"]
    context.close()
    return max(peaks)


def _peak(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
