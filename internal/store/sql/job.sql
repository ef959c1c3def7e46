-- name: job.insert
INSERT INTO job (id, kind, once, payload, unit_id, by_account, state, run_at, claimed_by, claimed_until, attempts, done, total, error, cancel, made_at, ended_at)
VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, '', 0, 0, 0, $8, '', FALSE, $9, 0)
ON CONFLICT (kind, once) DO NOTHING;

-- name: job.put_off
INSERT INTO put_off (job_id, account_id, file, asked, content, result, at) VALUES ($1, $2, $3, $4, $5, '', $6);

-- name: job.put_off_of
SELECT job_id, account_id, file, asked, content, result, at FROM put_off WHERE job_id = $1;

-- name: job.put_off_came
UPDATE put_off SET result = $2 WHERE job_id = $1;

-- name: job.put_off_forget
DELETE FROM put_off WHERE at < $1;

-- name: job.due
SELECT id, kind, once, payload, unit_id, by_account, state, run_at, claimed_by, claimed_until, attempts, done, total, error, cancel, made_at, ended_at
FROM job WHERE ((state = 'waiting' AND run_at <= $1) OR (state = 'running' AND claimed_until < $1)) AND kind IN (@ids)
ORDER BY run_at, id LIMIT 1;

-- name: job.claim
UPDATE job SET state = 'running', claimed_by = $3, claimed_until = $4, attempts = attempts + 1
WHERE id = $1 AND ((state = 'waiting' AND run_at <= $2) OR (state = 'running' AND claimed_until < $2));

-- name: job.go_on
UPDATE job SET claimed_until = $4, done = $5, total = $6
WHERE id = $1 AND state = 'running' AND claimed_by = $2 AND attempts = $3 AND NOT cancel;

-- name: job.put
UPDATE job SET state = $2, run_at = $3, claimed_by = $4, claimed_until = $5, attempts = $6, done = $7, total = $8, error = $9, cancel = $10, ended_at = $11
WHERE id = $1;

-- name: job.by_id
SELECT id, kind, once, payload, unit_id, by_account, state, run_at, claimed_by, claimed_until, attempts, done, total, error, cancel, made_at, ended_at
FROM job WHERE id = $1;

-- name: job.in_state
SELECT id, kind, once, payload, unit_id, by_account, state, run_at, claimed_by, claimed_until, attempts, done, total, error, cancel, made_at, ended_at
FROM job WHERE state = $1 ORDER BY run_at DESC, id DESC LIMIT $2;

-- name: job.forget
DELETE FROM job WHERE (state = 'done' OR (state = 'cancelled' AND kind <> 'hook')) AND ended_at < $1; -- a webhook that was stopped stays stopped

-- name: job.once
SELECT id, kind, once, payload, unit_id, by_account, state, run_at, claimed_by, claimed_until, attempts, done, total, error, cancel, made_at, ended_at
FROM job WHERE kind = $1 AND once = $2;
