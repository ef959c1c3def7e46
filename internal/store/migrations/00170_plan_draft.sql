-- +goose Up
-- A year's plan under preparation, out of one document of the year before. Each
-- time it is kept is a row of its own: versions are added, never changed.
CREATE TABLE plan_draft (
    unit_id       TEXT NOT NULL REFERENCES unit (id),
    cycle         TEXT NOT NULL,
    document_id   TEXT NOT NULL REFERENCES document (id),
    version       BIGINT NOT NULL,
    body          TEXT NOT NULL,
    opened_id     TEXT NOT NULL,
    by_account    TEXT NOT NULL,
    by_name       TEXT NOT NULL,
    at            BIGINT NOT NULL,
    PRIMARY KEY (unit_id, cycle, document_id, version)
);
