-- +goose Up
-- Who will answer for a target from a day that is still to come: decided, and
-- in force by itself on its day unless it is taken back before.
CREATE TABLE answering_ahead (
    id          TEXT PRIMARY KEY,
    target_id   TEXT NOT NULL REFERENCES target (id),
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    post_id     TEXT NOT NULL,
    from_day    TEXT NOT NULL,
    reason      TEXT NOT NULL,
    by_account  TEXT NOT NULL,
    by_name     TEXT NOT NULL,
    at          BIGINT NOT NULL,
    state       TEXT NOT NULL,
    closed_by   TEXT NOT NULL,
    closed_name TEXT NOT NULL,
    closed_at   BIGINT NOT NULL
);
CREATE INDEX answering_ahead_target ON answering_ahead (target_id, at);
CREATE INDEX answering_ahead_due ON answering_ahead (state, from_day);
CREATE INDEX answering_ahead_unit ON answering_ahead (unit_id, state);
