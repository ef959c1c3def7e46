-- name: capital.insert_project
INSERT INTO capital_project (id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
-- name: capital.close_project
UPDATE capital_project SET closed = $2 WHERE id = $1;
-- name: capital.project
SELECT id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed FROM capital_project WHERE id = $1;
-- name: capital.project_coded
SELECT id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed FROM capital_project WHERE unit_id = $1 AND code = $2;
-- name: capital.projects_of
SELECT id, unit_id, code, name, programme, class, decision, total, post_id, starts, due, closed FROM capital_project WHERE unit_id IN (@ids) ORDER BY unit_id, code;
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
UPDATE capital_project SET name = $2, programme = $3, class = $4, decision = $5, total = $6, post_id = $7, starts = $8, due = $9 WHERE id = $1;
-- name: capital.projects_waiting
SELECT DISTINCT p.project_id FROM capital_payment p JOIN capital_step s ON s.line_id = p.id
WHERE p.year = $1 AND s.no = (SELECT MAX(t.no) FROM capital_step t WHERE t.line_id = p.id) AND s.state IN ('submitted', 'verified', 'returned')
ORDER BY p.project_id;
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
-- name: capital.ties
SELECT target_id, setter, programme, carried FROM capital_tie WHERE target_id IN (@ids);
