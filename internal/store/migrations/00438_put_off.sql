-- +goose Up
-- Files that are taken in by a job, and what came of it.
CREATE TABLE put_off (
    job_id     TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    file       TEXT NOT NULL,
    asked      TEXT NOT NULL,
    content    BYTEA NOT NULL,
    result     TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX put_off_at ON put_off (at);
