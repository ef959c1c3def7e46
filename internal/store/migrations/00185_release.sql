-- +goose Up
-- What a unit made public of a year, version by version: added, never changed. The
-- public pages read nothing but these rows.
CREATE TABLE release (
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    cycle      TEXT NOT NULL,
    version    BIGINT NOT NULL,
    step       TEXT NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    reached    BIGINT NOT NULL,
    total      BIGINT NOT NULL,
    public_on  TEXT NOT NULL,
    notice     TEXT NOT NULL,
    body       TEXT NOT NULL,
    entries    BIGINT NOT NULL,
    root       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (unit_id, cycle, version)
);
CREATE INDEX release_public ON release (public_on, at);
