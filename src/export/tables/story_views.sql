-- Where the articles of a story differ: every position with who takes it and in which words.
CREATE VIEW conflicts AS
SELECT s.title AS story, f.question, f.about, p.text AS says, p.certainty, p.polarity, a.source, a.date, c.quote, c.attributed_to,
  c.article_id, f.story_id, f.fact_id, p.position
FROM facts f
JOIN stories s ON s.story_id = f.story_id
JOIN positions p ON p.fact_id = f.fact_id
JOIN position_claims c ON c.fact_id = p.fact_id AND c.position = p.position
JOIN articles a ON a.article_id = c.article_id
WHERE f.verdict = 'conflict'
ORDER BY f.story_id, f.fact_id, p.position, c.claim;

-- What is asked most, and how the answers stand.
CREATE VIEW facts_by_question AS
SELECT question, count(*) AS facts, sum(verdict = 'conflict') AS conflict, sum(verdict = 'less_precise') AS less_precise,
  sum(verdict = 'compatible') AS compatible, sum(verdict = 'agree') AS agree, sum(verdict = 'single') AS single,
  sum(answer IS NULL) AS unresolved
FROM facts GROUP BY question ORDER BY facts DESC, question;

-- Outlets: how many articles, and in how many facts they stand with or against others.
CREATE VIEW outlets AS
SELECT a.source, count(DISTINCT a.article_id) AS articles, count(DISTINCT a.story_id) AS stories,
  count(DISTINCT c.fact_id) AS facts, count(DISTINCT CASE WHEN f.verdict = 'conflict' THEN f.fact_id END) AS conflicts
FROM articles a
LEFT JOIN position_claims c ON c.article_id = a.article_id
LEFT JOIN facts f ON f.fact_id = c.fact_id
GROUP BY a.source ORDER BY articles DESC, a.source;
