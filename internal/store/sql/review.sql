-- name: review.insert_set
INSERT INTO rule_set (hash, name, body) VALUES ($1, $2, $3);
-- name: review.set
SELECT name, body FROM rule_set WHERE hash = $1;
-- name: review.insert
INSERT INTO review (id, unit_id, subject, post_id, person_id, tenure_id, cycle, span, part, rules, rules_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
-- name: review.by_id
SELECT id, unit_id, subject, post_id, person_id, tenure_id, cycle, span, part, rules, rules_hash FROM review WHERE id = $1;
-- name: review.of
SELECT id, unit_id, subject, post_id, person_id, tenure_id, cycle, span, part, rules, rules_hash FROM review WHERE unit_id = $1 AND cycle = $2 AND span = $3 AND part = $4 AND subject = $5 AND tenure_id = $6;
-- name: review.of_units
SELECT id, unit_id, subject, post_id, person_id, tenure_id, cycle, span, part, rules, rules_hash FROM review WHERE unit_id IN (@ids) AND cycle = $1 AND span = $2 AND part = $3 ORDER BY unit_id, subject, tenure_id;
-- name: review.of_person
SELECT id, unit_id, subject, post_id, person_id, tenure_id, cycle, span, part, rules, rules_hash FROM review WHERE person_id = $1 AND cycle = $2 ORDER BY span, part, id;
-- name: review.insert_step
INSERT INTO review_step (review_id, place, step, facts, result, level, reason, account_id, person_id, by_name, at, on_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
-- name: review.steps
SELECT review_id, place, step, facts, result, level, reason, account_id, person_id, by_name, at, on_day FROM review_step WHERE review_id = $1 ORDER BY place;
-- name: review.last_steps
SELECT review_id, place, step, '', result, level, reason, account_id, person_id, by_name, at, on_day FROM review_step s WHERE review_id IN (@ids) AND place = (SELECT MAX(place) FROM review_step WHERE review_id = s.review_id) ORDER BY review_id;
-- name: review.last_steps_before
SELECT review_id, place, step, '', result, level, reason, account_id, person_id, by_name, at, on_day FROM review_step s WHERE review_id IN (@ids) AND place = (SELECT MAX(place) FROM review_step WHERE review_id = s.review_id AND at < $1) ORDER BY review_id;
-- name: review.of_people
SELECT id, unit_id, subject, post_id, person_id, tenure_id, cycle, span, part, rules, rules_hash FROM review WHERE person_id IN (@ids) AND cycle = $1 ORDER BY person_id, span, part, id;
-- name: review.delete_step
DELETE FROM review_step WHERE review_id = $1 AND place = $2;
-- name: review.delete
DELETE FROM review WHERE id = $1;
-- name: review.insert_comment
INSERT INTO review_comment (id, review_id, field, place, text, account_id, person_id, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
-- name: review.comments
SELECT id, field, place, text, account_id, person_id, by_name, at FROM review_comment WHERE review_id = $1 ORDER BY at, id;
-- name: review.insert_own
INSERT INTO own_rules (id, unit_id, name, rules_hash, file, by_account, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
-- name: review.own_of
SELECT id, unit_id, name, rules_hash, file, by_account, by_name, at FROM own_rules WHERE unit_id IN (@ids) ORDER BY at, id;
-- name: review.own_by_id
SELECT id, unit_id, name, rules_hash, file, by_account, by_name, at FROM own_rules WHERE id = $1;
-- name: review.delete_own
DELETE FROM own_rules WHERE id = $1;
-- name: review.judged_by
SELECT COUNT(*) FROM review WHERE rules_hash = $1;
