-- +goose Up
-- turn counts the transactions that wrote; version has the last of them that
-- touched a subject: what a kept page or a session was read of.
ALTER TABLE ledger_head ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
CREATE TABLE version (
    subject TEXT PRIMARY KEY,
    turn    BIGINT NOT NULL
);
