-- +goose Up
-- Ties of targets to the money that were replaced or ended.
CREATE TABLE capital_tie_past (
    target_id  TEXT NOT NULL REFERENCES target (id),
    no         BIGINT NOT NULL,
    setter     TEXT NOT NULL,
    programme  TEXT NOT NULL,
    carried    BOOLEAN NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    ended_name TEXT NOT NULL,
    ended      BIGINT NOT NULL,
    PRIMARY KEY (target_id, no)
);
