-- name: ahead.insert
INSERT INTO answering_ahead (id, target_id, unit_id, post_id, from_day, reason, by_account, by_name, at, state, closed_by, closed_name, closed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', 0);

-- name: ahead.close
UPDATE answering_ahead SET state = $2, closed_by = $3, closed_name = $4, closed_at = $5 WHERE id = $1;

-- name: ahead.one
SELECT id, target_id, unit_id, post_id, from_day, reason, by_account, by_name, at, state, closed_by, closed_name, closed_at
FROM answering_ahead WHERE id = $1;

-- name: ahead.of_targets
SELECT id, target_id, unit_id, post_id, from_day, reason, by_account, by_name, at, state, closed_by, closed_name, closed_at
FROM answering_ahead WHERE target_id IN (@ids) ORDER BY at, id;

-- name: ahead.of_post
SELECT id, target_id, unit_id, post_id, from_day, reason, by_account, by_name, at, state, closed_by, closed_name, closed_at
FROM answering_ahead WHERE post_id = $1 AND state = 'ahead' ORDER BY from_day, id;

-- name: ahead.due
SELECT id, target_id, unit_id, post_id, from_day, reason, by_account, by_name, at, state, closed_by, closed_name, closed_at
FROM answering_ahead WHERE state = 'ahead' AND from_day <= $1 ORDER BY from_day, id;

-- name: ahead.of_units
SELECT id, target_id, unit_id, post_id, from_day, reason, by_account, by_name, at, state, closed_by, closed_name, closed_at
FROM answering_ahead WHERE unit_id IN (@ids) AND state = 'ahead' ORDER BY from_day, id;
