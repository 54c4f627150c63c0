"""Reads the tables that `extract` writes as SQLite and CSV: articles, mentions and claims, without tables or views of stories."""

import csv
import json
import pathlib
import sqlite3
import sys

base = sqlite3.connect(sys.argv[1])
folder = pathlib.Path(sys.argv[2])
assert base.execute("pragma foreign_key_check").fetchall() == []
tables = {name for (name,) in base.execute("select name from sqlite_master where type in ('table', 'view')")}
assert {"articles", "mentions", "claims", "entities", "provenance"} <= tables
assert not {"stories", "facts", "conflicts"} & tables
provenance = dict(base.execute("select name, value from provenance"))
assert provenance["settings.anchor"] == "published" and provenance["digests.dictionaries"], provenance
for name in ["articles", "mentions", "claims"]:
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (len(rows),) == base.execute(f"select count(*) from {name}").fetchone()
told = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
assert told["format"] == "csv" and told["settings"]["names"] == "fitted"
print(base.execute("select count(*) from articles").fetchone()[0], "articles")
