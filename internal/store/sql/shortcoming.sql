-- name: shortcoming.insert
INSERT INTO shortcoming (id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at, fold)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: shortcoming.by_id
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE id = $1;

-- name: shortcoming.of_units
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE year = $1 AND unit_id IN (@ids) ORDER BY due, id;

-- name: shortcoming.answered_by
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE answer_unit_id = $1 AND year = $2 AND unit_id <> $1 ORDER BY due, id;

-- name: shortcoming.goes_on
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE from_id = $1 ORDER BY id;

-- name: shortcoming.years
SELECT DISTINCT year FROM shortcoming WHERE unit_id = $1 OR answer_unit_id = $1 ORDER BY year;

-- name: shortcoming.set_state
UPDATE shortcoming SET state = $2 WHERE id = $1;

-- name: shortcoming.amend
UPDATE shortcoming SET statement = $2, field = $3, objective = $4, subjective = $5, answer_unit_id = $6, post_id = $7, product = $8, due = $9, source = $10, fold = $11 WHERE id = $1;

-- name: shortcoming.insert_ground
INSERT INTO shortcoming_ground (shortcoming_id, no, kind, ref_id, name, asked, got, stand) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: shortcoming.grounds_of
SELECT shortcoming_id, kind, ref_id, name, asked, got, stand FROM shortcoming_ground WHERE shortcoming_id IN (@ids) ORDER BY shortcoming_id, no;

-- name: shortcoming.insert_event
INSERT INTO shortcoming_event (shortcoming_id, no, step, on_day, text, to_id, by_account, by_name, at, amended) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: shortcoming.events_of
SELECT shortcoming_id, no, step, on_day, text, to_id, by_account, by_name, at, amended FROM shortcoming_event WHERE shortcoming_id IN (@ids) ORDER BY shortcoming_id, no;

-- name: shortcoming.insert_file
INSERT INTO shortcoming_file (id, shortcoming_id, event, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: shortcoming.files_of
SELECT id, shortcoming_id, event, name, media_type, size, sha256 FROM shortcoming_file WHERE shortcoming_id IN (@ids) ORDER BY shortcoming_id, event, id;

-- name: shortcoming.file
SELECT id, shortcoming_id, event, name, media_type, size, sha256 FROM shortcoming_file WHERE id = $1;

-- name: shortcoming.left
SELECT COUNT(*) FROM shortcoming WHERE year < $1 AND state IN ('remedying', 'awaiting') AND unit_id IN (@ids);

-- name: shortcoming.of_unit_until
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE unit_id = $1 AND year <= $2
UNION ALL
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE answer_unit_id = $1 AND year <= $2 AND unit_id <> $1
ORDER BY year, due, id;

-- name: shortcoming.proved_by
SELECT g.kind, g.ref_id, g.shortcoming_id FROM shortcoming_ground g JOIN shortcoming s ON s.id = g.shortcoming_id WHERE s.unit_id = $1 AND s.state <> 'withdrawn';

-- name: shortcoming.to_remedy
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE answer_unit_id IN (@ids) AND state = 'remedying' ORDER BY due, id LIMIT $1;

-- name: shortcoming.to_confirm
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE unit_id IN (@ids) AND state = 'awaiting' ORDER BY due, id LIMIT $1;

-- name: shortcoming.search
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE (fold LIKE $1 OR fold = '') AND state <> 'withdrawn' ORDER BY year DESC, id LIMIT $2 OFFSET $3;

-- name: shortcoming.search_of
SELECT id, unit_id, year, field, statement, objective, subjective, answer_unit_id, post_id, product, due, from_id, first_year, state, source, invented, by_account, by_name, at
FROM shortcoming WHERE unit_id IN (@ids) AND (fold LIKE $1 OR fold = '') AND state <> 'withdrawn' ORDER BY year DESC, id LIMIT $2 OFFSET $3;
