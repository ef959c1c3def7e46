-- name: entrydraft.keep
INSERT INTO entry_draft (account_id, month, target_id, unit_id, text, note, meant, within, estimate, seen, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (account_id, month, target_id) DO UPDATE SET unit_id = excluded.unit_id, text = excluded.text, note = excluded.note, meant = excluded.meant,
    within = excluded.within, estimate = excluded.estimate, seen = excluded.seen, at = excluded.at;

-- name: entrydraft.of_month
SELECT target_id, unit_id, text, note, meant, within, estimate, seen, at FROM entry_draft WHERE account_id = $1 AND month = $2 ORDER BY target_id;

-- name: entrydraft.sheets
SELECT unit_id, month, COUNT(*), MAX(at) FROM entry_draft WHERE account_id = $1 GROUP BY unit_id, month ORDER BY month, unit_id;

-- name: entrydraft.drop
DELETE FROM entry_draft WHERE target_id IN (@ids) AND account_id = $1 AND month = $2;

-- name: entrydraft.forget
DELETE FROM entry_draft WHERE account_id = $1 AND at < $2;

-- name: entrydraft.sheet
SELECT columns, means FROM figure_sheet WHERE unit_id = $1 AND headers = $2;

-- name: entrydraft.put_sheet
INSERT INTO figure_sheet (unit_id, headers, columns, means, by_name, at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (unit_id, headers) DO UPDATE SET columns = excluded.columns, means = excluded.means, by_name = excluded.by_name, at = excluded.at;
