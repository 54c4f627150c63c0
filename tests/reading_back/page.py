"""Reads an exported page with a parser that knows nothing of it: structure, ids and links, no address and no handler.

With --texts FILE (JSON lines of the same articles, with texts) every article's text is in the page, character by character.
"""

import json
import re
import sys
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "rect"}
# What a browser would act on, and what the page shows in its place.
ACTS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(text):
    def sign(match):
        code = ord(match[0])
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"

    return ACTS.sub(sign, text.replace("\r\n", "\n").replace("\r", "\n"))


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.hrefs, self.levels, self.scripts = [], [], [], [], []
        self.facts, self.texts, self.article, self.policy, self.provenance = 0, {}, None, None, []
        self.titles, self.tips = [], 0

    def handle_starttag(self, tag, attributes):
        attributes_of = dict(attributes)
        assert len(attributes_of) == len(attributes), (tag, attributes)
        for name, value in attributes:
            assert not name.startswith("on"), (tag, name)
            assert name not in ("style", "src", "srcset", "action", "formaction", "srcdoc"), (tag, name)
            assert "http://" not in (value or "") and "https://" not in (value or "") or name in ("title", "value", "aria-label") or name.startswith("data-"), (tag, name, value)
        if "id" in attributes_of:
            self.ids.append(attributes_of["id"])
        if "href" in attributes_of:
            assert tag == "a" and attributes_of["href"].startswith("#"), attributes
            self.hrefs.append(attributes_of["href"][1:])
        classes = (attributes_of.get("class") or "").split()
        if tag == "section" and "fact" in classes:
            self.facts += 1
        if tag == "article" and "report" in classes:
            self.article = attributes_of["id"]
            self.texts[self.article] = []
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "meta" and attributes_of.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes_of["content"]
        if tag == "mark":
            assert attributes_of["title"], "a mark says what it means"
            self.tips += 1
        if tag not in VOID:
            self.open.append((tag, classes))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open and self.open[-1][0] == tag, (tag, self.open[-3:])
            self.open.pop()

    def handle_startendtag(self, tag, attributes):
        assert tag in VOID, tag
        self.handle_starttag(tag, attributes)

    def inside(self, name):
        return any(name in classes for _, classes in self.open)

    def handle_data(self, data):
        if self.open and self.open[-1][0] in ("script", "style"):
            self.scripts.append((self.open[-1][0], data))
        if self.inside("text") and not self.inside("ref"):
            self.texts[self.article].append(data)
        if any(tag == "dl" for tag, _ in self.open):
            self.provenance.append(data.strip())

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def read(path):
    page = Page()
    with open(path, encoding="utf-8", newline="") as file:
        whole = file.read()
    page.feed(whole)
    page.close()
    assert "\0" not in whole
    assert page.open == [], page.open
    assert len(page.ids) == len(set(page.ids)), "an id twice"
    missing = set(page.hrefs) - set(page.ids)
    assert not missing, sorted(missing)[:5]
    assert all(b <= a + 1 for a, b in zip(page.levels, page.levels[1:])), page.levels
    assert page.levels.count(1) == 1
    assert [tag for tag, _ in page.scripts] == ["style", "script"], "a script or style too many"
    assert "unsafe" not in page.policy and page.policy.startswith("default-src 'none';")
    assert "dateline" in page.provenance
    return page


def words(text):
    return re.sub(r"\s+", "", text)


page = read(sys.argv[1])
if len(sys.argv) > 2:
    with open(sys.argv[2], encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    texts = [words("".join(parts)) for parts in page.texts.values()]
    wanted = [words(shown(article["text"])) for article in articles]
    for article, text in zip(articles, wanted):
        assert text in texts, (article["id"], text[:200])
    assert len(texts) == len(wanted)
print(len(page.texts), "articles", page.facts, "facts", page.tips, "marks")
