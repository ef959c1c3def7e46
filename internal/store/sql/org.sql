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
