-- +goose Up
CREATE TABLE attempt (
    key     TEXT PRIMARY KEY,
    score   BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE INDEX attempt_last ON attempt (last_at);
CREATE INDEX session_expires ON session (expires_at);
