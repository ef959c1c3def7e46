-- +goose Up
CREATE TABLE capital_tie (
    target_id  TEXT PRIMARY KEY REFERENCES target (id),
    setter     TEXT NOT NULL,
    programme  TEXT NOT NULL,
    carried    BOOLEAN NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL
);
