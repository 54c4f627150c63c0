"""Reads a graph with networkx: the entities of the JSON Lines, tied to their articles and to one another."""

import itertools
import json
import sys
from collections import Counter

try:
    import networkx
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)

graph = networkx.read_graphml(sys.argv[1])
assert not graph.is_directed() and not graph.is_multigraph()
assert "dictionaries: " in graph.graph["generator"], graph.graph
assert all(node.get("label") and node.get("kind") for _, node in graph.nodes(data=True))
FORBIDDEN = {c: "\ufffd" for c in [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]}
mentions, together = Counter(), Counter()
articles = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
for article in articles:
    node = "article/" + article["id"].translate(FORBIDDEN)
    assert graph.nodes[node]["kind"] == "article"
    assert graph.nodes[node].get("date") == article["date"]
    named = Counter(m["entity"] for m in article["mentions"] if m.get("entity"))
    for entity, count in named.items():
        edge = graph.edges[node, entity]
        assert edge["kind"] == "mentions" and edge["weight"] == float(count), (node, entity, edge)
    mentions.update(named)
    together.update(frozenset(pair) for pair in itertools.combinations(named, 2))
kinds = Counter(edge["kind"] for _, _, edge in graph.edges(data=True))
assert kinds["co-mention"] == len(together)
for pair, count in together.items():
    assert graph.edges[tuple(pair)]["weight"] == float(count), pair
for entity, count in mentions.items():
    assert graph.nodes[entity]["mentions"] == count, entity
stories = [node for node, known in graph.nodes(data=True) if known["kind"] == "story"]
assert all(graph.nodes[story]["articles"] >= graph.degree(story) >= 1 for story in stories)
assert len(graph) == len(mentions) + len(articles) + len(stories)
print(len(mentions), "entities,", len(stories), "stories,", dict(kinds))
