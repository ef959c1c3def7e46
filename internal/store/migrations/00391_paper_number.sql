-- +goose Up
-- The register of numbers that a body gives its papers: by year, of the Party by term.
CREATE TABLE paper_number (
    unit_id      TEXT NOT NULL REFERENCES unit (id),
    series       TEXT NOT NULL,
    kind         TEXT NOT NULL,
    no           BIGINT NOT NULL,
    sign         TEXT NOT NULL,
    title        TEXT NOT NULL,
    issued_on    TEXT NOT NULL,
    cycle        TEXT NOT NULL,
    template     TEXT NOT NULL,
    span         BIGINT NOT NULL,
    field        TEXT NOT NULL,
    lang         TEXT NOT NULL,
    version      BIGINT NOT NULL,
    cancelled    TEXT NOT NULL,
    cancelled_by TEXT NOT NULL,
    by_account   TEXT NOT NULL,
    by_name      TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (unit_id, series, kind, no)
);
