-- name: lock.insert
INSERT INTO period_lock (unit_id, month, no, locked, reason, open_until, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: lock.of_unit
SELECT unit_id, month, no, locked, reason, open_until, by_name, at
FROM period_lock WHERE unit_id = $1 ORDER BY month, no;

-- name: lock.of_month
SELECT unit_id, month, no, locked, reason, open_until, by_name, at
FROM period_lock WHERE month = $1 AND unit_id IN ($2, $3, $4, $5, $6, $7, $8, $9) ORDER BY unit_id, no;
