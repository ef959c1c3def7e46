-- +goose Up
-- What an office writes in several ways: expressions that mean the same, parted
-- by semicolons, for the proposals of coverage.
CREATE TABLE synonym (
    unit_id TEXT NOT NULL REFERENCES unit (id),
    place   BIGINT NOT NULL,
    words   TEXT NOT NULL,
    PRIMARY KEY (unit_id, place)
);
