-- +goose Up
-- Programs that are told by themselves what is done.
CREATE TABLE hook (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    url        TEXT NOT NULL,
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    subjects   TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    until      TEXT NOT NULL
);
CREATE INDEX hook_account ON hook (account_id);

-- What a hook signs with, and how far it has told.
CREATE TABLE hook_state (
    hook_id    TEXT PRIMARY KEY,
    secret     TEXT NOT NULL,
    next_seq   BIGINT NOT NULL,
    tried_at   BIGINT NOT NULL,
    told_at    BIGINT NOT NULL,
    error      TEXT NOT NULL
);
CREATE INDEX hook_state_next ON hook_state (next_seq);
