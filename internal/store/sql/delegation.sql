-- name: delegation.insert
INSERT INTO delegation (id, from_account, account_id, role, unit_id, since, until, reason, made_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0);

-- name: delegation.end
UPDATE delegation SET ended_at = $3 WHERE id = $1 AND from_account = $2 AND ended_at = 0;

-- name: delegation.of
SELECT d.id, d.from_account, f.name, f.person_id, d.account_id, t.name, d.role, d.unit_id, d.since, d.until, d.reason, d.made_at, d.ended_at
FROM delegation d JOIN account f ON f.id = d.from_account JOIN account t ON t.id = d.account_id
WHERE d.from_account = $1 OR d.account_id = $1 ORDER BY d.made_at DESC, d.id;

-- name: delegation.lent_to
SELECT d.id, d.from_account, f.name, f.person_id, d.account_id, t.name, d.role, d.unit_id, d.since, d.until, d.reason, d.made_at, d.ended_at
FROM delegation d JOIN account f ON f.id = d.from_account JOIN account t ON t.id = d.account_id
JOIN account_grant g ON g.account_id = d.from_account AND g.role = d.role AND g.unit_id = d.unit_id
WHERE d.account_id = $1 AND d.ended_at = 0 AND NOT f.disabled ORDER BY d.since, d.id;
