-- name: attempt.of
SELECT key, score, last_at FROM attempt WHERE key IN ($1, $2, $3);

-- name: attempt.put
INSERT INTO attempt (key, score, last_at) VALUES ($1, $2, $3)
ON CONFLICT (key) DO UPDATE SET score = excluded.score, last_at = excluded.last_at;

-- name: attempt.clear
DELETE FROM attempt WHERE key = $1;

-- name: attempt.forget
DELETE FROM attempt WHERE last_at < $1;

-- name: attempt.count
SELECT COUNT(*) FROM attempt;
