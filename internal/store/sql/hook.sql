-- name: hook.insert
INSERT INTO hook (id, account_id, name, url, unit_id, subjects, made_at, until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: hook.of_account
SELECT id, account_id, name, url, unit_id, subjects, made_at, until FROM hook WHERE account_id = $1 ORDER BY made_at DESC, id;

-- name: hook.by_id
SELECT id, account_id, name, url, unit_id, subjects, made_at, until FROM hook WHERE id = $1;

-- name: hook.drop
DELETE FROM hook WHERE id = $1 AND account_id = $2;

-- name: hook.drop_state
DELETE FROM hook_state WHERE hook_id = $1;

-- name: hook.put_state
INSERT INTO hook_state (hook_id, secret, next_seq, tried_at, told_at, error) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (hook_id) DO UPDATE SET next_seq = excluded.next_seq, tried_at = excluded.tried_at, told_at = excluded.told_at, error = excluded.error;

-- name: hook.state
SELECT hook_id, secret, next_seq, tried_at, told_at, error FROM hook_state WHERE hook_id = $1;

-- name: hook.behind
SELECT s.hook_id, h.unit_id, s.next_seq FROM hook_state s, hook h WHERE h.id = s.hook_id AND h.until >= $2 AND s.next_seq < (SELECT size FROM ledger_head WHERE id = 1)
  AND NOT EXISTS (SELECT 1 FROM job j WHERE j.kind = $1 AND j.once = s.hook_id AND j.state <> 'done')
ORDER BY s.hook_id;
