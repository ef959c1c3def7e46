-- +goose Up
-- What all nodes know for a while, and nothing rests on for long.
CREATE TABLE memo (
    key     TEXT PRIMARY KEY,
    text    TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX memo_ends ON memo (ends_at);
