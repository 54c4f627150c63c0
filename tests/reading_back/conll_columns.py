"""Reads both files of columns: CoNLL-2003 with spaCy's converter, CoNLL-U Plus with the package conllu; the second has every mention."""

import json
import pathlib
import sys

try:
    import conllu
    from spacy.training.converters import conll_ner_to_docs
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)


def visible(text):
    return "".join(c for c in text if c.isprintable() or c.isspace()).split()


folder, lines = pathlib.Path(sys.argv[1]), sys.argv[2]
assert json.loads((folder / "provenance.json").read_text("utf-8"))["format"] == "conll"
articles = [json.loads(line) for line in open(lines, encoding="utf-8")]

plain = (folder / "articles.conll").read_text("utf-8")
docs = list(conll_ner_to_docs(plain, n_sents=0, no_print=True))
labels = {ent.label_ for doc in docs for ent in doc.ents}
assert {"PER", "ORG", "LOC", "DATE"} <= labels or len(articles) < 4, labels
assert all(len(row.split(" ")) == 4 for row in plain.splitlines() if row), "four columns"

KINDS = ["organisation", "actor", "person", "place", "date", "figure"]
sentences = conllu.parse((folder / "articles.conllup").read_text("utf-8"))
assert "dateline" in sentences[0].metadata["generator"], sentences[0].metadata
ids = [sentence.metadata["sent_id"] for sentence in sentences]
assert len(ids) == len(set(ids)), "sent_id"
assert sum(len(sentence) for sentence in sentences) == sum(len(doc) for doc in docs), "the same words"
assert len(docs) == sum("newdoc id" in sentence.metadata for sentence in sentences), "the same documents"
by_article = {}
article = None
for sentence in sentences:
    article = sentence.metadata.get("newdoc id", article)
    by_article.setdefault(article, []).append(sentence)

count = 0
for article in articles:
    found = set()
    name = "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in article["id"])
    for sentence in by_article.get(name, []):
        text = article[sentence.metadata["field"]]
        spoken = "".join(t["form"] + ("" if (t["misc"] or {}).get("SpaceAfter") == "No" else " ") for t in sentence)
        assert visible(spoken) == visible(sentence.metadata["text"]), (spoken, sentence.metadata["text"])
        for token in sentence:
            start, end = int(token["misc"]["start_char"]), int(token["misc"]["end_char"])
            assert text[start:end] == token["form"], (article["id"], token["form"])
            for kind in KINDS:
                tag = token[kind]
                if tag[0] == "B":
                    found.add((sentence.metadata["field"], kind, start, token["misc"].get(kind.capitalize())))
    expected = {(m["field"], m["kind"], m["start"]) for m in article["mentions"]}
    lost = expected - {place[:3] for place in found}
    # One column holds the longest of mentions of one kind that overlap.
    for field, kind, start in lost:
        around = [m for m in article["mentions"] if (m["field"], m["kind"]) == (field, kind) and m["start"] <= start < m["end"]]
        assert len(around) > 1, (article["id"], field, kind, start)
    assert {place[:3] for place in found} <= expected
    assert all(value for *_, value in found), found
    count += len(found)
print(count, "mentions")
