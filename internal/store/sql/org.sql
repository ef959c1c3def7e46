-- name: org.insert_unit
INSERT INTO unit (id, code) VALUES ($1, $2);

-- name: org.insert_version
INSERT INTO unit_version (unit_id, valid_from, valid_to, name, name_fold, kind, parent_id, official, place, decision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: org.end_version
UPDATE unit_version SET valid_to = $3 WHERE unit_id = $1 AND valid_from = $2;

-- name: org.versions
SELECT v.unit_id, u.code, v.valid_from, v.valid_to, v.name, v.kind, v.parent_id, v.official, v.place, v.decision
FROM unit_version v JOIN unit u ON u.id = v.unit_id
ORDER BY v.unit_id, v.valid_from;

-- name: org.insert_post
INSERT INTO post (id, unit_id, title, head) VALUES ($1, $2, $3, $4);

-- name: org.posts
SELECT id, unit_id, title, head FROM post ORDER BY id;

-- name: org.insert_person
INSERT INTO person (id, name, fold, sort_key, invented) VALUES ($1, $2, $3, $4, $5);

-- name: org.people
SELECT id, name, invented FROM person ORDER BY sort_key, id;

-- name: org.insert_appointment
INSERT INTO appointment (id, person_id, post_id, capacity, decision, valid_from, valid_to)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: org.end_appointment
UPDATE appointment SET valid_to = $2 WHERE id = $1;

-- name: org.appointments
SELECT id, person_id, post_id, capacity, decision, valid_from, valid_to FROM appointment ORDER BY valid_from, id;

-- name: org.insert_succession
INSERT INTO succession (old_unit_id, new_unit_id, valid_on, part, share, decision) VALUES ($1, $2, $3, $4, $5, $6);

-- name: org.successions
SELECT old_unit_id, new_unit_id, valid_on, part, share, decision FROM succession ORDER BY valid_on, new_unit_id, old_unit_id;

-- name: org.amend_code
UPDATE unit SET code = $2 WHERE id = $1;

-- name: org.amend_version
UPDATE unit_version SET valid_to = $3, name = $4, name_fold = $5, kind = $6, parent_id = $7, official = $8, place = $9, decision = $10
WHERE unit_id = $1 AND valid_from = $2;

-- name: org.drop_version
DELETE FROM unit_version WHERE unit_id = $1 AND valid_from = $2;

-- name: org.drop_unit
DELETE FROM unit WHERE id = $1;

-- name: org.amend_post
UPDATE post SET title = $2, head = $3 WHERE id = $1;

-- name: org.drop_post
DELETE FROM post WHERE id = $1;

-- name: org.amend_person
UPDATE person SET name = $2, fold = $3, sort_key = $4 WHERE id = $1;

-- name: org.amend_appointment
UPDATE appointment SET person_id = $2, capacity = $3, decision = $4, valid_from = $5, valid_to = $6 WHERE id = $1;

-- name: org.drop_appointment
DELETE FROM appointment WHERE id = $1;

-- name: org.hangs_on_unit
SELECT 'post', COUNT(*) FROM post WHERE unit_id = $1
UNION ALL SELECT 'unit', COUNT(*) FROM unit_version WHERE parent_id = $1
UNION ALL SELECT 'document', COUNT(*) FROM document WHERE unit_id = $1
UNION ALL SELECT 'target', COUNT(*) FROM target WHERE unit_id = $1 OR answer_unit_id = $1
UNION ALL SELECT 'target', COUNT(*) FROM target_revision WHERE was_unit_id = $1 AND was_unit_id <> ''
UNION ALL SELECT 'target', COUNT(*) FROM answering_ahead WHERE unit_id = $1
UNION ALL SELECT 'task', COUNT(*) FROM task WHERE unit_id = $1 OR lead_id = $1
UNION ALL SELECT 'task', COUNT(*) FROM task_partner WHERE unit_id = $1
UNION ALL SELECT 'task', COUNT(*) FROM task_event WHERE from_id = $1 OR to_id = $1
UNION ALL SELECT 'directive', COUNT(*) FROM directive WHERE unit_id = $1
UNION ALL SELECT 'request', COUNT(*) FROM charge_request WHERE unit_id = $1 OR asked_id = $1
UNION ALL SELECT 'project', COUNT(*) FROM capital_project WHERE unit_id = $1
UNION ALL SELECT 'shortcoming', COUNT(*) FROM shortcoming WHERE unit_id = $1 OR answer_unit_id = $1
UNION ALL SELECT 'violation', COUNT(*) FROM violation WHERE unit_id = $1
UNION ALL SELECT 'account', COUNT(*) FROM account_grant WHERE unit_id = $1
UNION ALL SELECT 'month', COUNT(*) FROM period_lock WHERE unit_id = $1
UNION ALL SELECT 'succession', COUNT(*) FROM succession WHERE old_unit_id = $1 OR new_unit_id = $1
UNION ALL SELECT 'name', COUNT(*) FROM unit_name WHERE body_id = $1 OR unit_id = $1
UNION ALL SELECT 'name', COUNT(*) FROM figure_sheet WHERE unit_id = $1
UNION ALL SELECT 'name', COUNT(*) FROM synonym WHERE unit_id = $1;

-- name: org.hangs_on_person
SELECT 'appointment', COUNT(*) FROM appointment WHERE person_id = $1
UNION ALL SELECT 'account', COUNT(*) FROM account WHERE person_id = $1
UNION ALL SELECT 'review', COUNT(*) FROM review WHERE person_id = $1
UNION ALL SELECT 'commendation', COUNT(*) FROM commendation WHERE person_id = $1;

-- name: org.drop_person
DELETE FROM person WHERE id = $1;

-- name: org.hangs_on_account
SELECT 'notice', COUNT(*) FROM notice WHERE account_id = $1
UNION ALL SELECT 'notice', COUNT(*) FROM chaser_item WHERE account_id = $1
UNION ALL SELECT 'delegation', COUNT(*) FROM delegation WHERE account_id = $1 OR from_account = $1
UNION ALL SELECT 'deed', COUNT(*) FROM target_revision WHERE by_account = $1
UNION ALL SELECT 'deed', COUNT(*) FROM observation_step WHERE by_account = $1
UNION ALL SELECT 'deed', COUNT(*) FROM task WHERE by_account = $1
UNION ALL SELECT 'deed', COUNT(*) FROM task_event WHERE by_account = $1
UNION ALL SELECT 'deed', COUNT(*) FROM coverage WHERE by_account = $1;

-- name: account.drop
DELETE FROM account WHERE id = $1;

-- name: provision.drop_coverage
DELETE FROM coverage WHERE superior_id = $1 AND own_id = $2 AND no = $3;

-- name: org.hangs_on_post
SELECT 'appointment', COUNT(*) FROM appointment WHERE post_id = $1
UNION ALL SELECT 'target', COUNT(*) FROM target WHERE post_id = $1
UNION ALL SELECT 'target', COUNT(*) FROM target_revision WHERE was_post_id = $1 AND was_post_id <> ''
UNION ALL SELECT 'target', COUNT(*) FROM answering_ahead WHERE post_id = $1
UNION ALL SELECT 'task', COUNT(*) FROM task WHERE post_id = $1
UNION ALL SELECT 'project', COUNT(*) FROM capital_project WHERE post_id = $1
UNION ALL SELECT 'shortcoming', COUNT(*) FROM shortcoming WHERE post_id = $1;
