"""Checks a bundle with the validator of OASIS and parses it with the package stix2; reports hold the entities of the JSON Lines."""

import json
import sys

try:
    import stix2
    import stix2validator
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)

# Every recommendation of the standard holds but two: ids by name are UUIDs of version 5, which it allows, and an address has no hash of the
# page there, which nobody here has read.
DISABLED = ["uuid-check", "extref-hashes"]
options = stix2validator.ValidationOptions(version="2.1", strict=True, disabled=DISABLED)
result = stix2validator.validate_file(sys.argv[1], options)
if not result.is_valid:
    stix2validator.print_results([result])
    sys.exit(1)

bundle = stix2.parse(open(sys.argv[1], encoding="utf-8"), allow_custom=False)
objects = {one.id: one for one in bundle.objects}
assert len(objects) == len(bundle.objects), "ids"
for one in bundle.objects:
    assert all(ref in objects for ref in one.get("object_refs", [])), one
    assert one.get("created_by_ref", one.id) in objects and one.created <= one.modified, one
notes = [one for one in bundle.objects if one.type == "note"]
assert "dictionaries: " in notes[0].content, notes[0]

articles = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
reports = {one.external_references[0].external_id: one for one in bundle.objects if one.type == "report"}
assert reports.keys() == {article["id"] for article in articles}
for article in articles:
    report = reports[article["id"]]
    assert str(report.published.date()) == (article["date"] or "1970-01-01"), report
    named = {
        reference.external_id
        for ref in report.object_refs
        for reference in objects[ref].get("external_references", [])
        if reference.source_name == "dateline"
    }
    expected = {m["entity"] for m in article["mentions"] if m.get("entity") and m["kind"] != "place"}
    places = {m["entity"] for m in article["mentions"] if m["kind"] == "place"}
    assert expected <= named <= expected | places, (article["id"], named ^ expected)
for one in bundle.objects:
    if one.type == "intrusion-set":
        assert one.name not in one.get("aliases", []), one
print(len(objects), "objects,", sum(note.abstract.startswith("Reports differ") for note in notes), "conflicts")
