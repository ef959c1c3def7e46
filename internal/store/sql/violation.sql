-- name: violation.insert
INSERT INTO violation (id, unit_id, kind, on_day, place, what, cases, people, area, handling, handled_on, decision, fine, source, invented, struck, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19);

-- name: violation.by_id
SELECT id, unit_id, kind, on_day, place, what, cases, people, area, handling, handled_on, decision, fine, source, invented, struck, by_account, by_name, at FROM violation WHERE id = $1;

-- name: violation.of_units
SELECT id, unit_id, kind, on_day, place, what, cases, people, area, handling, handled_on, decision, fine, source, invented, struck, by_account, by_name, at
FROM violation WHERE on_day >= $1 AND on_day <= $2 AND unit_id IN (@ids) ORDER BY on_day, id;

-- name: violation.amend
UPDATE violation SET kind = $2, on_day = $3, place = $4, what = $5, cases = $6, people = $7, area = $8, handling = $9, handled_on = $10, decision = $11, fine = $12, source = $13, struck = $14 WHERE id = $1;

-- name: violation.insert_feed
INSERT INTO violation_feed (target_id, kind, by_account, by_name, at) VALUES ($1, $2, $3, $4, $5);

-- name: violation.drop_feed
DELETE FROM violation_feed WHERE target_id = $1 AND kind = $2;

-- name: violation.feeds_of
SELECT target_id, kind FROM violation_feed WHERE target_id IN (@ids) ORDER BY target_id, kind;
