-- name: waiting.put
INSERT INTO waiting (observation_id, seq, target_id, unit_id, answer_unit_id, month, by_account, state, last_by)
SELECT o.id, o.seq, o.target_id, t.unit_id, t.answer_unit_id, o.month, o.by_account, CAST($1 AS TEXT), CAST($2 AS TEXT)
FROM observation o JOIN target t ON t.id = o.target_id WHERE o.id IN (@ids)
ON CONFLICT (observation_id) DO UPDATE SET state = excluded.state, last_by = excluded.last_by;

-- name: waiting.drop
DELETE FROM waiting WHERE observation_id IN (@ids);

-- name: waiting.of_author
SELECT observation_id, target_id, unit_id, answer_unit_id, by_account, state, last_by, month, (SELECT t.document_id FROM target t WHERE t.id = target_id) FROM waiting
WHERE by_account = $1 ORDER BY seq LIMIT $2;

-- name: waiting.of_author_in
SELECT w.observation_id, w.target_id, w.unit_id, w.answer_unit_id, w.by_account, w.state, w.last_by, w.month, t.document_id
FROM waiting w JOIN target t ON t.id = w.target_id
WHERE w.by_account = $1 AND w.month = $2 AND (t.unit_id = $3 OR t.answer_unit_id = $3) ORDER BY w.seq;

-- name: waiting.of_units
SELECT observation_id, target_id, unit_id, answer_unit_id, by_account, state, last_by, month, (SELECT t.document_id FROM target t WHERE t.id = target_id) FROM waiting
WHERE state || '' = $1 AND (unit_id IN (@ids) OR answer_unit_id IN (@ids)) AND by_account <> $2 AND last_by <> $2 ORDER BY seq LIMIT $3;

-- name: waiting.oldest
SELECT observation_id, target_id, unit_id, answer_unit_id, by_account, state, last_by, month, (SELECT t.document_id FROM target t WHERE t.id = target_id) FROM waiting
WHERE state = $1 AND by_account <> $2 AND last_by <> $2 ORDER BY seq LIMIT $3 OFFSET $4;

-- name: waiting.reported
SELECT DISTINCT o.target_id FROM target t JOIN observation o ON o.target_id = t.id AND o.month = $3
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle = $2
    AND EXISTS (SELECT 1 FROM observation_step s WHERE s.observation_id = o.id AND s.state <> 'withdrawn'
        AND s.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = o.id));

-- name: waiting.all
SELECT observation_id, seq, target_id, unit_id, answer_unit_id, month, by_account, state, last_by FROM waiting ORDER BY observation_id;

-- name: waiting.due
SELECT o.id, o.seq, o.target_id, t.unit_id, t.answer_unit_id, o.month, o.by_account, s.state, s.by_account
FROM observation_step s JOIN observation o ON o.id = s.observation_id JOIN target t ON t.id = o.target_id
WHERE s.state <> 'approved' AND s.state <> 'withdrawn'
    AND s.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = s.observation_id)
ORDER BY o.id;
