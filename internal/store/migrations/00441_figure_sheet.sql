-- +goose Up
-- What a unit said of the columns and names of its own sheets of figures, by the
-- headers they have.
CREATE TABLE figure_sheet (
    unit_id TEXT NOT NULL REFERENCES unit (id),
    headers TEXT NOT NULL,
    columns TEXT NOT NULL,
    means   TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (unit_id, headers)
);
