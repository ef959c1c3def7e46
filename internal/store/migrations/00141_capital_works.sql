-- +goose Up
-- What is told of a project beside its money: progress of the works, contracts,
-- steps of the project, monthly plans, explanations. Events are added, never
-- changed; one may take the place of another, with the reason.
CREATE TABLE capital_event (
    id         TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES capital_project (id),
    kind       TEXT NOT NULL,
    year       BIGINT NOT NULL, -- of monthly plans and explanations; else 0
    happened   TEXT NOT NULL,
    body       TEXT NOT NULL,
    corrects   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX capital_event_project ON capital_event (project_id, kind);
