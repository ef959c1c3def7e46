-- name: paperform.insert
INSERT INTO paper_form (id, unit_id, name, places, size, sha256, by_account, by_name, at, ended, ended_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, '');

-- name: paperform.of
SELECT id, unit_id, name, places, size, sha256, by_name, at, ended, ended_by FROM paper_form WHERE unit_id = $1 ORDER BY at, id;

-- name: paperform.get
SELECT id, unit_id, name, places, size, sha256, by_name, at, ended, ended_by FROM paper_form WHERE id = $1;

-- name: paperform.end
UPDATE paper_form SET ended = $2, ended_by = $3 WHERE id = $1;
