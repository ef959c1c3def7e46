-- +goose Up
-- Another name by which a body's papers call a unit: an abbreviation, an old name.
CREATE TABLE unit_name (
    id         TEXT PRIMARY KEY,
    body_id    TEXT NOT NULL REFERENCES unit (id), -- whose papers
    unit_id    TEXT NOT NULL REFERENCES unit (id), -- whom they mean
    name       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX unit_name_body ON unit_name (body_id);
