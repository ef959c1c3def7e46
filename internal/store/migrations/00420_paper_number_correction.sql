-- +goose Up
-- What an entry of the register of numbers said before it was put right, and why.
CREATE TABLE paper_number_correction (
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    series     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    no         BIGINT NOT NULL,
    place      BIGINT NOT NULL,
    sign       TEXT NOT NULL,
    title      TEXT NOT NULL,
    issued_on  TEXT NOT NULL,
    reason     TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (unit_id, series, kind, no, place)
);
