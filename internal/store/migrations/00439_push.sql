-- +goose Up
-- Browsers that are told by web push, and what the house signs with.
CREATE TABLE push_browser (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    endpoint   TEXT NOT NULL UNIQUE,
    p256dh     TEXT NOT NULL,
    auth       TEXT NOT NULL,
    name       TEXT NOT NULL,
    made_at    BIGINT NOT NULL
);
CREATE INDEX push_browser_account ON push_browser (account_id);

CREATE TABLE push_key (
    no          BIGINT PRIMARY KEY,
    private_key TEXT NOT NULL,
    public_key  TEXT NOT NULL
);

ALTER TABLE notice_wish ADD COLUMN push TEXT NOT NULL DEFAULT '';
