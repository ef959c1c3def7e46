-- +goose Up
-- A body asks a unit that is not under it to take something on; who is asked is
-- charged with nothing until it says yes.
CREATE TABLE charge_request (
    id          TEXT PRIMARY KEY,
    role        TEXT NOT NULL,
    object_id   TEXT NOT NULL,
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    asked_id    TEXT NOT NULL REFERENCES unit (id),
    name        TEXT NOT NULL,
    due         TEXT NOT NULL,
    reason      TEXT NOT NULL,
    by_account  TEXT NOT NULL,
    by_name     TEXT NOT NULL,
    at          BIGINT NOT NULL,
    state       TEXT NOT NULL,
    answer      TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answer_name TEXT NOT NULL,
    answered_at BIGINT NOT NULL
);
CREATE INDEX charge_request_object ON charge_request (object_id, at);
CREATE INDEX charge_request_asked ON charge_request (asked_id, state, at);
CREATE INDEX charge_request_unit ON charge_request (unit_id, state, at);
