-- name: target.insert_document
INSERT INTO document (id, unit_id, cycle, number, issuer, issued_on, title, invented, kind, level, term_from, term_to, fold, kept_as)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- name: target.document
SELECT id, unit_id, cycle, number, issuer, issued_on, title, invented, kind, level, term_from, term_to FROM document WHERE id = $1;

-- name: target.documents
SELECT id, unit_id, cycle, number, issuer, issued_on, title, invented, kind, level, term_from, term_to
FROM document WHERE unit_id = $1 AND cycle = $2 ORDER BY issued_on, number;

-- name: target.documents_of_unit
SELECT id, unit_id, cycle, number, issuer, issued_on, title, invented, kind, level, term_from, term_to
FROM document WHERE unit_id = $1 ORDER BY issued_on DESC, number;

-- name: target.find_indicator
SELECT id FROM indicator WHERE name_fold = $1 AND unit_of_measure = $2;

-- name: target.insert_indicator
INSERT INTO indicator (id, name, name_fold, unit_of_measure) VALUES ($1, $2, $3, $4);

-- name: target.insert
INSERT INTO target (id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    name_fold, unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: target.by_id
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE id = $1;

-- name: target.of_unit
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE (unit_id = $1 OR answer_unit_id = $1) AND cycle = $2 ORDER BY unit_id, place, id;

-- name: target.of_post
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE post_id = $1
    OR id IN (SELECT target_id FROM target_revision WHERE was_post_id = $1 AND was_post_id <> '')
ORDER BY cycle DESC, unit_id, place, id;

-- name: target.of_parent
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE parent_id = $1
    AND NOT EXISTS (SELECT 1 FROM target_succession s WHERE s.old_target_id = target.id)
ORDER BY place, id;

-- name: target.of_indicator
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE indicator_id = $1 AND unit_id = $2 ORDER BY cycle, place, id;

-- name: target.cycles
SELECT DISTINCT cycle FROM target WHERE unit_id = $1 OR answer_unit_id = $1 ORDER BY cycle;

-- name: target.insert_revision
INSERT INTO target_revision (target_id, no, wording, criterion, baseline, document_id, reason, confirmed,
    by_account, by_name, at, options, dropped, amended, was_unit_id, was_post_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: target.revisions
SELECT target_id, no, wording, criterion, baseline, document_id, reason, confirmed, by_account, by_name, at, options, dropped, amended
FROM target_revision WHERE target_id = $1 ORDER BY no;

-- name: target.revisions_of_unit
SELECT r.target_id, r.no, r.wording, r.criterion, r.baseline, r.document_id, r.reason, r.confirmed,
    r.by_account, r.by_name, r.at, r.options, r.dropped, r.amended
FROM target_revision r JOIN target t ON t.id = r.target_id
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle = $2 ORDER BY r.target_id, r.no;

-- name: target.insert_reserve
INSERT INTO allotment (target_id, no, reserve, reason, by_name, at) VALUES ($1, $2, $3, $4, $5, $6);

-- name: target.reserves
SELECT target_id, no, reserve, reason, by_name, at FROM allotment WHERE target_id = $1 ORDER BY no;

-- name: target.insert_confirmation
INSERT INTO assessment (target_id, no, proposed, confirmed, reason, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: target.confirmations
SELECT target_id, no, proposed, confirmed, reason, by_account, by_name, at
FROM assessment WHERE target_id = $1 ORDER BY no;

-- name: target.confirmations_of_unit
SELECT a.target_id, a.no, a.proposed, a.confirmed, a.reason, a.by_account, a.by_name, a.at
FROM assessment a JOIN target t ON t.id = a.target_id
WHERE (t.unit_id = $1 OR t.answer_unit_id = $1) AND t.cycle = $2 ORDER BY a.target_id, a.no;

-- name: target.units_from
SELECT DISTINCT unit_id, cycle FROM target WHERE cycle >= $1 ORDER BY cycle, unit_id;

-- name: target.insert_succession
INSERT INTO target_succession (old_target_id, new_target_id, valid_on, share) VALUES ($1, $2, $3, $4);

-- name: target.predecessors
SELECT old_target_id, valid_on, share FROM target_succession WHERE new_target_id = $1 ORDER BY old_target_id;

-- name: target.successors
SELECT new_target_id, valid_on, share FROM target_succession WHERE old_target_id = $1 ORDER BY new_target_id;

-- name: target.successions_of_unit
SELECT s.old_target_id, s.new_target_id, s.valid_on, s.share
FROM target_succession s
WHERE s.old_target_id IN (SELECT id FROM target WHERE (unit_id = $1 OR answer_unit_id = $1) AND cycle = $2)
    OR s.new_target_id IN (SELECT id FROM target WHERE (unit_id = $1 OR answer_unit_id = $1) AND cycle = $2)
ORDER BY s.new_target_id, s.old_target_id;

-- name: target.search_documents
SELECT id, unit_id, cycle, number, issuer, issued_on, title, invented, kind, level, term_from, term_to
FROM document WHERE fold LIKE $1 ORDER BY issued_on DESC, id LIMIT $2 OFFSET $3;

-- name: target.search_documents_of
SELECT id, unit_id, cycle, number, issuer, issued_on, title, invented, kind, level, term_from, term_to
FROM document WHERE unit_id IN (@ids) AND fold LIKE $1 ORDER BY issued_on DESC, id LIMIT $2 OFFSET $3;

-- name: target.successions_around
SELECT old_target_id, new_target_id, valid_on, share FROM target_succession
WHERE old_target_id = $1 OR new_target_id = $1 ORDER BY old_target_id, new_target_id;

-- name: target.tree
WITH RECURSIVE tree(id) AS (
    SELECT id FROM target WHERE id = $1
    UNION ALL
    SELECT t.id FROM target t JOIN tree ON t.parent_id = tree.id
    WHERE NOT EXISTS (SELECT 1 FROM target_succession s WHERE s.old_target_id = t.id)
)
SELECT t.id, t.unit_id, t.cycle, t.document_id, t.indicator_id, t.parent_id, t.setter, t.place, t.label, t.field, t.name,
    t.unit_of_measure, t.direction, t.accumulation, t.answer_unit_id, t.post_id, t.illustrative, t.source, t.part_of
FROM target t JOIN tree ON tree.id = t.id ORDER BY t.place, t.id;

-- name: target.revisions_of_tree
WITH RECURSIVE tree(id) AS (
    SELECT id FROM target WHERE id = $1
    UNION ALL
    SELECT t.id FROM target t JOIN tree ON t.parent_id = tree.id
    WHERE NOT EXISTS (SELECT 1 FROM target_succession s WHERE s.old_target_id = t.id)
)
SELECT r.target_id, r.no, r.wording, r.criterion, r.baseline, r.document_id, r.reason, r.confirmed,
    r.by_account, r.by_name, r.at, r.options, r.dropped, r.amended
FROM target_revision r JOIN tree ON tree.id = r.target_id ORDER BY r.target_id, r.no;

-- name: target.reserves_of_tree
WITH RECURSIVE tree(id) AS (
    SELECT id FROM target WHERE id = $1
    UNION ALL
    SELECT t.id FROM target t JOIN tree ON t.parent_id = tree.id
    WHERE NOT EXISTS (SELECT 1 FROM target_succession s WHERE s.old_target_id = t.id)
)
SELECT a.target_id, a.no, a.reserve, a.reason, a.by_name, a.at FROM allotment a JOIN tree ON tree.id = a.target_id ORDER BY a.target_id, a.no;

-- name: target.confirmations_of_tree
WITH RECURSIVE tree(id) AS (
    SELECT id FROM target WHERE id = $1
    UNION ALL
    SELECT t.id FROM target t JOIN tree ON t.parent_id = tree.id
    WHERE NOT EXISTS (SELECT 1 FROM target_succession s WHERE s.old_target_id = t.id)
)
SELECT c.target_id, c.no, c.proposed, c.confirmed, c.reason, c.by_account, c.by_name, c.at
FROM assessment c JOIN tree ON tree.id = c.target_id ORDER BY c.target_id, c.no;

-- name: target.search
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE name_fold LIKE $1 AND name_fold <> '' ORDER BY cycle DESC, unit_id, place, id LIMIT $2 OFFSET $3;

-- name: target.search_names
WITH RECURSIVE names(n) AS (
    SELECT MIN(name_fold) FROM target
    UNION ALL
    SELECT (SELECT MIN(t.name_fold) FROM target t WHERE t.name_fold > names.n) FROM names WHERE names.n IS NOT NULL
)
SELECT n FROM names WHERE n LIKE $1 LIMIT $2;

-- name: target.search_count
SELECT COUNT(*) FROM (SELECT 1 FROM target WHERE name_fold IN (@ids) LIMIT $1) AS found;

-- name: target.search_named
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE name_fold IN (@ids) AND name_fold <> '' ORDER BY cycle DESC, unit_id, place, id LIMIT $1 OFFSET $2;

-- name: target.search_of
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE unit_id IN (@ids) AND name_fold LIKE $1 ORDER BY cycle DESC, unit_id, place, id LIMIT $2 OFFSET $3;

-- name: target.criteria_of_indicator
SELECT r.criterion FROM target_revision r JOIN target t ON t.id = r.target_id
WHERE t.indicator_id = (SELECT id FROM indicator WHERE name_fold = $1 AND unit_of_measure = $2)
ORDER BY r.at DESC, r.no DESC LIMIT 50;

-- name: target.successions_of
SELECT old_target_id, new_target_id, valid_on, share FROM target_succession
WHERE old_target_id IN (@ids) OR new_target_id IN (@ids) ORDER BY old_target_id, new_target_id;

-- name: target.once_answered
SELECT id, unit_id, cycle, document_id, indicator_id, parent_id, setter, place, label, field, name,
    unit_of_measure, direction, accumulation, answer_unit_id, post_id, illustrative, source, part_of
FROM target WHERE cycle = $2 AND answer_unit_id <> $1 AND unit_id <> $1
    AND id IN (SELECT target_id FROM target_revision WHERE was_unit_id = $1 AND was_unit_id <> '')
ORDER BY unit_id, place, id;

-- name: target.amend
UPDATE target SET indicator_id = $2, setter = $3, place = $4, label = $5, field = $6, name = $7, name_fold = $8,
    unit_of_measure = $9, direction = $10, accumulation = $11, answer_unit_id = $12, post_id = $13, source = $14
WHERE id = $1;

-- name: target.amend_waiting
UPDATE waiting SET answer_unit_id = $2 WHERE target_id = $1;

-- name: target.amend_document
UPDATE document SET number = $2, issuer = $3, issued_on = $4, title = $5, kind = $6, level = $7, term_from = $8, term_to = $9, fold = $10, kept_as = $11
WHERE id = $1;
