-- name: version.turn
SELECT turn FROM ledger_head WHERE id = 1;

-- name: version.newest
SELECT h.turn, COALESCE((SELECT MAX(v.turn) FROM version v WHERE v.subject IN (@ids)), 0) FROM ledger_head h WHERE h.id = 1;

-- name: version.raise
UPDATE version SET turn = $1 WHERE subject IN (@ids);

-- name: version.known
SELECT subject FROM version WHERE subject IN (@ids);

-- name: version.put
INSERT INTO version (subject, turn) VALUES ($1, $2) ON CONFLICT (subject) DO UPDATE SET turn = excluded.turn;
