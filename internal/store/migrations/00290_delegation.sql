-- +goose Up
-- A role lent while its holder is away: account_id stands in for from_account from
-- one day to another, both included.
CREATE TABLE delegation (
    id           TEXT PRIMARY KEY,
    from_account TEXT NOT NULL REFERENCES account (id),
    account_id   TEXT NOT NULL REFERENCES account (id),
    role         TEXT NOT NULL,
    unit_id      TEXT NOT NULL REFERENCES unit (id),
    since        TEXT NOT NULL,
    until        TEXT NOT NULL,
    reason       TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    ended_at     BIGINT NOT NULL
);
CREATE INDEX delegation_to ON delegation (account_id);
CREATE INDEX delegation_from ON delegation (from_account);
