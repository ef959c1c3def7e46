-- name: lock.insert
INSERT INTO period_lock (unit_id, month, no, locked, reason, open_until, by_name, at, by_account)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: lock.of_unit
SELECT unit_id, month, no, locked, reason, open_until, by_name, at, by_account
FROM period_lock WHERE unit_id = $1 ORDER BY month, no;

-- name: lock.of_units
SELECT unit_id, month, no, locked, reason, open_until, by_name, at, by_account
FROM period_lock WHERE unit_id IN (@ids) ORDER BY unit_id, month, no;
