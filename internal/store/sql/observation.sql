-- name: observation.insert
INSERT INTO observation (id, seq, target_id, month, text, actual, cumulative, final, note, source, illustrative,
    by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: observation.by_id
SELECT id, seq, target_id, month, text, actual, cumulative, final, note, source, illustrative, by_account, by_name, at
FROM observation WHERE id = $1;

-- name: observation.of_target
SELECT id, seq, target_id, month, text, actual, cumulative, final, note, source, illustrative, by_account, by_name, at
FROM observation WHERE target_id = $1 ORDER BY month, seq;

-- name: observation.of_month
SELECT id, seq, target_id, month, text, actual, cumulative, final, note, source, illustrative, by_account, by_name, at
FROM observation WHERE target_id = $1 AND month = $2 ORDER BY seq;

-- name: observation.steps_of_month
SELECT s.observation_id, s.no, s.step, s.state, s.reason, s.by_account, s.by_name, s.at
FROM observation_step s JOIN observation o ON o.id = s.observation_id
WHERE o.target_id = $1 AND o.month = $2 ORDER BY s.observation_id, s.no;

-- name: observation.of_unit
SELECT o.id, o.seq, o.target_id, o.month, o.text, o.actual, o.cumulative, o.final, o.note, o.source, o.illustrative,
    o.by_account, o.by_name, o.at
FROM observation o JOIN target t ON t.id = o.target_id
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle = $2 ORDER BY o.target_id, o.month, o.seq;

-- name: observation.insert_step
INSERT INTO observation_step (observation_id, no, step, state, reason, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: observation.steps
SELECT observation_id, no, step, state, reason, by_account, by_name, at
FROM observation_step WHERE observation_id = $1 ORDER BY no;

-- name: observation.steps_of_target
SELECT s.observation_id, s.no, s.step, s.state, s.reason, s.by_account, s.by_name, s.at
FROM observation_step s JOIN observation o ON o.id = s.observation_id
WHERE o.target_id = $1 ORDER BY s.observation_id, s.no;

-- name: observation.steps_of_unit
SELECT s.observation_id, s.no, s.step, s.state, s.reason, s.by_account, s.by_name, s.at
FROM observation_step s JOIN observation o ON o.id = s.observation_id JOIN target t ON t.id = o.target_id
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle = $2 ORDER BY s.observation_id, s.no;

-- name: observation.insert_evidence
INSERT INTO evidence (id, observation_id, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5, $6);

-- name: observation.evidence_of
SELECT id, observation_id, name, media_type, size, sha256 FROM evidence WHERE observation_id = $1 ORDER BY id;

-- name: observation.evidence_of_target
SELECT e.id, e.observation_id, e.name, e.media_type, e.size, e.sha256
FROM evidence e JOIN observation o ON o.id = e.observation_id WHERE o.target_id = $1 ORDER BY e.id;

-- name: observation.evidence_count_of_unit
SELECT o.target_id, COUNT(*)
FROM evidence e JOIN observation o ON o.id = e.observation_id JOIN target t ON t.id = o.target_id
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle = $2 GROUP BY o.target_id;

-- name: observation.evidence
SELECT id, observation_id, name, media_type, size, sha256 FROM evidence WHERE id = $1;

-- name: observation.of_tree
WITH RECURSIVE tree(id) AS (
    SELECT id FROM target WHERE id = $1
    UNION ALL
    SELECT t.id FROM target t JOIN tree ON t.parent_id = tree.id
    WHERE NOT EXISTS (SELECT 1 FROM target_succession s WHERE s.old_target_id = t.id)
)
SELECT o.id, o.seq, o.target_id, o.month, o.text, o.actual, o.cumulative, o.final, o.note, o.source, o.illustrative,
    o.by_account, o.by_name, o.at
FROM observation o JOIN tree ON tree.id = o.target_id ORDER BY o.target_id, o.month, o.seq;

-- name: observation.steps_of_tree
WITH RECURSIVE tree(id) AS (
    SELECT id FROM target WHERE id = $1
    UNION ALL
    SELECT t.id FROM target t JOIN tree ON t.parent_id = tree.id
    WHERE NOT EXISTS (SELECT 1 FROM target_succession s WHERE s.old_target_id = t.id)
)
SELECT s.observation_id, s.no, s.step, s.state, s.reason, s.by_account, s.by_name, s.at
FROM observation_step s JOIN observation o ON o.id = s.observation_id JOIN tree ON tree.id = o.target_id
ORDER BY s.observation_id, s.no;

-- name: observation.of_targets_in
SELECT id, seq, target_id, month, text, actual, cumulative, final, note, source, illustrative, by_account, by_name, at
FROM observation WHERE month = $1 AND target_id IN (@ids) ORDER BY target_id, seq;

-- name: observation.approved_of_indicator
SELECT e.id, e.seq, t.id, e.month, e.text, e.actual, e.cumulative, e.final, e.note, e.source, e.illustrative, e.by_account, e.by_name, e.at
FROM target t JOIN target same ON same.indicator_id = t.indicator_id AND same.unit_id = t.unit_id
JOIN observation e ON e.target_id = same.id
WHERE t.id IN (@ids) AND EXISTS (SELECT 1 FROM observation_step s WHERE s.observation_id = e.id AND s.state = 'approved')
    AND NOT EXISTS (SELECT 1 FROM observation_step s WHERE s.observation_id = e.id AND s.state = 'withdrawn')
ORDER BY t.id, e.month, e.seq;

-- name: observation.steps_of
SELECT observation_id, no, step, state, reason, by_account, by_name, at
FROM observation_step WHERE observation_id IN (@ids) ORDER BY observation_id, no;
