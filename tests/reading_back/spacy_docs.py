"""Reads JSON Lines with spaCy itself: each line is a document whose spans are the mentions of the contract."""

import json
import sys

try:
    import spacy
    from spacy.tokens import Doc
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)



def known(mention):
    """What a mention means, as `kb_id` has it."""
    if mention["kind"] == "figure":
        of = mention["unit"] or mention["of"] or ("%" if mention["measure"] == "percent" else None)
        return mention["interval"] + (f" {of}" if of else "")
    return mention["value"] if mention["kind"] == "date" else mention["entity"] or "|".join(mention["candidates"])


articles = {}
for line in open(sys.argv[2], encoding="utf-8"):
    article = json.loads(line)
    articles[article["id"]] = article
vocab = spacy.blank("xx").vocab
count = 0
seen = set()
for line in open(sys.argv[1], encoding="utf-8"):
    line = json.loads(line)
    doc = Doc(vocab).from_json(line, validate=True)
    about = line["meta"]
    article, field = articles[about["id"]], about["field"]
    seen.add((about["id"], field))
    assert "dateline " in about["made_by"] and "dictionaries: " in about["made_by"]
    assert doc.text == article[field], about["id"]
    read = sorted((s.start_char, s.end_char, s.text, s.kb_id_) for s in doc.spans["sc"])
    expected = sorted((m["start"], m["end"], m["text"], known(m)) for m in article["mentions"] if m["field"] == field)
    assert read == expected, (about["id"], read, expected)
    assert all(span.kb_id_ for span in doc.spans["sc"])
    starts = {span.start_char for span in doc.spans["sc"]}
    assert all(ent.start_char in starts for ent in doc.ents)
    # spaCy knows of no sentences in a document of one token.
    assert len(doc) < 2 or [len(sentence) for sentence in doc.sents], about["id"]
    count += len(read)
assert {id for id, field in seen if field == "text"} == articles.keys()
print(count, "spans")
