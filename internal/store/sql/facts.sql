-- name: facts.targets
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE id IN (@ids) ORDER BY id;

-- name: facts.revisions
SELECT target_id, no, wording, criterion, baseline, document_id, reason, confirmed, by_account, by_name, at, options, dropped, amended
FROM target_revision WHERE target_id IN (@ids) ORDER BY target_id, no;

-- name: facts.observations
SELECT id, seq, target_id, month, text, actual, cumulative, final, note, source, illustrative, by_account, by_name, at
FROM observation WHERE target_id IN (@ids) ORDER BY target_id, month, seq;

-- name: facts.steps
SELECT s.observation_id, s.no, s.step, s.state, s.reason, s.by_account, s.by_name, s.at
FROM observation_step s JOIN observation o ON o.id = s.observation_id
WHERE o.target_id IN (@ids) ORDER BY s.observation_id, s.no;

-- name: facts.confirmations
SELECT target_id, no, proposed, confirmed, reason, by_account, by_name, at
FROM assessment WHERE target_id IN (@ids) ORDER BY target_id, no;

-- name: facts.around
SELECT 'twin', t.id, o.id, o.unit_id, '', '', 0 FROM target t
JOIN target o ON o.indicator_id = t.indicator_id AND o.unit_id = t.unit_id AND o.cycle = t.cycle
WHERE t.id IN (@ids) AND t.parent_id || '' = '' AND o.parent_id || '' = '' AND o.id <> t.id
UNION ALL
SELECT 'from', s.new_target_id, s.old_target_id, '', s.valid_on, s.share, 0 FROM target_succession s WHERE s.new_target_id IN (@ids)
UNION ALL
SELECT 'into', s.old_target_id, s.new_target_id, t.unit_id, s.valid_on, s.share, 0
FROM target_succession s JOIN target t ON t.id = s.new_target_id WHERE s.old_target_id IN (@ids)
UNION ALL
SELECT 'files', o.target_id, '', '', '', '', COUNT(*)
FROM observation o JOIN evidence e ON e.observation_id = o.id WHERE o.target_id IN (@ids) GROUP BY o.target_id
ORDER BY 2, 3;

-- name: facts.documents
SELECT id, unit_id, cycle, number, issuer, issued_on, title, invented, kind, level, term_from, term_to
FROM document WHERE id IN (@ids) ORDER BY id;

-- name: facts.evidence
SELECT id, observation_id, name, media_type, size, sha256 FROM evidence WHERE observation_id IN (@ids) ORDER BY id;

-- name: facts.observations_at
SELECT o.id, o.seq, o.target_id, o.month, o.text, o.actual, o.cumulative, o.final, o.note, o.source, o.illustrative, o.by_account, o.by_name, o.at,
    s.no, s.step, s.state, s.reason, s.by_account, s.by_name, s.at
FROM observation o JOIN observation_step s ON s.observation_id = o.id
    AND s.no = (SELECT MAX(n.no) FROM observation_step n WHERE n.observation_id = o.id AND n.at < $1)
WHERE o.target_id IN (@ids) ORDER BY o.target_id, o.month, o.seq;
