-- +goose Up
-- Rule files of a unit's own, laid over a shipped set: the file as it came, and the
-- whole set it makes, kept under its hash.
CREATE TABLE own_rules (
    id         TEXT PRIMARY KEY,
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    name       TEXT NOT NULL UNIQUE,
    rules_hash TEXT NOT NULL REFERENCES rule_set (hash),
    file       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX own_rules_unit ON own_rules (unit_id);
