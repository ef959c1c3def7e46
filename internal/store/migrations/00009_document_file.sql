-- +goose Up
-- The file a document was taken in from.
CREATE TABLE document_file (
    document_id TEXT PRIMARY KEY REFERENCES document (id),
    name        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    size        BIGINT NOT NULL,
    sha256      TEXT NOT NULL,
    content     BYTEA NOT NULL
);
