-- +goose Up
-- What the Treasury or a finance office says was paid of a unit's projects by a
-- day, as it was sent. Statements are added, never changed.
CREATE TABLE capital_statement (
    id         TEXT PRIMARY KEY,
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    year       BIGINT NOT NULL,
    day        TEXT NOT NULL,
    no         BIGINT NOT NULL, -- of those of one day; the last holds
    name       TEXT NOT NULL,   -- of the file
    body       TEXT NOT NULL,
    reason     TEXT NOT NULL,   -- why it says otherwise than the one before
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    UNIQUE (unit_id, year, day, no)
);
