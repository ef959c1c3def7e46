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
  AND (step = 'made' OR EXISTS (SELECT 1 FROM release e
    WHERE e.unit_id = release.unit_id AND e.cycle = release.cycle AND e.version < release.version AND e.step = 'made' AND e.public_on <= release.public_on
      AND NOT EXISTS (SELECT 1 FROM release d
        WHERE d.unit_id = e.unit_id AND d.cycle = e.cycle AND d.step = 'withdrawn' AND d.version > e.version AND d.version < release.version)))
  AND (step = 'withdrawn' OR NOT EXISTS (SELECT 1 FROM release d
    WHERE d.unit_id = release.unit_id AND d.cycle = release.cycle AND d.step = 'withdrawn' AND d.version > release.version AND d.public_on <= $3))
ORDER BY at DESC, cycle DESC, code LIMIT $2;

-- name: release.public_of
SELECT unit_id, cycle, version, step, code, name, reached, total, public_on, notice, entries, root, by_name, at FROM release
WHERE cycle = $2 AND code > $3 AND step = 'made' AND public_on <= $1 AND version = (SELECT MAX(n.version) FROM release n
    WHERE n.unit_id = release.unit_id AND n.cycle = release.cycle AND n.public_on <= $1)
  AND NOT EXISTS (SELECT 1 FROM release d
    WHERE d.unit_id = release.unit_id AND d.cycle = release.cycle AND d.step = 'withdrawn' AND d.version > release.version AND d.public_on <= $5)
ORDER BY code LIMIT $4;

-- name: release.cycles
SELECT DISTINCT cycle FROM release
WHERE step = 'made' AND public_on <= $1 AND version = (SELECT MAX(n.version) FROM release n
    WHERE n.unit_id = release.unit_id AND n.cycle = release.cycle AND n.public_on <= $1)
ORDER BY cycle DESC;

-- name: release.waiting
SELECT COUNT(*) FROM release WHERE public_on > $1;

-- name: release.body
SELECT body FROM release WHERE unit_id = $1 AND cycle = $2 AND version = $3;
