-- name: ledger.lock
UPDATE ledger_head SET turn = turn + 1 WHERE id = 1 RETURNING size, turn;

-- name: ledger.size
SELECT size FROM ledger_head WHERE id = 1;

-- name: ledger.grow
UPDATE ledger_head SET size = $1 WHERE id = 1;

-- name: ledger.append
INSERT INTO ledger_entry (seq, at, actor, action, object, body, unit_id, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: ledger.put_hash
INSERT INTO ledger_hash (idx, hash) VALUES ($1, $2);

-- name: ledger.hash
SELECT hash FROM ledger_hash WHERE idx = $1;

-- name: ledger.page
SELECT seq, at, actor, action, object, body, unit_id, data FROM ledger_entry WHERE seq >= $1 ORDER BY seq LIMIT $2;

-- name: ledger.newest
SELECT seq, at, actor, action, object, body, unit_id, data FROM ledger_entry WHERE seq < $1 ORDER BY seq DESC LIMIT $2;

-- name: ledger.of_object
SELECT seq, at, actor, action, object, body, unit_id, data FROM ledger_entry WHERE object = $1 ORDER BY seq;

-- name: ledger.first_of
SELECT object, MIN(at) FROM ledger_entry WHERE object IN (@ids) GROUP BY object;

-- name: ledger.hashes
SELECT idx, hash FROM ledger_hash WHERE idx >= $1 ORDER BY idx LIMIT $2;

-- name: ledger.last_at
SELECT COALESCE(MAX(at), 0) FROM ledger_entry WHERE seq = $1;

-- name: ledger.moment
SELECT h.size, h.turn, COALESCE((SELECT s.value FROM setting s WHERE s.key = $1), '') FROM ledger_head h WHERE h.id = 1;

-- name: ledger.hash_count
SELECT COUNT(*) FROM ledger_hash;

-- name: ledger.head_count
SELECT COUNT(*) FROM ledger_head;
