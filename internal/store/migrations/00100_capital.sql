-- +goose Up
-- Public-investment capital: projects, the lines of their plans by year, source
-- and setter, and every voucher. Amounts in đồng. Lines are added, never changed.
CREATE TABLE capital_project (
    id        TEXT PRIMARY KEY,
    unit_id   TEXT NOT NULL REFERENCES unit (id),
    code      TEXT NOT NULL,
    name      TEXT NOT NULL,
    programme TEXT NOT NULL,
    class     TEXT NOT NULL,
    decision  TEXT NOT NULL,
    total     BIGINT NOT NULL,
    post_id   TEXT NOT NULL,
    starts    TEXT NOT NULL,
    due       TEXT NOT NULL,
    closed    TEXT NOT NULL,
    UNIQUE (unit_id, code)
);
CREATE TABLE capital_plan (
    id         TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES capital_project (id),
    year       BIGINT NOT NULL,
    source     TEXT NOT NULL,
    setter     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    amount     BIGINT NOT NULL,
    decision   TEXT NOT NULL,
    decided    TEXT NOT NULL
);
CREATE INDEX capital_plan_project ON capital_plan (project_id, year);
CREATE TABLE capital_payment (
    id         TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES capital_project (id),
    year       BIGINT NOT NULL,
    source     TEXT NOT NULL,
    carried    BOOLEAN NOT NULL,
    kind       TEXT NOT NULL,
    amount     BIGINT NOT NULL,
    voucher    TEXT NOT NULL,
    paid       TEXT NOT NULL,
    reason     TEXT NOT NULL
);
CREATE INDEX capital_payment_project ON capital_payment (project_id, year);
