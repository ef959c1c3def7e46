-- name: charge.insert
INSERT INTO charge_request (id, role, object_id, unit_id, asked_id, name, due, reason, by_account, by_name, at, state, answer, answered_by, answer_name, answered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '', '', 0);

-- name: charge.answer
UPDATE charge_request SET state = $2, answer = $3, answered_by = $4, answer_name = $5, answered_at = $6 WHERE id = $1;

-- name: charge.one
SELECT id, role, object_id, unit_id, asked_id, name, due, reason, by_account, by_name, at, state, answer, answered_by, answer_name, answered_at
FROM charge_request WHERE id = $1;

-- name: charge.of_object
SELECT id, role, object_id, unit_id, asked_id, name, due, reason, by_account, by_name, at, state, answer, answered_by, answer_name, answered_at
FROM charge_request WHERE object_id = $1 ORDER BY at, id;

-- name: charge.waiting_for
SELECT id, role, object_id, unit_id, asked_id, name, due, reason, by_account, by_name, at, state, answer, answered_by, answer_name, answered_at
FROM charge_request WHERE asked_id IN (@ids) AND state = 'waiting' ORDER BY at, id;

-- name: charge.waiting_of
SELECT id, role, object_id, unit_id, asked_id, name, due, reason, by_account, by_name, at, state, answer, answered_by, answer_name, answered_at
FROM charge_request WHERE unit_id IN (@ids) AND state = 'waiting' ORDER BY at, id;

-- name: charge.count_waiting
SELECT COUNT(*) FROM charge_request WHERE unit_id = $1 AND asked_id = $2 AND state = 'waiting';
