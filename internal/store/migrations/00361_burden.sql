-- +goose Up
-- How long the sheets of a unit's month were open until they were sent, together.
CREATE TABLE burden (
    unit_id  TEXT NOT NULL REFERENCES unit (id),
    month    TEXT NOT NULL,
    sent     BIGINT NOT NULL,
    measured BIGINT NOT NULL,
    figures  BIGINT NOT NULL,
    open_ms  BIGINT NOT NULL,
    PRIMARY KEY (unit_id, month)
);
