"""Which rows want a person's eye, and in which order: SQL that fills the queue from the store."""

from __future__ import annotations

# Reasons in the order in which the queue shows them; the numbers are the weights below.
REASONS = ("check", "impossible", "conflict", "missing", "low")
SURE = 0.9  # rows at this confidence and above may be used unseen (contract)
CLOSE = 0.005  # two exact values of one place, period and indicator differ by more than this share

_LOW = " UNION ALL ".join(
    f"SELECT '{table}', rowid, doc, char_start, 4, confidence FROM store.{table} WHERE confidence < {SURE}"  # noqa: S608
    for table in ("quantities", "organizations", "campaigns", "measures")
)

QUEUE = f"""
CREATE TEMP TABLE flagged (tbl TEXT, row INTEGER, doc INTEGER, start INTEGER, weight INTEGER, confidence REAL);
INSERT INTO flagged
SELECT 'quantities', q.rowid, q.doc, q.char_start, CASE c.kind WHEN 'impossible' THEN 1 WHEN 'conflict' THEN 2 ELSE 0 END, q.confidence
FROM store.checks c, json_each('["' || replace(c.quantity_ids, char(59), '","') || '"]') part
JOIN store.quantities q ON q.doc = c.doc AND q.quantity_id = part.value WHERE c.status = 'mismatch';
INSERT INTO flagged
SELECT 'quantities', q.rowid, q.doc, q.char_start, 2, q.confidence FROM store.quantities q JOIN docs d ON d.doc = q.doc
JOIN (SELECT i.indicator AS code, i.region_code AS place, i.period AS period, i.status AS status FROM store.quantities i
      JOIN docs ON docs.doc = i.doc WHERE i.indicator != '' AND i.region_code != '' AND i.period != '' AND i.qualifier = 'exact'
      AND docs.duplicate_of = '' GROUP BY 1, 2, 3, 4
      HAVING max(i.base_value) - min(i.base_value) > {CLOSE} * max(abs(max(i.base_value)), abs(min(i.base_value)))) g
ON q.indicator = g.code AND q.indicator != '' AND q.region_code = g.place AND q.period = g.period AND q.status = g.status
WHERE d.duplicate_of = '';
INSERT INTO flagged SELECT 'quantities', rowid, doc, char_start, 3, confidence FROM store.quantities WHERE missing != '';
INSERT INTO flagged {_LOW};
CREATE TABLE queue AS
SELECT row_number() OVER (ORDER BY min(weight), tbl != 'quantities', confidence, doc, start) AS place, tbl, row, doc, start,
    min(weight) AS weight, group_concat(DISTINCT weight) AS weights, confidence
FROM flagged WHERE doc IN (SELECT doc FROM docs) GROUP BY tbl, row;
DROP TABLE flagged;
CREATE INDEX queue_place ON queue (place);
CREATE INDEX queue_doc ON queue (doc);
CREATE TABLE indicators AS
SELECT code, count(DISTINCT doc) AS n_docs, count(*) AS n FROM (
    SELECT indicator AS code, doc FROM store.quantities WHERE indicator != ''
    UNION ALL SELECT indicator_wide, doc FROM store.quantities WHERE indicator_wide != '' AND indicator = '')
GROUP BY code ORDER BY n_docs DESC, n DESC, code
"""  # noqa: S608 - all parts are constants of this file
