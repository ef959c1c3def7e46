-- +goose Up
-- Links by which a person sets their own password once, made by an administrator.
CREATE TABLE password_link (
    hash       TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    until      BIGINT NOT NULL,
    used       BIGINT NOT NULL
);
CREATE INDEX password_link_account ON password_link (account_id);
