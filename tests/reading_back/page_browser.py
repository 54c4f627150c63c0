"""Opens an exported page from disk in a headless Chromium, offline: filters, links, tooltips by keyboard, colours, contrast; nothing of an
article acts. With a folder as second argument it leaves screenshots there."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

BROWSER = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
try:
    from playwright.sync_api import sync_playwright
except ImportError:
    print("playwright is not installed", file=sys.stderr)
    sys.exit(77)
if BROWSER is None:
    print("there is no Chromium", file=sys.stderr)
    sys.exit(77)

PAGE = Path(sys.argv[1]).resolve()
SHOTS = Path(sys.argv[2]) if len(sys.argv) > 2 else None
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]

# The worst contrast of any text on its ground (WCAG 2.2, 1.4.3), with what it is.
CONTRAST = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, n) => sum + c * [.2126, .7152, .0722][n], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  let worst = [21, ""];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!own || element.closest("option, script, style, .skip") || !element.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < worst[0]) worst = [ratio, element.tagName + "." + element.className + ": " + element.textContent.slice(0, 40)];
  }
  return worst;
}"""


def count(page, selector):
    return page.locator(selector).evaluate_all("all => all.filter((one) => !one.closest('[hidden]')).length")


def wait(page, expression, argument=None):
    """Until an expression holds. (Playwright's own wait evaluates a string inside the page, which its policy forbids.)"""
    for _ in range(100):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression} {argument or ''}: {page.locator('#shown').inner_text()}")


def shown(page, beginning):
    wait(page, "(words) => document.getElementById('shown').textContent.startsWith(words)", beginning)


def filters(page):
    facts, articles = count(page, ".fact"), count(page, ".report")
    status = page.locator("#shown")
    assert status.inner_text() == f"{facts} of {facts} facts, {articles} of {articles} articles shown", status.inner_text()
    conflicts = count(page, ".fact[data-strict=conflict]")
    assert conflicts > 0
    page.get_by_role("combobox", name="Verdict").select_option("conflict")
    shown(page, f"{conflicts} of")
    assert count(page, ".fact:not([data-strict=conflict])") == 0
    assert page.url.endswith("#?verdict=conflict"), page.url
    page.get_by_role("combobox", name="Read").select_option("lenient")
    lenient = page.locator(".fact[data-lenient=conflict]").count()
    shown(page, f"{lenient} of")
    page.get_by_role("button", name="Show all").click()
    shown(page, f"{facts} of")
    page.get_by_role("searchbox", name="Words").fill("zzzz nothing holds this")
    shown(page, "0 of")
    assert count(page, ".report") == 0
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("combobox", name="Outlet").select_option(index=1)
    wait(page, f"!document.getElementById('shown').textContent.includes('{articles} of')")
    assert count(page, ".report") >= 1
    page.get_by_role("button", name="Show all").click()
    shown(page, f"{facts} of")
    page.get_by_role("checkbox", name="figure").uncheck()
    wait(page, "document.body.classList.contains('no-figure')")
    page.get_by_role("button", name="Show all").click()
    wait(page, "!document.body.classList.contains('no-figure')")


def links(page):
    """A quote leads to its words, also where a filter hides them; a link from there leads back to the fact."""
    quote = page.locator(".fact q a").first
    words = quote.inner_text()
    page.get_by_role("searchbox", name="Words").fill("zzzz")
    shown(page, "0 of")
    page.evaluate("(hash) => { location.hash = hash; }", quote.get_attribute("href"))
    page.wait_for_selector(".lit")
    lit = "".join(page.locator(".lit").all_inner_texts())
    assert "".join(lit.split()) == "".join(words.split()), (lit, words)
    single = page.locator(".lone .fact").first
    if single.count():
        page.evaluate("(id) => { location.hash = '#' + id; }", single.get_attribute("id"))
        wait(page, "(id) => document.getElementById(id).closest('details').open", single.get_attribute("id"))
    page.evaluate("history.replaceState(null, '', '#')")


def keyboard(page):
    first = page.locator(".report .text mark").first
    title = first.get_attribute("title")
    first.focus()
    tip = page.get_by_role("tooltip")
    assert tip.text_content() == title, (tip.text_content(), title)
    assert first.get_attribute("aria-describedby") == "tip"
    page.keyboard.press("ArrowRight")
    second = page.locator(".report .text").first.locator("mark").nth(1)
    assert tip.text_content() == second.get_attribute("data-tip")
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert second.get_attribute("title")
    quote = page.locator(".fact q a").first
    quote.focus()
    words, told = quote.inner_text(), tip.text_content()
    assert "".join(words.split()) in "".join(told.split()) and len(told) > len(words), (words, told)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


def order(page):
    """The overview comes first for eyes and for the keyboard, though it stands last in the file."""
    top = page.evaluate("['filters', 'overview', 'articles'].map((id) => document.getElementById(id).getBoundingClientRect().top)")
    assert top == sorted(top), top
    stops = []
    page.evaluate("document.body.focus()")
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.closest('#filters, #overview, #facts, #articles')?.id || ''"))
    places = [stop for n, stop in enumerate(stops) if stop and (n == 0 or stops[n - 1] != stop)]
    assert places[:3] == [name for name in ["filters", "overview", "facts"] if name in places][:3], places


def shot(page, name, **more):
    if SHOTS:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", **more)


def run(browser):
    context = browser.new_context(offline=True, viewport={"width": 1300, "height": 900})
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append("a dialog"))
    page.goto(PAGE.as_uri())
    assert page.locator("#theme").is_visible(), "the page's own script runs"
    shot(page, "light")
    order(page)
    filters(page)
    links(page)
    keyboard(page)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.evaluate("document.querySelectorAll('.story, .report').forEach((part) => { part.style.contentVisibility = 'visible'; })")
    for colours in ["light", "dark"]:
        while colours not in page.locator("#theme").inner_text():
            page.locator("#theme").click()
        ratio, what = page.evaluate(CONTRAST)
        assert ratio >= 4.5, (colours, ratio, what)
        shot(page, colours + "-whole", full_page=True)
    page.set_viewport_size({"width": 400, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 400, f"{wide} wide at 400"
    shot(page, "narrow", full_page=True)
    assert page.evaluate("document.documentElement.dataset.acted") is None, "an article acted"
    assert {url.split("#")[0] for url in asked} == {PAGE.as_uri()}, asked
    assert said == [], said
    context.close()


def broken_open(browser):
    """If a text did come through unescaped, the policy would stop it: only our own script and style are known by their digests."""
    whole = PAGE.read_text(encoding="utf-8")
    act = "document.documentElement.dataset.acted='1'"
    forced = f"<script>{act}</script><img src=x onerror=\"{act}\"><p id=painted style=\"color:red\">x</p><a id=go href=\"javascript:{act}\">x</a>"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forced.html"
        path.write_text(whole.replace("<h2>Articles</h2>", "<h2>Articles</h2>" + forced), encoding="utf-8")
        page = browser.new_page()
        page.goto(path.as_uri())
        assert page.locator("#theme").is_visible()
        page.evaluate("document.getElementById('go').click()")
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.dataset.acted") is None, "the policy lets a script run"
        assert page.evaluate("getComputedStyle(document.getElementById('painted')).color") != "rgb(255, 0, 0)"
        page.close()


def without_script(browser):
    """Everything is there, values too, and the overview is in front."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE.as_uri())
    assert not page.locator("#filters").is_visible() and not page.locator("#theme").is_visible()
    assert page.locator("#overview").bounding_box()["y"] < page.locator(".fact").first.bounding_box()["y"]
    assert page.locator("mark").first.get_attribute("title")
    context.close()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS, env=dict(os.environ))
    run(browser)
    broken_open(browser)
    without_script(browser)
    browser.close()
print("the page holds in", BROWSER)
