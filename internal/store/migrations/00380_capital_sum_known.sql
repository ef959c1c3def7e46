-- +goose Up
-- The sums of capital_sum by when they became known: rows are differences too.
-- Level 3 by the month of steps, level 4 by their day; levels 5 and 6 so for an
-- investor's whole. What was known at the end of a day is some months and some days.
CREATE TABLE capital_sum_known (
    year      BIGINT NOT NULL,
    level     BIGINT NOT NULL,
    unit_id   TEXT NOT NULL,
    known     TEXT NOT NULL,
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
    PRIMARY KEY (year, level, unit_id, known, at, dim, part)
);
-- Both are made anew together.
DELETE FROM capital_sum;
DELETE FROM capital_counted;
UPDATE capital_sum_state SET until = '' WHERE id = 1;
