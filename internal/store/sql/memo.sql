-- name: memo.put
INSERT INTO memo (key, text, ends_at) VALUES ($1, $2, $3)
ON CONFLICT (key) DO UPDATE SET text = excluded.text, ends_at = excluded.ends_at;

-- name: memo.get
SELECT text FROM memo WHERE key = $1 AND ends_at > $2;

-- name: memo.forget
DELETE FROM memo WHERE ends_at <= $1;
