-- +goose Up
-- Sums of public-investment capital by unit with all below it: what follows from
-- plans, payments and their steps. A row is a difference: level 0 by the month of
-- vouchers and decisions, level 1 by the day; level 2 is an investor's whole.
CREATE TABLE capital_sum (
    year      BIGINT NOT NULL,
    level     BIGINT NOT NULL,
    unit_id   TEXT NOT NULL,
    at        TEXT NOT NULL,
    dim       TEXT NOT NULL,
    part      TEXT NOT NULL,
    projects  BIGINT NOT NULL,
    plan      BIGINT NOT NULL,
    paid      BIGINT NOT NULL,
    kept_plan BIGINT NOT NULL,
    kept_paid BIGINT NOT NULL,
    completed BIGINT NOT NULL,
    advance   BIGINT NOT NULL,
    PRIMARY KEY (year, level, unit_id, at, dim, part)
);
-- By what a project was counted: the units from its investor up, programme, group.
CREATE TABLE capital_counted (
    project_id TEXT PRIMARY KEY REFERENCES capital_project (id),
    programme  TEXT NOT NULL,
    class      TEXT NOT NULL,
    path       TEXT NOT NULL
);
-- Until which day the tree of units is the one the sums were made by; '': they
-- are to be made anew.
CREATE TABLE capital_sum_state (
    id    BIGINT PRIMARY KEY,
    until TEXT NOT NULL
);
INSERT INTO capital_sum_state (id, until) VALUES (1, '');
