-- +goose Up
-- The bytes of files, once by their hash, however many figures, tasks and
-- documents carry them.
CREATE TABLE content (
    sha256 TEXT PRIMARY KEY,
    size   BIGINT NOT NULL,
    at     BIGINT NOT NULL,
    bytes  BYTEA NOT NULL
);
CREATE INDEX content_at ON content (at);
INSERT INTO content (sha256, size, at, bytes)
SELECT e.sha256, e.size, 0, e.content FROM evidence e
WHERE e.id = (SELECT MIN(f.id) FROM evidence f WHERE f.sha256 = e.sha256);
INSERT INTO content (sha256, size, at, bytes)
SELECT e.sha256, e.size, 0, e.content FROM task_file e
WHERE e.id = (SELECT MIN(f.id) FROM task_file f WHERE f.sha256 = e.sha256)
    AND NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = e.sha256);
INSERT INTO content (sha256, size, at, bytes)
SELECT e.sha256, e.size, 0, e.content FROM document_file e
WHERE e.document_id = (SELECT MIN(f.document_id) FROM document_file f WHERE f.sha256 = e.sha256)
    AND NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = e.sha256);
ALTER TABLE evidence DROP COLUMN content;
ALTER TABLE task_file DROP COLUMN content;
ALTER TABLE document_file DROP COLUMN content;
CREATE INDEX evidence_sha256 ON evidence (sha256);
CREATE INDEX task_file_sha256 ON task_file (sha256);
CREATE INDEX document_file_sha256 ON document_file (sha256);
