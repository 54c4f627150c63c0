-- Who and what the articles name: how often, in how many of them. An ambiguous name counts for none.
CREATE VIEW entities AS
SELECT resolved AS entity, kind, max(name) AS name, count(DISTINCT article_id) AS articles, count(*) AS mentions
FROM mentions WHERE resolved IS NOT NULL
GROUP BY resolved, kind ORDER BY articles DESC, mentions DESC, resolved;

-- Mentions of organisations, persons, places and actors.
CREATE VIEW names AS
SELECT mention_id, article_id, kind, text, resolved, entity, name, candidates, matched, field, char_start, char_end, score
FROM mentions WHERE name IS NOT NULL;

-- Mentions of times.
CREATE VIEW dates AS
SELECT mention_id, article_id, text, timex_type, timex_value, timex_mod, date_from, date_to, field, char_start, char_end, score
FROM mentions WHERE timex_type IS NOT NULL;

-- Mentions of figures.
CREATE VIEW figures AS
SELECT mention_id, article_id, text, measure, nominal, low, high, bounds, comparator, unit, counted, about, field, char_start, char_end, score
FROM mentions WHERE measure IS NOT NULL;

-- Days that the articles speak of.
CREATE VIEW timeline AS
SELECT date_from AS day, count(DISTINCT article_id) AS articles, count(*) AS mentions
FROM mentions WHERE date_from = date_to
GROUP BY date_from ORDER BY date_from;
