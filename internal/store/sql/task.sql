-- name: task.insert
INSERT INTO task (id, unit_id, document_id, provision, directive_id, group_id, parent_id, place, label, field, name, product,
    authority, lead_text, deadline, first_due, every, followed_by, source, by_account, by_name, at, lead_id, post_id,
    due, done_on, started, paused, withdrawn, asked, fold, starts, programme)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
    $25, $26, $27, $28, $29, $30, $31, $32, $33);

-- name: task.by_id
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE t.id = $1;

-- name: task.list
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE (($1 = '' OR t.unit_id = $1) AND ($2 = '' OR t.lead_id = $2 OR EXISTS (SELECT 1 FROM task_partner p WHERE p.task_id = t.id AND p.unit_id = $2))
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
    AND (($5 = '' AND NOT t.withdrawn) OR ($5 = 'withdrawn' AND t.withdrawn) OR (NOT t.withdrawn AND (
        ($5 = 'done_late' AND t.done_on <> '' AND t.due <> '' AND t.done_on > t.due)
        OR ($5 = 'done_on_time' AND t.done_on <> '' AND (t.due = '' OR t.done_on <= t.due))
        OR ($5 = 'open' AND t.done_on = '') OR (t.done_on = '' AND (($5 = 'paused' AND t.paused) OR (NOT t.paused AND (
            ($5 = 'running_late' AND t.due <> '' AND t.due < $6)
            OR ($5 = 'due_soon' AND t.due >= $6 AND t.due <= $7)
            OR ($5 = 'not_due' AND ((t.due = '' AND NOT t.started) OR (t.due > $7 AND NOT t.started AND t.starts > $6)))
            OR ($5 = 'running_on_time' AND ((t.due = '' AND t.started) OR (t.due > $7 AND (t.started OR t.starts <= $6))))))))))))
    AND (t.due > $8 OR (t.due = $8 AND t.id > $9)) AND ($10 = '' OR t.due < $10)
ORDER BY t.due, t.id LIMIT $11;

-- name: task.count
SELECT COUNT(*) FROM task t WHERE (($1 = '' OR t.unit_id = $1) AND ($2 = '' OR t.lead_id = $2 OR EXISTS (SELECT 1 FROM task_partner p WHERE p.task_id = t.id AND p.unit_id = $2))
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
    AND (($5 = '' AND NOT t.withdrawn) OR ($5 = 'withdrawn' AND t.withdrawn) OR (NOT t.withdrawn AND (
        ($5 = 'done_late' AND t.done_on <> '' AND t.due <> '' AND t.done_on > t.due)
        OR ($5 = 'done_on_time' AND t.done_on <> '' AND (t.due = '' OR t.done_on <= t.due))
        OR ($5 = 'open' AND t.done_on = '') OR (t.done_on = '' AND (($5 = 'paused' AND t.paused) OR (NOT t.paused AND (
            ($5 = 'running_late' AND t.due <> '' AND t.due < $6)
            OR ($5 = 'due_soon' AND t.due >= $6 AND t.due <= $7)
            OR ($5 = 'not_due' AND ((t.due = '' AND NOT t.started) OR (t.due > $7 AND NOT t.started AND t.starts > $6)))
            OR ($5 = 'running_on_time' AND ((t.due = '' AND t.started) OR (t.due > $7 AND (t.started OR t.starts <= $6))))))))))));

-- name: task.tally
SELECT CASE
    WHEN t.withdrawn THEN 'withdrawn'
    WHEN t.done_on <> '' AND t.due <> '' AND t.done_on > t.due THEN 'done_late'
    WHEN t.done_on <> '' THEN 'done_on_time'
    WHEN t.paused THEN 'paused'
    WHEN t.due = '' AND t.started THEN 'running_on_time'
    WHEN t.due = '' THEN 'not_due'
    WHEN t.due < $5 THEN 'running_late'
    WHEN t.due <= $6 THEN 'due_soon'
    WHEN NOT t.started AND t.starts > $5 THEN 'not_due'
    ELSE 'running_on_time' END AS status, COUNT(*)
FROM task t
WHERE ($1 = '' OR t.unit_id = $1) AND ($2 = '' OR t.lead_id = $2 OR EXISTS (SELECT 1 FROM task_partner p WHERE p.task_id = t.id AND p.unit_id = $2))
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
GROUP BY 1;

-- name: task.due_for_all
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t
WHERE t.done_on = '' AND NOT t.withdrawn AND NOT t.paused AND t.due <> '' AND t.due <= $1 ORDER BY t.lead_id, t.due, t.id;

-- name: task.of_post
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE t.post_id = $1 ORDER BY t.due, t.id;

-- name: task.of_units
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE t.lead_id = $1 AND t.done_on = '' AND NOT t.withdrawn ORDER BY t.due, t.id;

-- name: task.parents
SELECT id, parent_id FROM task WHERE unit_id = $1 AND parent_id <> '';

-- name: task.of_parent
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE t.parent_id = $1 ORDER BY t.place, t.id;

-- name: task.set_state
UPDATE task SET lead_id = $2, post_id = $3, due = $4, done_on = $5, started = $6, paused = $7, withdrawn = $8, asked = $9 WHERE id = $1;

-- name: task.insert_partner
INSERT INTO task_partner (task_id, no, unit_id, text, part, due) VALUES ($1, $2, $3, $4, $5, $6);

-- name: task.partners
SELECT unit_id, text, part, due FROM task_partner WHERE task_id = $1 ORDER BY no;

-- name: task.insert_event
INSERT INTO task_event (task_id, no, step, on_day, due, from_id, to_id, text, by_account, by_name, at, amended)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: task.events
SELECT no, step, on_day, due, from_id, to_id, text, by_account, by_name, at, amended FROM task_event WHERE task_id = $1 ORDER BY no;

-- name: task.labels_of_document
SELECT label, name, due FROM task WHERE document_id = $1 AND unit_id = $2;

-- name: task.insert_unit_name
INSERT INTO unit_name (id, body_id, unit_id, name, by_account, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: task.unit_names
SELECT id, unit_id, name, by_name, at FROM unit_name WHERE body_id = $1 ORDER BY name, id;

-- name: task.delete_unit_name
DELETE FROM unit_name WHERE id = $1 AND body_id = $2;

-- name: task.written
SELECT label, name, deadline, lead_id, post_id, lead_text, due FROM task WHERE unit_id = $1;

-- name: task.changes
SELECT e.task_id, COUNT(*), MAX(e.at) FROM task_event e JOIN task t ON t.id = e.task_id
WHERE t.lead_id = $1 OR EXISTS (SELECT 1 FROM task_partner p WHERE p.task_id = t.id AND p.unit_id = $1) GROUP BY e.task_id;

-- name: task.insert_directive
INSERT INTO directive (id, unit_id, speaker, post, occasion, given_on, text, invented, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: task.directive
SELECT id, unit_id, speaker, post, occasion, given_on, text, invented, by_name, at FROM directive WHERE id = $1;

-- name: task.directives
SELECT id, unit_id, speaker, post, occasion, given_on, text, invented, by_name, at FROM directive WHERE unit_id = $1 ORDER BY given_on DESC, id;

-- name: task.insert_feed
INSERT INTO feed_token (token_hash, account_id, created_at) VALUES ($1, $2, $3);

-- name: task.feed
SELECT account_id FROM feed_token WHERE token_hash = $1;

-- name: task.drop_feeds
DELETE FROM feed_token WHERE account_id = $1;

-- name: task.list_given
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE (t.unit_id = $1 AND $2 = ''
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
    AND (($5 = '' AND NOT t.withdrawn) OR ($5 = 'withdrawn' AND t.withdrawn) OR (NOT t.withdrawn AND (
        ($5 = 'done_late' AND t.done_on <> '' AND t.due <> '' AND t.done_on > t.due)
        OR ($5 = 'done_on_time' AND t.done_on <> '' AND (t.due = '' OR t.done_on <= t.due))
        OR ($5 = 'open' AND t.done_on = '') OR (t.done_on = '' AND (($5 = 'paused' AND t.paused) OR (NOT t.paused AND (
            ($5 = 'running_late' AND t.due <> '' AND t.due < $6)
            OR ($5 = 'due_soon' AND t.due >= $6 AND t.due <= $7)
            OR ($5 = 'not_due' AND ((t.due = '' AND NOT t.started) OR (t.due > $7 AND NOT t.started AND t.starts > $6)))
            OR ($5 = 'running_on_time' AND ((t.due = '' AND t.started) OR (t.due > $7 AND (t.started OR t.starts <= $6))))))))))))
    AND (t.due > $8 OR (t.due = $8 AND t.id > $9)) AND ($10 = '' OR t.due < $10)
ORDER BY t.due, t.id LIMIT $11;

-- name: task.list_lead
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE ($1 = '' AND t.id IN (SELECT l.id FROM task l WHERE l.lead_id = $2 UNION SELECT p.task_id FROM task_partner p WHERE p.unit_id = $2)
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
    AND (($5 = '' AND NOT t.withdrawn) OR ($5 = 'withdrawn' AND t.withdrawn) OR (NOT t.withdrawn AND (
        ($5 = 'done_late' AND t.done_on <> '' AND t.due <> '' AND t.done_on > t.due)
        OR ($5 = 'done_on_time' AND t.done_on <> '' AND (t.due = '' OR t.done_on <= t.due))
        OR ($5 = 'open' AND t.done_on = '') OR (t.done_on = '' AND (($5 = 'paused' AND t.paused) OR (NOT t.paused AND (
            ($5 = 'running_late' AND t.due <> '' AND t.due < $6)
            OR ($5 = 'due_soon' AND t.due >= $6 AND t.due <= $7)
            OR ($5 = 'not_due' AND ((t.due = '' AND NOT t.started) OR (t.due > $7 AND NOT t.started AND t.starts > $6)))
            OR ($5 = 'running_on_time' AND ((t.due = '' AND t.started) OR (t.due > $7 AND (t.started OR t.starts <= $6))))))))))))
    AND (t.due > $8 OR (t.due = $8 AND t.id > $9)) AND ($10 = '' OR t.due < $10)
ORDER BY t.due, t.id LIMIT $11;

-- name: task.count_given
SELECT COUNT(*) FROM task t WHERE (t.unit_id = $1 AND $2 = ''
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
    AND (($5 = '' AND NOT t.withdrawn) OR ($5 = 'withdrawn' AND t.withdrawn) OR (NOT t.withdrawn AND (
        ($5 = 'done_late' AND t.done_on <> '' AND t.due <> '' AND t.done_on > t.due)
        OR ($5 = 'done_on_time' AND t.done_on <> '' AND (t.due = '' OR t.done_on <= t.due))
        OR ($5 = 'open' AND t.done_on = '') OR (t.done_on = '' AND (($5 = 'paused' AND t.paused) OR (NOT t.paused AND (
            ($5 = 'running_late' AND t.due <> '' AND t.due < $6)
            OR ($5 = 'due_soon' AND t.due >= $6 AND t.due <= $7)
            OR ($5 = 'not_due' AND ((t.due = '' AND NOT t.started) OR (t.due > $7 AND NOT t.started AND t.starts > $6)))
            OR ($5 = 'running_on_time' AND ((t.due = '' AND t.started) OR (t.due > $7 AND (t.started OR t.starts <= $6))))))))))));

-- name: task.count_lead
SELECT COUNT(*) FROM task t WHERE ($1 = '' AND t.id IN (SELECT l.id FROM task l WHERE l.lead_id = $2 UNION SELECT p.task_id FROM task_partner p WHERE p.unit_id = $2)
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
    AND (($5 = '' AND NOT t.withdrawn) OR ($5 = 'withdrawn' AND t.withdrawn) OR (NOT t.withdrawn AND (
        ($5 = 'done_late' AND t.done_on <> '' AND t.due <> '' AND t.done_on > t.due)
        OR ($5 = 'done_on_time' AND t.done_on <> '' AND (t.due = '' OR t.done_on <= t.due))
        OR ($5 = 'open' AND t.done_on = '') OR (t.done_on = '' AND (($5 = 'paused' AND t.paused) OR (NOT t.paused AND (
            ($5 = 'running_late' AND t.due <> '' AND t.due < $6)
            OR ($5 = 'due_soon' AND t.due >= $6 AND t.due <= $7)
            OR ($5 = 'not_due' AND ((t.due = '' AND NOT t.started) OR (t.due > $7 AND NOT t.started AND t.starts > $6)))
            OR ($5 = 'running_on_time' AND ((t.due = '' AND t.started) OR (t.due > $7 AND (t.started OR t.starts <= $6))))))))))));

-- name: task.tally_given
SELECT CASE
    WHEN t.withdrawn THEN 'withdrawn'
    WHEN t.done_on <> '' AND t.due <> '' AND t.done_on > t.due THEN 'done_late'
    WHEN t.done_on <> '' THEN 'done_on_time'
    WHEN t.paused THEN 'paused'
    WHEN t.due = '' AND t.started THEN 'running_on_time'
    WHEN t.due = '' THEN 'not_due'
    WHEN t.due < $5 THEN 'running_late'
    WHEN t.due <= $6 THEN 'due_soon'
    WHEN NOT t.started AND t.starts > $5 THEN 'not_due'
    ELSE 'running_on_time' END AS status, COUNT(*)
FROM task t
WHERE t.unit_id = $1 AND $2 = ''
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
GROUP BY 1;

-- name: task.tally_lead
SELECT CASE
    WHEN t.withdrawn THEN 'withdrawn'
    WHEN t.done_on <> '' AND t.due <> '' AND t.done_on > t.due THEN 'done_late'
    WHEN t.done_on <> '' THEN 'done_on_time'
    WHEN t.paused THEN 'paused'
    WHEN t.due = '' AND t.started THEN 'running_on_time'
    WHEN t.due = '' THEN 'not_due'
    WHEN t.due < $5 THEN 'running_late'
    WHEN t.due <= $6 THEN 'due_soon'
    WHEN NOT t.started AND t.starts > $5 THEN 'not_due'
    ELSE 'running_on_time' END AS status, COUNT(*)
FROM task t
WHERE $1 = '' AND t.id IN (SELECT l.id FROM task l WHERE l.lead_id = $2 UNION SELECT p.task_id FROM task_partner p WHERE p.unit_id = $2)
    AND ($3 = '' OR t.document_id = $3) AND ($4 = '' OR ' ' || REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(t.fold, '(', ' '), '-', ' '), '/', ' '), '“', ' '), '"', ' ') LIKE $4)
GROUP BY 1;

-- name: task.of_directives
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE t.directive_id <> '' AND t.unit_id = $1 ORDER BY t.place, t.id;

-- name: task.partners_of
SELECT p.task_id, p.unit_id, p.text, p.part, p.due FROM task_partner p JOIN task t ON t.id = p.task_id
WHERE t.unit_id = $1 OR t.lead_id = $1 OR p.unit_id = $1 ORDER BY p.task_id, p.no;

-- name: task.insert_file
INSERT INTO task_file (id, task_id, event_no, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: task.files
SELECT id, task_id, event_no, name, media_type, size, sha256 FROM task_file WHERE task_id = $1 ORDER BY event_no, id;

-- name: task.file
SELECT id, task_id, event_no, name, media_type, size, sha256 FROM task_file WHERE id = $1;


-- name: task.insert_filter
INSERT INTO saved_filter (id, account_id, name, address, at) VALUES ($1, $2, $3, $4, $5);

-- name: task.filters
SELECT id, name, address FROM saved_filter WHERE account_id = $1 ORDER BY name, id;

-- name: task.drop_filter
DELETE FROM saved_filter WHERE id = $1 AND account_id = $2;

-- name: task.to_decide
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t
WHERE t.unit_id = $1 AND NOT t.withdrawn AND (t.asked OR (t.done_on <> '' AND NOT EXISTS (SELECT 1 FROM task_event e WHERE e.task_id = t.id AND e.step = 'accept')))
ORDER BY t.due, t.id LIMIT $2;

-- name: task.recurring
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE t.every > '' AND NOT t.withdrawn AND NOT t.paused AND t.done_on = '' ORDER BY t.id;

-- name: task.amend
UPDATE task SET document_id = $2, provision = $3, label = $4, field = $5, name = $6, product = $7, authority = $8, lead_text = $9,
    deadline = $10, first_due = $11, every = $12, followed_by = $13, source = $14, fold = $15, starts = $16, programme = $17
WHERE id = $1;

-- name: task.drop_partners
DELETE FROM task_partner WHERE task_id = $1;

-- name: task.drop_event
DELETE FROM task_event WHERE task_id = $1 AND no = $2;

-- name: task.drop_events
DELETE FROM task_event WHERE task_id = $1;

-- name: task.drop
DELETE FROM task WHERE id = $1;

-- name: task.last_steps
SELECT e.task_id, e.no FROM task_event e
WHERE e.by_account = $1 AND e.at = $2 AND e.no = (SELECT MAX(n.no) FROM task_event n WHERE n.task_id = e.task_id)
ORDER BY e.task_id;

-- name: task.steps_at
SELECT COUNT(*) FROM task_event WHERE by_account = $1 AND at = $2;

-- name: task.newest_step
SELECT COALESCE(MAX(at), 0) FROM task_event WHERE by_account = $1;

-- name: task.had
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t
WHERE t.at < $2 AND (t.unit_id = $1 OR t.id IN (SELECT l.id FROM task l WHERE l.lead_id = $1
    UNION SELECT p.task_id FROM task_partner p WHERE p.unit_id = $1
    UNION SELECT e.task_id FROM task_event e WHERE e.from_id = $1 AND e.from_id <> ''
    UNION SELECT e.task_id FROM task_event e WHERE e.amended <> '' AND e.at >= $2)) ORDER BY t.due, t.id;

-- name: task.partners_of_these
SELECT task_id, unit_id, text, part, due FROM task_partner WHERE task_id IN (@ids) ORDER BY task_id, no;

-- name: task.events_of_these
SELECT task_id, no, step, on_day, due, from_id, to_id, text, by_account, by_name, at, amended FROM task_event WHERE task_id IN (@ids) ORDER BY task_id, no;

-- name: task.of_programmes
SELECT t.id, t.unit_id, t.document_id, t.provision, t.directive_id, t.group_id, t.parent_id, t.place, t.label, t.field, t.name, t.product, t.authority, t.lead_text, t.deadline, t.first_due, t.every, t.followed_by, t.source, t.by_account, t.by_name, t.at, t.lead_id, t.post_id, t.due, t.done_on, t.started, t.paused, t.withdrawn, t.asked, t.programme FROM task t WHERE t.programme <> '' AND NOT t.withdrawn AND (t.unit_id IN (@ids) OR t.lead_id IN (@ids));
