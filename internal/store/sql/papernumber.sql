-- name: papernumber.insert
INSERT INTO paper_number (unit_id, series, kind, no, sign, title, issued_on, cycle, template, span, field, lang, version, cancelled, cancelled_by, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', $14, $15, $16);

-- name: papernumber.of
SELECT series, kind, no, sign, title, issued_on, cycle, template, span, field, lang, version, cancelled, cancelled_by, by_name, at
FROM paper_number WHERE unit_id = $1 ORDER BY series DESC, kind, no DESC;

-- name: papernumber.cancel
UPDATE paper_number SET cancelled = $5, cancelled_by = $6 WHERE unit_id = $1 AND series = $2 AND kind = $3 AND no = $4;

-- name: papernumber.correct
UPDATE paper_number SET sign = $5, title = $6, issued_on = $7 WHERE unit_id = $1 AND series = $2 AND kind = $3 AND no = $4;

-- name: papernumber.corrected
INSERT INTO paper_number_correction (unit_id, series, kind, no, place, sign, title, issued_on, reason, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: papernumber.corrections
SELECT series, kind, no, sign, title, issued_on, reason, by_name, at FROM paper_number_correction WHERE unit_id = $1 ORDER BY series, kind, no, place;
