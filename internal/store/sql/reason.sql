-- name: reason.insert
INSERT INTO reason (id, subject, of_id, month, kind, cause, remedy, promised, who, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: reason.of
SELECT id, subject, of_id, month, kind, cause, remedy, promised, who, by_account, by_name, at FROM reason
WHERE of_id IN (@ids) ORDER BY of_id, at, id;
