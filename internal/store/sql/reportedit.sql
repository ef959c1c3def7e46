-- name: reportedit.insert
INSERT INTO report_edit (unit_id, cycle, template, no, field, lang, block, version, after, step, words, base, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- name: reportedit.of
SELECT block, version, after, step, words, base, by_name, at FROM report_edit
WHERE unit_id = $1 AND cycle = $2 AND template = $3 AND no = $4 AND field = $5 AND lang = $6 ORDER BY block, version;

-- name: reportfreeze.insert
INSERT INTO report_freeze (unit_id, cycle, template, no, field, lang, version, day, title, note, body, entries, root, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: reportfreeze.of
SELECT version, day, title, note, entries, root, by_name, at FROM report_freeze
WHERE unit_id = $1 AND cycle = $2 AND template = $3 AND no = $4 AND field = $5 AND lang = $6 ORDER BY version;

-- name: reportfreeze.body
SELECT body FROM report_freeze
WHERE unit_id = $1 AND cycle = $2 AND template = $3 AND no = $4 AND field = $5 AND lang = $6 AND version = $7;
