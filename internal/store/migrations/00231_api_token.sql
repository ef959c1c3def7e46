-- +goose Up
-- Narrow tokens that a person makes for a program.
CREATE TABLE api_token (
    id         TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    writes     BOOLEAN NOT NULL,
    unit_id    TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    until      TEXT NOT NULL
);
CREATE INDEX api_token_account ON api_token (account_id);
