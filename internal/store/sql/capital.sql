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
INSERT INTO capital_plan (id, project_id, year, source, setter, kind, amount, decision, decided) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- name: capital.plans_of
SELECT id, project_id, year, source, setter, kind, amount, decision, decided FROM capital_plan WHERE project_id IN (@ids) ORDER BY decided, id;
-- name: capital.insert_payment
INSERT INTO capital_payment (id, project_id, year, source, carried, kind, amount, voucher, paid, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
-- name: capital.payments_of
SELECT id, project_id, year, source, carried, kind, amount, voucher, paid, reason FROM capital_payment WHERE project_id IN (@ids) ORDER BY paid, id;
