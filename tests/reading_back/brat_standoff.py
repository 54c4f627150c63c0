"""Reads a folder of brat stand-off as brat's own reader does: every mention is what its place in the text says, every type is configured."""

import json
import pathlib
import re
import sys

folder, lines = pathlib.Path(sys.argv[1]), sys.argv[2]
assert json.loads((folder / "provenance.json").read_text("utf-8"))["format"] == "brat"


def section(name):
    text = (folder / "annotation.conf").read_text("utf-8")
    return [line for line in text.split(f"[{name}]\n")[1].split("\n[")[0].splitlines() if line]


kinds = set(section("entities"))
attributes = {}
for line in section("attributes"):
    name, kind, values = re.fullmatch(r"(\S+)\tArg:(\S+), Value:(\S+)", line).groups()
    attributes[name] = (set(kind.split("|")), set(values.split("|")))
drawn = (folder / "visual.conf").read_text("utf-8")
assert all(f"\n{kind}\tbgColor:#" in drawn for kind in kinds), drawn


def document(path):
    """The mentions of a document: id to (type, start, end), with what refers to it."""
    # Universal newlines, as brat reads both files: an offset must survive them.
    text = path.with_suffix(".txt").read_text("utf-8")
    mentions, ids = {}, set()
    for line in path.read_text("utf-8").splitlines():
        id, data, tail = (line.split("\t", 2) + [""])[:3]
        assert id not in ids, (path, id)
        ids.add(id)
        if id[0] == "T":
            kind, spans = data.split(" ", 1)
            spans = [tuple(map(int, span.split(" "))) for span in spans.split(";")]
            assert kind in kinds, (path, line)
            assert all(s < e for s, e in spans) and spans == sorted(spans), (path, line)
            assert all(a[1] < b[0] for a, b in zip(spans, spans[1:])), (path, line)
            assert " ".join(text[s:e] for s, e in spans) == tail, (path, line, [text[s:e] for s, e in spans])
            mentions[id] = [kind, spans[0][0], spans[-1][1], None]
        elif id[0] == "N":
            match = re.match(r"Reference (T\d+) dateline:(\S+)$", data)
            mentions[match[1]][3] = match[2]
        elif id[0] == "A":
            name, target, value = data.split(" ")
            assert mentions[target][0] in attributes[name][0] and value in attributes[name][1], (path, line)
        else:
            assert data.split(" ")[1] in mentions and tail, (path, line)
    return text, [tuple(mention) for mention in mentions.values()]


documents = sorted(folder.glob("*.ann"))
assert sorted(path.stem for path in documents) == sorted(path.stem for path in folder.glob("*.txt"))
read = [document(path) for path in documents]
count = 0
for line in open(lines, encoding="utf-8"):
    article = json.loads(line)
    for field in ["text", "title"]:
        expected = sorted(
            (m["kind"].capitalize(), m["start"], m["end"], m.get("entity"))
            for m in article["mentions"]
            if m["field"] == field
        )
        if not expected:
            continue
        text = article[field].replace("\r\n", " \n").replace("\r", "\n")
        found = [mentions for other, mentions in read if other == text]
        assert any(sorted(mentions, key=str) == sorted(expected, key=str) for mentions in found), (article["id"], field, expected, found)
        count += len(expected)
print(count, "mentions")
