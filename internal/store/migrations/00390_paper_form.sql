-- +goose Up
-- An office's own documents in which its reports are set, and who put each in and
-- took it out of use. Their bytes are contents.
CREATE TABLE paper_form (
    id         TEXT PRIMARY KEY,
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    name       TEXT NOT NULL,
    places     TEXT NOT NULL,
    size       BIGINT NOT NULL,
    sha256     TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    ended      BIGINT NOT NULL,
    ended_by   TEXT NOT NULL
);
CREATE INDEX paper_form_of ON paper_form (unit_id);
CREATE INDEX paper_form_content ON paper_form (sha256);
