-- name: commendation.insert
INSERT INTO commendation (id, unit_id, decider_id, subject, person_id, tenure_id, cycle, award, occasion, received_on, rules, rules_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
-- name: commendation.by_id
SELECT id, unit_id, decider_id, subject, person_id, tenure_id, cycle, award, occasion, received_on, rules, rules_hash FROM commendation WHERE id = $1;
-- name: commendation.of_year
SELECT id, unit_id, decider_id, subject, person_id, tenure_id, cycle, award, occasion, received_on, rules, rules_hash FROM commendation WHERE unit_id IN (@ids) AND cycle = $1 ORDER BY id;
-- name: commendation.by_decider
SELECT id, unit_id, decider_id, subject, person_id, tenure_id, cycle, award, occasion, received_on, rules, rules_hash FROM commendation WHERE decider_id = $1 AND cycle = $2 ORDER BY id;
-- name: commendation.of_units
SELECT id, unit_id, decider_id, subject, person_id, tenure_id, cycle, award, occasion, received_on, rules, rules_hash FROM commendation WHERE unit_id IN (@ids) AND subject = 'collective' AND cycle <= $1 ORDER BY cycle, id;
-- name: commendation.of_people
SELECT id, unit_id, decider_id, subject, person_id, tenure_id, cycle, award, occasion, received_on, rules, rules_hash FROM commendation WHERE person_id IN (@ids) AND cycle <= $1 ORDER BY cycle, id;
-- name: commendation.insert_step
INSERT INTO commendation_step (commendation_id, place, step, said, account_id, person_id, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
-- name: commendation.steps
SELECT commendation_id, place, step, said, account_id, person_id, by_name, at FROM commendation_step WHERE commendation_id IN (@ids) ORDER BY commendation_id, place;
-- name: commendation.insert_hold
INSERT INTO commendation_hold (id, unit_id, person_id, kind, from_on, closed_on, text, outcome, by_account, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
-- name: commendation.close_hold
UPDATE commendation_hold SET closed_on = $2, outcome = $3 WHERE id = $1;
-- name: commendation.hold
SELECT id, unit_id, person_id, kind, from_on, closed_on, text, outcome, by_account, by_name, at FROM commendation_hold WHERE id = $1;
-- name: commendation.holds_of_units
SELECT id, unit_id, person_id, kind, from_on, closed_on, text, outcome, by_account, by_name, at FROM commendation_hold WHERE unit_id IN (@ids) ORDER BY from_on DESC, id;
-- name: commendation.holds_of_people
SELECT id, unit_id, person_id, kind, from_on, closed_on, text, outcome, by_account, by_name, at FROM commendation_hold WHERE person_id IN (@ids) ORDER BY from_on DESC, id;
