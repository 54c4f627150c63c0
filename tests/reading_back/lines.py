"""Reads an export of JSON Lines: spans are code points of the text, and every line has what the contract names."""

import json
import sys

articles = 0
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        article = json.loads(line)
        articles += 1
        text = article["text"]
        for mention in article["mentions"]:
            under = {"text": text, "title": article["title"]}[mention["field"]][mention["start"] : mention["end"]]
            assert under == mention["text"], (article["id"], mention["id"], under)
        for claim in article["claims"]:
            assert 0 <= claim["start"] < claim["end"] <= len(text), (article["id"], claim)
print(articles, "articles")
