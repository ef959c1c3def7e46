-- name: amendment.insert
INSERT INTO amendment (subject, object_id, no, from_day, was, became, reason, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: amendment.of
SELECT subject, object_id, no, from_day, was, became, reason, by_account, by_name, at
FROM amendment WHERE subject = $1 AND object_id = $2 ORDER BY no;

-- name: amendment.of_directory
SELECT subject, object_id, no, from_day, was, became, reason, by_account, by_name, at
FROM amendment WHERE subject IN ('unit', 'post', 'person', 'appointment') ORDER BY at, subject, object_id, no;

-- name: amendment.since
SELECT subject, object_id, no, from_day, was, became, reason, by_account, by_name, at
FROM amendment WHERE subject = $1 AND at >= $2 AND object_id IN (@ids) ORDER BY object_id, no;
