-- name: capital.insert_project
INSERT INTO capital_project (id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed, component, serves)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
-- name: capital.close_project
UPDATE capital_project SET closed = $2 WHERE id = $1;
-- name: capital.project
SELECT id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed, component, serves FROM capital_project WHERE id = $1;
-- name: capital.project_coded
SELECT id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed, component, serves FROM capital_project WHERE unit_id = $1 AND code = $2;
-- name: capital.projects_of
SELECT id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed, component, serves FROM capital_project WHERE unit_id IN (@ids) ORDER BY unit_id, code;
-- name: capital.count_of
SELECT COUNT(*) FROM capital_project WHERE unit_id IN (@ids);
-- name: capital.programmes_of
SELECT DISTINCT programme FROM capital_project WHERE programme <> '' AND unit_id IN (@ids);
-- name: capital.serving
SELECT id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed, component, serves FROM capital_project WHERE serves LIKE $1 ORDER BY unit_id, code;
-- name: capital.insert_plan
INSERT INTO capital_plan (id, project_id, year, source, setter, kind, amount, decision, decided, corrects) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
-- name: capital.plans_of
SELECT id, project_id, year, source, setter, kind, amount, decision, decided, corrects FROM capital_plan WHERE project_id IN (@ids) ORDER BY decided, id;
-- name: capital.insert_payment
INSERT INTO capital_payment (id, project_id, year, source, carried, kind, amount, voucher, paid, reason, corrects) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
-- name: capital.payments_of
SELECT id, project_id, year, source, carried, kind, amount, voucher, paid, reason, corrects FROM capital_payment WHERE project_id IN (@ids) ORDER BY paid, id;
-- name: capital.insert_step
INSERT INTO capital_step (line_id, no, project_id, step, state, reason, by_account, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- name: capital.steps_of
SELECT line_id, no, project_id, step, state, reason, by_account, by_name, at FROM capital_step WHERE project_id IN (@ids) ORDER BY line_id, no;
-- name: capital.insert_file
INSERT INTO capital_file (id, payment_id, project_id, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7);
-- name: capital.files_of
SELECT id, payment_id, name, media_type, size, sha256 FROM capital_file WHERE project_id IN (@ids) ORDER BY id;
-- name: capital.file
SELECT id, payment_id, name, media_type, size, sha256 FROM capital_file WHERE id = $1;
-- name: capital.project_of_payment
SELECT project_id FROM capital_payment WHERE id = $1;
-- name: capital.project_of_plan
SELECT project_id FROM capital_plan WHERE id = $1;
-- name: capital.amend_project
UPDATE capital_project SET name = $2, programme = $3, class = $4, decision = $5, total = $6, post_id = $7, starts = $8, due = $9, component = $10, serves = $11 WHERE id = $1;
-- name: capital.waiting_put
INSERT INTO capital_waiting (payment_id, project_id, unit_id, year, paid, by_account, state, last_by)
SELECT p.id, p.project_id, r.unit_id, p.year, p.paid, f.by_account, CAST($2 AS TEXT), CAST($3 AS TEXT)
FROM capital_payment p JOIN capital_project r ON r.id = p.project_id JOIN capital_step f ON f.line_id = p.id AND f.no = 1 WHERE p.id = $1
ON CONFLICT (payment_id) DO UPDATE SET state = excluded.state, last_by = excluded.last_by;
-- name: capital.waiting_drop
DELETE FROM capital_waiting WHERE payment_id = $1;
-- name: capital.waiting_of
SELECT payment_id, project_id, year, state, by_account, paid FROM capital_waiting
WHERE year = $1 AND unit_id IN (@ids) ORDER BY paid, payment_id;
-- name: capital.waiting_sum
SELECT p.kind, COUNT(*), CAST(SUM(p.amount) AS BIGINT) FROM capital_waiting w JOIN capital_payment p ON p.id = w.payment_id
WHERE w.state <> 'returned' AND w.year = $1 AND w.paid <= $2 AND w.unit_id IN (@ids) GROUP BY p.kind;
-- name: capital.waiting_for
SELECT payment_id, project_id, year, state, by_account, paid FROM capital_waiting
WHERE state <> 'returned' AND unit_id IN (@ids) ORDER BY paid, payment_id LIMIT $1;
-- name: capital.waiting_by
SELECT payment_id, project_id, year, state, by_account, paid FROM capital_waiting
WHERE state = 'returned' AND by_account IN (@ids) ORDER BY paid, payment_id;
-- name: capital.waiting_all
SELECT payment_id, project_id, unit_id, year, paid, by_account, state, last_by FROM capital_waiting ORDER BY payment_id;
-- name: capital.waiting_due
SELECT p.id, p.project_id, r.unit_id, p.year, p.paid, f.by_account, s.state, s.by_account
FROM capital_payment p JOIN capital_project r ON r.id = p.project_id
JOIN capital_step f ON f.line_id = p.id AND f.no = 1
JOIN capital_step s ON s.line_id = p.id AND s.no = (SELECT MAX(l.no) FROM capital_step l WHERE l.line_id = p.id)
WHERE s.state IN ('submitted', 'verified', 'returned') ORDER BY p.id;
-- name: capital.projects_by_id
SELECT id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed, component, serves FROM capital_project WHERE id IN (@ids) ORDER BY unit_id, code;
-- name: capital.insert_event
INSERT INTO capital_event (id, project_id, kind, year, happened, body, corrects, reason, by_account, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
-- name: capital.events_of
SELECT id, project_id, kind, year, happened, body, corrects, reason, by_account, by_name, at FROM capital_event WHERE project_id IN (@ids) ORDER BY at, id;
-- name: capital.insert_statement
INSERT INTO capital_statement (id, unit_id, year, day, no, name, body, reason, by_account, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
-- name: capital.statements
SELECT id, unit_id, year, day, no, name, body, reason, by_account, by_name, at FROM capital_statement WHERE unit_id = $1 AND year = $2 ORDER BY day, no;
-- name: capital.insert_tie
INSERT INTO capital_tie (target_id, setter, programme, carried, by_account, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7);
-- name: capital.drop_tie
DELETE FROM capital_tie WHERE target_id = $1;
-- name: capital.insert_past_tie
INSERT INTO capital_tie_past (target_id, no, setter, programme, carried, by_name, at, ended_name, ended) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- name: capital.past_ties
SELECT target_id, setter, programme, carried, by_name, at, ended_name, ended FROM capital_tie_past WHERE target_id IN (@ids) ORDER BY target_id, no;
-- name: capital.ties
SELECT target_id, setter, programme, carried, by_name, at FROM capital_tie WHERE target_id IN (@ids);
