"""Reads a collection of W3C Web Annotations: every selector finds its words in the text, and only terms of the model are used."""

import json
import sys

TYPES = {"AnnotationCollection", "AnnotationPage", "Annotation", "TextualBody", "SpecificResource", "Text", "Software"}
TERMS = {"@context", "id", "type", "label", "generator", "name", "first", "total", "partOf", "startIndex", "items", "motivation"}
TERMS |= {"body", "target", "purpose", "value", "source", "selector", "format", "language", "via", "start", "end"}
TERMS |= {"exact", "prefix", "suffix"}


def check(node):
    """Every name is a term of the context or has a prefix that it declares."""
    if isinstance(node, list):
        for item in node:
            check(item)
    elif isinstance(node, dict):
        for name, value in node.items():
            assert name in TERMS or name.split(":")[0] in ("dcterms", "schema"), name
            check(value)


collection = json.load(open(sys.argv[1], encoding="utf-8"))
articles = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
check(collection)
assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
assert "dictionaries: " in collection["dcterms:provenance"] and collection["generator"]["type"] == "Software"
page = collection["first"]
assert (collection["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
assert page["partOf"] == collection["id"] and collection["total"] == len(page["items"])
ids = [item["id"] for item in page["items"]]
assert len(ids) == len(set(ids)) and all(id.startswith("urn:uuid:") for id in ids)

items = iter(page["items"])
count = 0
for article in articles:
    described = next(items)
    whole = described["target"]
    assert described["motivation"] == "describing" and whole["type"] == "Text"
    assert whole["dcterms:identifier"] == article["id"] and whole["schema:sha256"] == article["text_sha256"]
    for mention in article["mentions"]:
        item = next(items)
        target = item["target"]
        assert (target["source"] == whole["id"]) == (mention["field"] == "text"), item
        text = article[mention["field"]]
        position, quote = target["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert text[position["start"] : position["end"]] == quote["exact"] == mention["text"], item
        assert text[: position["start"]].endswith(quote["prefix"]) and len(quote["prefix"]) <= 32, item
        assert text[position["end"] :].startswith(quote["suffix"]) and len(quote["suffix"]) <= 32, item
        assert item["body"][0] == {"type": "TextualBody", "purpose": "tagging", "value": mention["kind"]}
        if mention.get("entity"):
            assert item["body"][1]["source"]["label"] == mention["name"], item
        else:
            assert item["body"][1]["value"], item
        count += 1
assert next(items, None) is None
print(count, "annotations of mentions")
