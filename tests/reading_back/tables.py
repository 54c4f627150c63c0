"""Reads the tables of one archive in every format, each by several programs: the same rows, types as declared, keys that hold, spans that
are slices of the text.

Arguments: articles as JSON Lines with text, folders of CSV, TSV and Parquet (texts along), and a SQLite file."""

import csv
import decimal
import json
import pathlib
import sqlite3
import sys

try:
    import duckdb
    import frictionless
    import pandas
    import polars
    import pyarrow
    import pyarrow.parquet
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(77)

lines, csv_folder, tsv_folder, parquet_folder, database = map(pathlib.Path, sys.argv[1:])
csv.field_size_limit(1 << 30)
package = json.loads((csv_folder / "datapackage.json").read_text(encoding="utf-8"))
schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
assert (csv_folder / "provenance.json").is_file() and package["provenance"]["format"] == "csv"

ARROW = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
    "array": pyarrow.list_(pyarrow.string()),
}


def cell(value):
    """A value of Parquet as a cell of text shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else format(decimal.Decimal(repr(value)), "f")
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value).replace("\0", "\ufffd")


def rows(path, **dialect):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, **dialect))


parquet = {}
for name, schema in schemas.items():
    # Parquet, as Arrow has it: types, order, provenance.
    table = pyarrow.parquet.read_table(parquet_folder / f"{name}.parquet")
    for field in schema["fields"]:
        got = table.schema.field(field["name"]).type
        wanted = ARROW[field["type"]]
        same = got.value_type == wanted.value_type if field["type"] == "array" else got == wanted
        assert same, (name, field["name"], got, wanted)
    assert json.loads(table.schema.metadata[b"dateline"])["format"] == "parquet"
    names = [field["name"] for field in schema["fields"]]
    assert table.column_names == names
    parquet[name] = table.to_pylist()

    # The same cells in CSV; in TSV with a space for each break; in SQLite, where flags are numbers.
    cells = [[cell(value) for value in row.values()] for row in parquet[name]]
    assert rows(csv_folder / f"{name}.csv") == [names, *cells], name
    breaks = str.maketrans("\t\r\n", "   ")
    expected = [names, *([value.translate(breaks) for value in row] for row in cells)]
    assert rows(tsv_folder / f"{name}.tsv", delimiter="\t") == expected, name
    physical = (tsv_folder / f"{name}.tsv").read_bytes().count(b"\n")
    assert physical == len(cells) + 1, (name, "one line a row")

    # What each program makes of the files.
    whole = len(cells)
    assert len(pandas.read_parquet(parquet_folder / f"{name}.parquet")) == whole
    assert polars.read_parquet(parquet_folder / f"{name}.parquet").height == whole
    assert duckdb.sql(f"select count(*) from '{parquet_folder / name}.parquet'").fetchall() == [(whole,)]
    assert len(pandas.read_csv(csv_folder / f"{name}.csv")) == whole
    assert len(pandas.read_csv(tsv_folder / f"{name}.tsv", sep="\t")) == whole
    assert polars.read_csv(csv_folder / f"{name}.csv", infer_schema_length=None).height == whole
    assert polars.read_csv(tsv_folder / f"{name}.tsv", separator="\t", infer_schema_length=None).height == whole
    for path in [csv_folder / f"{name}.csv", tsv_folder / f"{name}.tsv"]:
        sep = "\\t" if path.suffix == ".tsv" else ","
        told = f"select count(*) from read_csv('{path}', header=true, delim='{sep}', quote='\"', escape='\"', all_varchar=true, strict_mode=false)"
        assert duckdb.sql(told).fetchall() == [(whole,)], (path, duckdb.sql(told).fetchall(), whole)

    # Keys.
    key = schema["primaryKey"]
    keys = {tuple(row[column] for column in key) for row in parquet[name]}
    assert len(keys) == whole, (name, key)

for name, schema in schemas.items():
    for reference in schema.get("foreignKeys", []):
        to = reference["reference"]
        there = {tuple(row[column] for column in to["fields"]) for row in parquet[to["resource"]]}
        for row in parquet[name]:
            refers = tuple(row[column] for column in reference["fields"])
            assert None in refers or refers in there, (name, refers)

# The articles of the lines are the rows that were chosen, and spans are slices.
articles = {row["article_id"]: row for row in parquet["articles"]}
chosen = {article for article, row in articles.items() if row["chosen"]}
told = [json.loads(line) for line in open(lines, encoding="utf-8")]
assert chosen == {article["id"] for article in told}
for of in ["mentions", "claims"]:
    assert len(parquet[of]) == sum(len(article[of]) for article in told)
resolved = {mention["id"]: mention.get("resolved") for article in told for mention in article["mentions"]}
for row in parquet["mentions"]:
    text = articles[row["article_id"]][row["field"]]
    assert text[row["char_start"] : row["char_end"]] == row["text"], row
    assert text.encode()[row["byte_start"] : row["byte_end"]].decode() == row["text"], row
    assert resolved[row["mention_id"]] == row["resolved"], row
for row in [*parquet["claims"], *parquet["position_claims"]]:
    text = articles[row["article_id"]][row["field"]]
    if text is None:
        assert not articles[row["article_id"]]["chosen"]
        continue
    assert text.encode()[row["byte_start"] : row["byte_end"]].decode() == text[row["char_start"] : row["char_end"]], row

# SQLite: whole, keys hold, the same rows, views and full text answer.
base = sqlite3.connect(database)
assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
assert base.execute("pragma foreign_key_check").fetchall() == []
for name, schema in schemas.items():
    got = base.execute(f"select * from {name}").fetchall()
    flags = [at for at, field in enumerate(schema["fields"]) if field["type"] == "boolean"]
    for ours, row in zip(got, parquet[name], strict=True):
        ours = list(ours)
        for at in flags:
            ours[at] = None if ours[at] is None else bool(ours[at])
        wanted = [cell(v) if isinstance(v, list) else v if v is None or isinstance(v, (str, int, float)) else str(v) for v in row.values()]
        assert ours == wanted, (name, ours, wanted)
views = [view for (view,) in base.execute("select name from sqlite_master where type = 'view'")]
found = {view: len(base.execute(f"select * from {view}").fetchall()) for view in views}
assert {"conflicts", "entities", "facts_by_question", "names", "dates", "figures"} <= set(found)
assert found["names"] + found["dates"] + found["figures"] == len(parquet["mentions"])
assert base.execute("select value from provenance where name = 'format'").fetchone() == ("sqlite",)
title = next(row["title"] for row in told if row["title"])
word = max("".join(c if c.isascii() and c.isalnum() else " " for c in title).split(), key=len)
hits = "select count(*) from articles_fts where articles_fts match ?"
assert base.execute(hits, (f'"{word}"',)).fetchone()[0] > 0, word
# Datasette finds the full-text index of a table by this pattern (datasette/utils, detect_fts_sql).
index = base.execute("select sql from sqlite_master where name = 'articles_fts'").fetchone()[0]
assert 'content=[articles]' in index and index.startswith("CREATE VIRTUAL TABLE"), index

# The descriptors, by the Frictionless framework.
for folder in [csv_folder, tsv_folder]:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:10]
print(len(told), "articles", len(parquet["mentions"]), "mentions", len(parquet["facts"]), "facts")
