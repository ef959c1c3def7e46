-- name: apitoken.insert
INSERT INTO api_token (id, token_hash, account_id, name, writes, unit_id, made_at, until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: apitoken.of_account
SELECT id, account_id, name, writes, unit_id, made_at, until FROM api_token WHERE account_id = $1 ORDER BY made_at DESC, id;

-- name: apitoken.by_hash
SELECT id, account_id, name, writes, unit_id, made_at, until FROM api_token WHERE token_hash = $1;

-- name: apitoken.drop
DELETE FROM api_token WHERE id = $1 AND account_id = $2;

-- name: apitoken.drop_all
DELETE FROM api_token WHERE account_id = $1;
