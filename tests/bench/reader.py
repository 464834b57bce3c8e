"""What a reader feels: first paint on a slow phone, pauses of the page, steps, bytes, memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, BrowserContext, Page

from handbook.runtime.parts import BOOT_METHODS
from tests.bench.slow import pages_of, slowed
from tests.bench.starts import LIMIT, WIZARD, when

SLOW_LINK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
STEPS = 40
SITE = next(iter(BOOT_METHODS))  # as readers get it
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
READING = 300  # milliseconds from a step to the next tap; nobody reads and taps in less
STEP = f"""() => new Promise((resolve) => setTimeout(() => {{
  const wizard = document.querySelector("[data-wizard]");
  const before = wizard.dataset.step;
  const start = performance.now();
  new MutationObserver((_, observer) => {{
    if (wizard.dataset.step === before) return;
    observer.disconnect();
    const changed = performance.now();
    requestAnimationFrame(() => {{
      const frame = performance.now();
      const {{ port1, port2 }} = new MessageChannel();
      port1.onmessage = () => {{
        const painted = performance.now();
        resolve([changed - start, painted - start - (frame - changed), painted - start]);
      }};
      port2.postMessage(null);
    }});
  }}).observe(wizard, {{ attributes: true, attributeFilter: ["data-step"] }});
  (wizard.querySelector("[data-back]:not([hidden])") ?? wizard.querySelector("[data-option=no]")).click();
}}, {READING}))"""


@dataclass(frozen=True)
class Steps:
    """Milliseconds from a tap to the next step, each what half and 19 of 20 are within.

    `changed`: an answer, until the step is in the page; `drawn`: until it is painted, but for the wait for the
    screen, which shows a picture each 17 ms whatever a page does; `painted`: with that wait; `back`: a step back,
    which goes through the browser's history, as `drawn`.
    """

    changed: tuple[float, float]
    drawn: tuple[float, float]
    painted: tuple[float, float]
    back: tuple[float, float]

    def __str__(self) -> str:
        words = {
            "in the page": self.changed,
            "painted": self.drawn,
            "with the wait for the screen": self.painted,
            "back": self.back,
        }
        return ", ".join(f"{name} {half:.0f} and {most:.0f}" for name, (half, most) in words.items())


@dataclass(frozen=True)
class Felt:
    """Times in milliseconds; `long` holds the tasks of over 50."""

    paint: float
    question: float
    long: tuple[float, ...]
    steps: Steps


def phone(browser: Browser, address: str) -> tuple[BrowserContext, Page]:
    """A phone's page, open already, so that its process is there to be slowed."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, service_workers="block")
    page = context.new_page()
    page.goto(f"{address}bench/blank.html")
    page.add_init_script(WATCH)
    return context, page


def first_sight(browser: Browser, address: str, slower: int) -> tuple[float, float]:
    """First paint, and the first question ready to be read and pressed, on a first visit over a slow link."""
    context, page = phone(browser, address)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_LINK)
    with slowed(browser, slower):
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
    context, page = phone(browser, address)
    with slowed(browser, slower):
        page.goto(f"{address}{SITE}/{WIZARD}")
        when(
            context.new_cdp_session(page),
            "document.querySelector('[data-wizard]')?.dataset.state === 'ready'",
        )
        page.wait_for_timeout(600)
        long = tuple(page.evaluate(LONG))
        taken = steps(lambda: page.evaluate(STEP))
    context.close()
    return Felt(paint, question, long, taken)


def steps(step: Callable[[], list[float]]) -> Steps:
    """Many steps, forth and back by turns; `step` takes one and gives its three times."""
    taken = [step() for _ in range(2 * (STEPS + 1))][2:]  # the first find nothing warm
    changed, drawn, painted = zip(*taken[::2], strict=True)
    _, back, _ = zip(*taken[1::2], strict=True)
    return Steps(*((median(times), quantiles(times, n=20)[-1]) for times in (changed, drawn, painted, back)))


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
    peaks = [_peak(process) for process in pages_of(browser)]
    context.close()
    return max(peaks)


def _peak(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
