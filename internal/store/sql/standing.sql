-- name: standing.insert
INSERT INTO standing (target_id, at, listed, class, due, amounts, actual, why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: standing.newest
SELECT s.target_id, s.at, s.listed, s.class, s.due, s.amounts, s.actual, s.why
FROM standing s WHERE s.target_id IN (@ids) AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = s.target_id);

-- name: standing.of_target
SELECT target_id, at, listed, class, due, amounts, actual, why FROM standing WHERE target_id = $1 ORDER BY at;

-- name: standing.forget
DELETE FROM standing WHERE target_id = $1;

-- name: standing.forget_all
DELETE FROM standing;

-- name: standing.forget_counts
DELETE FROM standing_count;

-- name: standing.next_targets
SELECT id FROM target WHERE id > $1 ORDER BY id LIMIT $2;

-- name: standing.twins
SELECT t.id, o.id FROM target t
JOIN target o ON o.indicator_id = t.indicator_id AND o.unit_id = t.unit_id AND o.cycle = t.cycle
WHERE t.id IN (@ids) AND t.parent_id || '' = '' AND o.parent_id || '' = '' AND o.id <> t.id;

-- name: standing.successors
SELECT new_target_id FROM target_succession WHERE old_target_id IN (@ids);

-- name: standing.of_unit
SELECT t.id, t.unit_id, t.cycle, t.document_id, t.indicator_id, t.parent_id, t.setter, t.place, t.label, t.field, t.name,
    t.unit_of_measure, t.direction, t.accumulation, t.answer_unit_id, t.post_id, t.illustrative, t.source, t.part_of,
    s.at, s.listed, s.class, s.due, s.amounts, s.actual, s.why
FROM target t JOIN standing s ON s.target_id = t.id
    AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id AND n.at < $3)
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle = $2 AND s.listed ORDER BY t.unit_id, t.place, t.id;

-- name: standing.below
SELECT t.id, t.unit_id, t.cycle, t.document_id, t.indicator_id, t.parent_id, t.setter, t.place, t.label, t.field, t.name,
    t.unit_of_measure, t.direction, t.accumulation, t.answer_unit_id, t.post_id, t.illustrative, t.source, t.part_of,
    s.at, s.listed, s.class, s.due, s.amounts, s.actual, s.why
FROM unit_version v JOIN target t ON t.unit_id = v.unit_id AND t.cycle = $3
JOIN standing s ON s.target_id = t.id AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id AND n.at < $4)
WHERE v.parent_id = $1 AND v.valid_from <= $2 AND v.valid_to > $2 AND s.listed ORDER BY t.unit_id, t.place, t.id;

-- name: standing.peers
SELECT t.id, t.unit_id, t.cycle, t.document_id, t.indicator_id, t.parent_id, t.setter, t.place, t.label, t.field, t.name,
    t.unit_of_measure, t.direction, t.accumulation, t.answer_unit_id, t.post_id, t.illustrative, t.source, t.part_of,
    s.at, s.listed, s.class, s.due, s.amounts, s.actual, s.why
FROM unit_version v JOIN target t ON t.unit_id = v.unit_id AND t.cycle = $3 AND t.indicator_id = $5
JOIN standing s ON s.target_id = t.id AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id AND n.at < $4)
WHERE v.parent_id = $1 AND v.valid_from <= $2 AND v.valid_to > $2 AND s.listed ORDER BY t.unit_id, t.place, t.id;

-- name: standing.counts_from
SELECT day, exceeded, met, not_met, not_assessed, reported FROM standing_count
WHERE unit_id = $1 AND cycle = $2 AND role = $3
    AND day >= (SELECT COALESCE(MAX(n.day), '') FROM standing_count n WHERE n.unit_id = $1 AND n.cycle = $2 AND n.role = $3 AND n.day <= $4)
ORDER BY day;

-- name: standing.put_count
INSERT INTO standing_count (unit_id, cycle, role, day, exceeded, met, not_met, not_assessed, reported)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (unit_id, cycle, role, day) DO UPDATE SET exceeded = excluded.exceeded, met = excluded.met,
    not_met = excluded.not_met, not_assessed = excluded.not_assessed, reported = excluded.reported;

-- name: standing.count_children
SELECT v.unit_id, c.role, c.exceeded, c.met, c.not_met, c.not_assessed, c.reported
FROM unit_version v JOIN standing_count c ON c.unit_id = v.unit_id AND c.cycle = $3 AND c.role = 'own'
    AND c.day = (SELECT MAX(n.day) FROM standing_count n WHERE n.unit_id = v.unit_id AND n.cycle = $3 AND n.role = 'own' AND n.day <= $4)
WHERE v.parent_id = $1 AND v.valid_from <= $2 AND v.valid_to > $2
UNION ALL
SELECT v.unit_id, c.role, c.exceeded, c.met, c.not_met, c.not_assessed, c.reported
FROM unit_version v JOIN standing_count c ON c.unit_id = v.unit_id AND c.cycle = $3 AND c.role = 'answers'
    AND c.day = (SELECT MAX(n.day) FROM standing_count n WHERE n.unit_id = v.unit_id AND n.cycle = $3 AND n.role = 'answers' AND n.day <= $4)
WHERE v.parent_id = $1 AND v.valid_from <= $2 AND v.valid_to > $2;

-- name: standing.count_under
WITH RECURSIVE under(id, top) AS (
    SELECT unit_id, unit_id FROM unit_version WHERE parent_id = $1 AND valid_from <= $2 AND valid_to > $2
    UNION
    SELECT v.unit_id, under.top FROM under JOIN unit_version v ON v.parent_id = under.id
    WHERE v.valid_from <= $2 AND v.valid_to > $2
)
SELECT under.top, CAST(SUM(c.exceeded + c.met) AS BIGINT), CAST(SUM(c.exceeded + c.met + c.not_met + c.not_assessed) AS BIGINT)
FROM under CROSS JOIN standing_count c WHERE c.unit_id = under.id AND c.cycle = $3 AND c.role = 'own'
    AND c.day = (SELECT MAX(n.day) FROM standing_count n WHERE n.unit_id = under.id AND n.cycle = $3 AND n.role = 'own' AND n.day <= $4)
GROUP BY under.top;

-- name: standing.count_of
SELECT unit_id, role, exceeded, met, not_met, not_assessed, reported FROM standing_count
WHERE unit_id = $1 AND cycle = $2 AND role = $3
    AND day = (SELECT MAX(n.day) FROM standing_count n WHERE n.unit_id = $1 AND n.cycle = $2 AND n.role = $3 AND n.day <= $4);

-- name: standing.before
SELECT t.id, t.unit_id, t.cycle, t.document_id, t.indicator_id, t.parent_id, t.setter, t.place, t.label, t.field, t.name,
    t.unit_of_measure, t.direction, t.accumulation, t.answer_unit_id, t.post_id, t.illustrative, t.source, t.part_of,
    s.at, s.listed, s.class, s.due, s.amounts, s.actual, s.why, COALESCE(r.criterion, '')
FROM target t JOIN standing s ON s.target_id = t.id
    AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id AND n.at < $3)
LEFT JOIN target_revision r ON r.target_id = t.id
    AND r.no = (SELECT MAX(n.no) FROM target_revision n WHERE n.target_id = t.id AND n.at < $3)
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle < $2 AND t.cycle >= $4 AND (t.indicator_id = $5 OR CAST($5 AS TEXT) = '') AND s.listed
ORDER BY t.unit_id, t.place, t.id;

-- name: standing.forget_counts_of
DELETE FROM standing_count WHERE unit_id = $1 AND cycle = $2;

-- name: standing.history
SELECT t.id, t.unit_id, t.cycle, t.document_id, t.indicator_id, t.parent_id, t.setter, t.place, t.label, t.field, t.name,
    t.unit_of_measure, t.direction, t.accumulation, t.answer_unit_id, t.post_id, t.illustrative, t.source, t.part_of,
    s.at, s.listed, s.class, s.due, s.amounts, s.actual, s.why
FROM target t JOIN standing s ON s.target_id = t.id
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle = $2 ORDER BY t.id, s.at;

-- name: standing.fill
SELECT rules, filled FROM standing_fill WHERE id = 1;

-- name: standing.put_fill
UPDATE standing_fill SET rules = $1, filled = $2 WHERE id = 1;

-- name: standing.reported_for
SELECT id, target_id FROM observation WHERE id IN (@ids);

-- name: standing.of_targets
SELECT target_id, at, listed, class, due, amounts, actual, why FROM standing WHERE target_id IN (@ids) ORDER BY target_id, at;

-- name: standing.stray
SELECT DISTINCT s.target_id FROM standing s WHERE NOT EXISTS (SELECT 1 FROM target t WHERE t.id = s.target_id) ORDER BY s.target_id;

-- name: standing.all_counts
SELECT unit_id, cycle, role, day, exceeded, met, not_met, not_assessed, reported FROM standing_count ORDER BY unit_id, cycle, role, day;

-- name: standing.fills
SELECT id, rules, filled FROM standing_fill ORDER BY id;

-- name: standing.before_peers
SELECT t.id, t.unit_id, t.cycle, t.document_id, t.indicator_id, t.parent_id, t.setter, t.place, t.label, t.field, t.name,
    t.unit_of_measure, t.direction, t.accumulation, t.answer_unit_id, t.post_id, t.illustrative, t.source, t.part_of,
    s.at, s.listed, s.class, s.due, s.amounts, s.actual, s.why, COALESCE(r.criterion, '')
FROM unit_version v JOIN target t ON t.unit_id = v.unit_id AND t.cycle < $3 AND t.cycle >= $5 AND t.indicator_id = $6
JOIN standing s ON s.target_id = t.id AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id AND n.at < $4)
LEFT JOIN target_revision r ON r.target_id = t.id
    AND r.no = (SELECT MAX(n.no) FROM target_revision n WHERE n.target_id = t.id AND n.at < $4)
WHERE v.parent_id = $1 AND v.valid_from <= $2 AND v.valid_to > $2 AND s.listed ORDER BY t.unit_id, t.place, t.id;
