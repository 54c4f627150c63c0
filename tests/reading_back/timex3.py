"""Reads a folder of TimeML: the text between the tags of TEXT is the article's, and its TIMEX3 are the dates of the JSON Lines."""

import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

FORBIDDEN = {c: "\ufffd" for c in [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]}


def dates(element):
    """The text of an element and its dates as (start, end, attributes)."""
    text, found = element.text or "", []
    for timex in element:
        assert timex.tag == "TIMEX3" and len(timex) == 0, timex.tag
        start = len(text)
        text += timex.text
        found.append((start, len(text), timex.attrib))
        text += timex.tail or ""
    return text, found


folder, lines = pathlib.Path(sys.argv[1]), sys.argv[2]
assert json.loads((folder / "provenance.json").read_text("utf-8"))["format"] == "timex3"
documents = {}
for path in folder.glob("*.tml"):
    root = ElementTree.parse(path).getroot()
    assert root.tag == "TimeML", root.tag
    tids = [timex.get("tid") for timex in root.iter("TIMEX3")]
    assert len(tids) == len(set(tids)), (path, tids)
    documents[root.findtext("DOCID")] = root
count = 0
for line in open(lines, encoding="utf-8"):
    article = json.loads(line)
    root = documents.pop(article["id"].translate(FORBIDDEN))
    created = root.find("DCT/TIMEX3")
    assert created.get("functionInDocument") == "CREATION_TIME"
    assert created.get("value") == (article["date"] or "XXXX-XX-XX"), article["id"]
    for field, tag in [("text", "TEXT"), ("title", "TITLE")]:
        expected = {
            (m["start"], m["end"], m["type"], m["value"], m.get("mod"))
            for m in article["mentions"]
            if m["kind"] == "date" and m["field"] == field
        }
        if article[field] is None:
            continue
        text, found = dates(root.find(tag))
        assert text == article[field].translate(FORBIDDEN), (article["id"], tag)
        read = {(s, e, a["type"], a["value"], a.get("mod")) for s, e, a in found}
        nested = {m for m in expected - read if any(s <= m[0] and m[1] <= e for s, e, *_ in read)}
        assert read == expected - nested, (article["id"], read ^ expected)
        count += len(read)
assert not documents, documents.keys()
print(count, "dates")
