-- +goose Up
-- Nominations for titles and forms of commendation with their steps, which are added
-- and never changed, and matters during which nobody is commended.
CREATE TABLE commendation (
    id          TEXT PRIMARY KEY,
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    decider_id  TEXT NOT NULL REFERENCES unit (id),
    subject     TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    tenure_id   TEXT NOT NULL,
    cycle       TEXT NOT NULL,
    award       TEXT NOT NULL,
    occasion    TEXT NOT NULL,
    received_on TEXT NOT NULL,
    rules       TEXT NOT NULL,
    rules_hash  TEXT NOT NULL REFERENCES rule_set (hash)
);
CREATE INDEX commendation_unit ON commendation (unit_id, cycle);
CREATE INDEX commendation_decider ON commendation (decider_id, cycle);
CREATE INDEX commendation_person ON commendation (person_id);
CREATE TABLE commendation_step (
    commendation_id TEXT NOT NULL REFERENCES commendation (id),
    place           BIGINT NOT NULL,
    step            TEXT NOT NULL,
    said            TEXT NOT NULL,
    account_id      TEXT NOT NULL,
    person_id       TEXT NOT NULL,
    by_name         TEXT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (commendation_id, place)
);
CREATE TABLE commendation_hold (
    id         TEXT PRIMARY KEY,
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    person_id  TEXT NOT NULL,
    kind       TEXT NOT NULL,
    from_on    TEXT NOT NULL,
    closed_on  TEXT NOT NULL,
    text       TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX commendation_hold_unit ON commendation_hold (unit_id);
CREATE INDEX commendation_hold_person ON commendation_hold (person_id);
