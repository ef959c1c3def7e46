-- name: account.insert
INSERT INTO account (id, username, name, password_hash, person_id, lang, disabled, must_change, created_at, home_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: account.by_username
SELECT id, username, name, password_hash, person_id, lang, disabled, must_change, created_at, home_id
FROM account WHERE username = $1;

-- name: account.by_id
SELECT id, username, name, password_hash, person_id, lang, disabled, must_change, created_at, home_id
FROM account WHERE id = $1;

-- name: account.list
SELECT id, username, name, password_hash, person_id, lang, disabled, must_change, created_at, home_id
FROM account ORDER BY username;

-- name: account.set_password
UPDATE account SET password_hash = $2, must_change = $3 WHERE id = $1;

-- name: account.set_disabled
UPDATE account SET disabled = $2 WHERE id = $1;

-- name: account.set_lang
UPDATE account SET lang = $2 WHERE id = $1;

-- name: account.grant
INSERT INTO account_grant (account_id, role, unit_id) VALUES ($1, $2, $3);

-- name: account.revoke
DELETE FROM account_grant WHERE account_id = $1 AND role = $2 AND unit_id = $3;

-- name: account.grants
SELECT role, unit_id FROM account_grant WHERE account_id = $1 ORDER BY role, unit_id;

-- name: account.insert_session
INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at, agent) VALUES ($1, $2, $3, $4, $5, $6);

-- name: account.signed_in
SELECT s.token_hash, s.account_id, s.created_at, s.seen_at, s.expires_at, s.agent,
    a.id, a.username, a.name, a.password_hash, a.person_id, a.lang, a.disabled, a.must_change, a.created_at, h.turn
FROM session s JOIN account a ON a.id = s.account_id JOIN ledger_head h ON h.id = 1
WHERE s.token_hash = $1;

-- name: account.sessions
SELECT token_hash, account_id, created_at, seen_at, expires_at, agent
FROM session WHERE account_id = $1 ORDER BY seen_at DESC;

-- name: account.touch_session
UPDATE session SET seen_at = $2 WHERE token_hash = $1;

-- name: account.end_session
DELETE FROM session WHERE token_hash = $1 AND account_id = $2;

-- name: account.end_sessions
DELETE FROM session WHERE account_id = $1;

-- name: account.end_expired
DELETE FROM session WHERE expires_at < $1;

-- name: account.pass_on
INSERT INTO account_grant (account_id, role, unit_id)
SELECT g.account_id, g.role, $2 FROM account_grant g
WHERE g.unit_id = $1 AND g.role = $3
    AND NOT EXISTS (SELECT 1 FROM account_grant h WHERE h.account_id = g.account_id AND h.role = g.role AND h.unit_id = $2);

-- name: account.all_sessions
SELECT token_hash, account_id FROM session ORDER BY created_at;

-- name: account.of_person
SELECT id FROM account WHERE person_id = $1;

-- name: account.amend
UPDATE account SET username = $2, name = $3, person_id = $4 WHERE id = $1;

-- name: account.insert_link
INSERT INTO password_link (hash, account_id, until, used) VALUES ($1, $2, $3, 0);

-- name: account.link
SELECT account_id, until, used FROM password_link WHERE hash = $1;

-- name: account.spend_links
UPDATE password_link SET used = $2 WHERE account_id = $1 AND used = 0;
