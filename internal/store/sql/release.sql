-- name: release.insert
INSERT INTO release (unit_id, cycle, version, step, code, name, reached, total, public_on, notice, body, entries, root, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: release.of
SELECT unit_id, cycle, version, step, code, name, reached, total, public_on, notice, entries, root, by_name, at FROM release
WHERE unit_id = $1 AND cycle = $2 ORDER BY version;

-- name: release.public
SELECT unit_id, cycle, version, step, code, name, reached, total, public_on, notice, entries, root, by_name, at FROM release
WHERE public_on <= $1 AND version = (SELECT MAX(n.version) FROM release n
    WHERE n.unit_id = release.unit_id AND n.cycle = release.cycle AND n.public_on <= $1)
ORDER BY cycle DESC, at DESC, code;

-- name: release.body
SELECT body FROM release WHERE unit_id = $1 AND cycle = $2 AND version = $3;
