-- name: chase.late
SELECT t.id FROM target t
JOIN standing s ON s.target_id = t.id AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id)
WHERE t.cycle = $1 AND (t.unit_id IN (@ids) OR t.answer_unit_id IN (@ids)) AND s.listed
    AND NOT EXISTS (SELECT 1 FROM observation o JOIN observation_step x ON x.observation_id = o.id
            AND x.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = o.id)
        WHERE o.target_id = t.id AND o.month = $2 AND x.state <> 'withdrawn' AND x.state <> 'draft' AND x.state <> 'returned')
ORDER BY t.unit_id, t.place, t.id;

-- name: chase.late_known
SELECT t.id FROM target t
JOIN standing s ON s.target_id = t.id AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id AND n.at < $3)
WHERE t.cycle = $1 AND (t.unit_id IN (@ids) OR t.answer_unit_id IN (@ids)) AND s.listed
    AND NOT EXISTS (SELECT 1 FROM observation o JOIN observation_step x ON x.observation_id = o.id
            AND x.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = o.id AND l.at < $3)
        WHERE o.target_id = t.id AND o.month = $2 AND x.state <> 'withdrawn' AND x.state <> 'draft' AND x.state <> 'returned')
ORDER BY t.unit_id, t.place, t.id;

-- name: chase.late_sum
SELECT unit_id, answer_unit_id, post_id, changed, entered, back, COUNT(*) FROM (SELECT t.unit_id, t.answer_unit_id, t.post_id,
    CASE WHEN EXISTS (SELECT 1 FROM target_revision r WHERE r.target_id = t.id AND (r.was_unit_id <> '' OR r.was_post_id <> '')) THEN t.id ELSE '' END AS changed,
    (SELECT (r.at + 25200000) / 86400000 FROM target_revision r WHERE r.target_id = t.id AND r.no = 1) AS entered,
    EXISTS (SELECT 1 FROM observation o JOIN waiting w ON w.observation_id = o.id WHERE o.target_id = t.id AND o.month = $2 AND w.state || '' = 'returned') AS back
FROM target t
JOIN standing s ON s.target_id = t.id AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id)
WHERE t.cycle = $1 AND (t.unit_id IN (@ids) OR t.answer_unit_id IN (@ids)) AND s.listed
    AND NOT EXISTS (SELECT 1 FROM observation o JOIN observation_step x ON x.observation_id = o.id
            AND x.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = o.id)
        WHERE o.target_id = t.id AND o.month = $2 AND x.state <> 'withdrawn' AND x.state <> 'draft' AND x.state <> 'returned')) late
GROUP BY unit_id, answer_unit_id, post_id, changed, entered, back;

-- name: chase.late_sum_known
SELECT unit_id, answer_unit_id, post_id, changed, entered, back, COUNT(*) FROM (SELECT t.unit_id, t.answer_unit_id, t.post_id,
    CASE WHEN EXISTS (SELECT 1 FROM target_revision r WHERE r.target_id = t.id AND (r.was_unit_id <> '' OR r.was_post_id <> '')) THEN t.id ELSE '' END AS changed,
    (SELECT (r.at + 25200000) / 86400000 FROM target_revision r WHERE r.target_id = t.id AND r.no = 1) AS entered,
    EXISTS (SELECT 1 FROM observation o JOIN observation_step x ON x.observation_id = o.id
            AND x.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = o.id AND l.at < $3)
        WHERE o.target_id = t.id AND o.month = $2 AND x.state = 'returned') AS back
FROM target t
JOIN standing s ON s.target_id = t.id AND s.at = (SELECT MAX(n.at) FROM standing n WHERE n.target_id = t.id AND n.at < $3)
WHERE t.cycle = $1 AND (t.unit_id IN (@ids) OR t.answer_unit_id IN (@ids)) AND s.listed
    AND NOT EXISTS (SELECT 1 FROM observation o JOIN observation_step x ON x.observation_id = o.id
            AND x.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = o.id AND l.at < $3)
        WHERE o.target_id = t.id AND o.month = $2 AND x.state <> 'withdrawn' AND x.state <> 'draft' AND x.state <> 'returned')) late
GROUP BY unit_id, answer_unit_id, post_id, changed, entered, back;

-- name: chase.returned_known
SELECT DISTINCT o.target_id FROM observation o JOIN observation_step x ON x.observation_id = o.id
        AND x.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = o.id AND l.at < $2)
WHERE o.month = $1 AND x.state = 'returned' AND o.target_id IN (@ids);

-- name: chase.returned
SELECT target_id FROM waiting WHERE month = $1 AND state || '' = 'returned' AND target_id IN (@ids);

-- name: chase.holders_on
SELECT a.id, a.username, a.name, a.person_id, g.role, g.unit_id, ''
FROM account_grant g JOIN account a ON a.id = g.account_id
WHERE g.unit_id IN (@ids) AND NOT a.disabled
UNION ALL
SELECT a.id, a.username, a.name, a.person_id, g.role, g.unit_id, d.from_account
FROM account_grant g JOIN delegation d ON d.from_account = g.account_id AND d.role = g.role AND d.unit_id = g.unit_id
JOIN account a ON a.id = d.account_id JOIN account f ON f.id = d.from_account
WHERE g.unit_id IN (@ids) AND d.ended_at = 0 AND d.since <= $1 AND d.until >= $1 AND NOT a.disabled AND NOT f.disabled
ORDER BY 2, 5, 6;

-- name: chase.insert
INSERT INTO chaser (id, unit_id, what, month, day, rule, note, rows_n, untold, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: chase.insert_item
INSERT INTO chaser_item (chaser_id, account_id, object_id) VALUES ($1, $2, $3);

-- name: chase.of_unit
SELECT id, unit_id, what, month, day, rule, note, rows_n, untold, by_account, by_name, at
FROM chaser WHERE unit_id = $1 ORDER BY at DESC, id DESC LIMIT $2;

-- name: chase.by_id
SELECT id, unit_id, what, month, day, rule, note, rows_n, untold, by_account, by_name, at FROM chaser WHERE id = $1;

-- name: chase.items
SELECT account_id, object_id FROM chaser_item WHERE chaser_id = $1 ORDER BY account_id, object_id;

-- name: chase.insert_notice
INSERT INTO notice (id, account_id, once, kind, chaser_id, unit_id, month, counts, by_name, note, at, opened_at, mail, mail_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, 0)
ON CONFLICT (account_id, once) DO NOTHING;

-- name: chase.notices
SELECT id, account_id, once, kind, chaser_id, unit_id, month, counts, by_name, note, at, opened_at, mail, mail_at
FROM notice WHERE account_id = $1 ORDER BY at DESC, id DESC LIMIT $2;

-- name: chase.notice
SELECT id, account_id, once, kind, chaser_id, unit_id, month, counts, by_name, note, at, opened_at, mail, mail_at
FROM notice WHERE id = $1;

-- name: chase.notices_of
SELECT id, account_id, once, kind, chaser_id, unit_id, month, counts, by_name, note, at, opened_at, mail, mail_at
FROM notice WHERE chaser_id = $1 ORDER BY account_id;

-- name: chase.unopened
SELECT COUNT(*) FROM notice WHERE account_id = $1 AND opened_at = 0;

-- name: chase.open
UPDATE notice SET opened_at = $2 WHERE id = $1 AND opened_at = 0;

-- name: chase.open_all
UPDATE notice SET opened_at = $2 WHERE account_id = $1 AND opened_at = 0;

-- name: chase.mailed
UPDATE notice SET mail = $2, mail_at = $3 WHERE id = $1;

-- name: chase.forget_notices
DELETE FROM notice WHERE kind = 'digest' AND at < $1;

-- name: chase.wish
SELECT account_id, address, mail, digest, quiet_from, quiet_to, push, confirmed, confirm_until FROM notice_wish WHERE account_id = $1;

-- name: chase.wishes
SELECT account_id, address, mail, digest, quiet_from, quiet_to, push, confirmed, confirm_until FROM notice_wish WHERE account_id IN (@ids);

-- name: chase.put_wish
INSERT INTO notice_wish (account_id, address, mail, digest, quiet_from, quiet_to, push) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account_id) DO UPDATE SET address = excluded.address, mail = excluded.mail, digest = excluded.digest,
    quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, push = excluded.push;

-- name: chase.escalated
SELECT i.object_id FROM chaser c JOIN chaser_item i ON i.chaser_id = c.id
WHERE c.unit_id = $1 AND c.what = $2 AND c.month = $3 AND c.rule = 'escalation';

-- name: chase.browsers
SELECT id, account_id, endpoint, p256dh, auth, name, made_at FROM push_browser WHERE account_id = $1 ORDER BY made_at, id;

-- name: chase.browser
SELECT id, account_id, endpoint, p256dh, auth, name, made_at FROM push_browser WHERE id = $1;

-- name: chase.put_browser
INSERT INTO push_browser (id, account_id, endpoint, p256dh, auth, name, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (endpoint) DO UPDATE SET account_id = excluded.account_id, p256dh = excluded.p256dh, auth = excluded.auth, name = excluded.name;

-- name: chase.drop_browser
DELETE FROM push_browser WHERE id = $1 AND account_id = $2;

-- name: chase.push_key
SELECT private_key, public_key FROM push_key WHERE no = 1;

-- name: chase.put_push_key
INSERT INTO push_key (no, private_key, public_key) VALUES (1, $1, $2) ON CONFLICT (no) DO NOTHING;

-- name: chase.ask_confirm
UPDATE notice_wish SET confirm_key = $2, confirm_until = $3 WHERE account_id = $1;

-- name: chase.confirm
UPDATE notice_wish SET confirmed = address, confirm_key = '', confirm_until = 0
WHERE account_id = $1 AND confirm_key = $2 AND confirm_key <> '' AND confirm_until >= $3 AND address <> '';
