-- name: provision.insert
INSERT INTO provision (id, document_id, parent_id, place, depth, kind, label, text, fold)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: provision.drop
DELETE FROM provision WHERE document_id = $1;

-- name: provision.of_document
SELECT id, parent_id, depth, kind, label, text FROM provision WHERE document_id = $1 ORDER BY place;

-- name: provision.search
SELECT p.id, p.document_id, d.unit_id, p.label, p.text FROM provision p JOIN document d ON d.id = p.document_id
WHERE p.fold LIKE $1 ORDER BY p.document_id, p.place, p.id LIMIT $2 OFFSET $3;

-- name: provision.search_of
SELECT p.id, p.document_id, d.unit_id, p.label, p.text FROM document d JOIN provision p ON p.document_id = d.id
WHERE d.unit_id IN (@ids) AND p.fold LIKE $1 ORDER BY p.document_id, p.place, p.id LIMIT $2 OFFSET $3;

-- name: provision.relate
INSERT INTO document_relation (from_id, to_id, kind) VALUES ($1, $2, $3);

-- name: provision.relations
SELECT from_id, to_id, kind FROM document_relation WHERE from_id = $1 OR to_id = $1 ORDER BY kind, from_id, to_id;

-- name: provision.insert_coverage
INSERT INTO coverage (superior_id, own_id, no, status, links, reason, owner_id, due, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: provision.coverage
SELECT superior_id, no, status, links, reason, owner_id, due, by_name, at FROM coverage WHERE own_id = $1 ORDER BY superior_id, no;

-- name: provision.counts_of_unit
SELECT p.document_id, COUNT(*) FROM provision p JOIN document d ON d.id = p.document_id WHERE d.unit_id = $1 GROUP BY p.document_id;

-- name: provision.relations_of_unit
SELECT r.from_id, r.to_id, r.kind FROM document_relation r JOIN document d ON d.id = r.from_id WHERE d.unit_id = $1 ORDER BY r.kind, r.from_id, r.to_id;

-- name: provision.insert_file
INSERT INTO document_file (document_id, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5);

-- name: provision.file
SELECT document_id, name, media_type, size, sha256 FROM document_file WHERE document_id = $1;

-- name: provision.one
SELECT id, document_id, label, text FROM provision WHERE id = $1;

-- name: provision.synonyms
SELECT words FROM synonym WHERE unit_id = $1 ORDER BY place;

-- name: provision.drop_synonyms
DELETE FROM synonym WHERE unit_id = $1;

-- name: provision.insert_synonym
INSERT INTO synonym (unit_id, place, words) VALUES ($1, $2, $3);

-- name: provision.coverage_links
SELECT COUNT(*) FROM coverage WHERE links LIKE $1;
