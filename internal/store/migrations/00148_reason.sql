-- +goose Up
-- Why a target or a task is behind: cause, remedy, the day promised and who
-- promised. Lines are added, never changed.
CREATE TABLE reason (
    id         TEXT PRIMARY KEY,
    subject    TEXT NOT NULL,
    of_id      TEXT NOT NULL,
    month      TEXT NOT NULL,
    kind       TEXT NOT NULL,
    cause      TEXT NOT NULL,
    remedy     TEXT NOT NULL,
    promised   TEXT NOT NULL,
    who        TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX reason_of ON reason (of_id, at);
