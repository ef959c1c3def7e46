-- +goose Up
-- What was done with a line of a project's book, a plan line or a voucher:
-- entered, verified, approved, returned, withdrawn. Steps are added, never
-- changed; a line without any was entered before they were kept.
CREATE TABLE capital_step (
    line_id    TEXT NOT NULL,
    no         BIGINT NOT NULL,
    project_id TEXT NOT NULL,
    step       TEXT NOT NULL,
    state      TEXT NOT NULL,
    reason     TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (line_id, no)
);
CREATE INDEX capital_step_project ON capital_step (project_id);
CREATE INDEX capital_payment_year ON capital_payment (year, project_id);
ALTER TABLE capital_plan ADD COLUMN corrects TEXT NOT NULL DEFAULT '';
ALTER TABLE capital_payment ADD COLUMN corrects TEXT NOT NULL DEFAULT '';

-- Files that came with a voucher; their bytes are kept under their hash.
CREATE TABLE capital_file (
    id         TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES capital_payment (id),
    project_id TEXT NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       BIGINT NOT NULL,
    sha256     TEXT NOT NULL
);
CREATE INDEX capital_file_project ON capital_file (project_id);
CREATE INDEX capital_file_sha256 ON capital_file (sha256);
