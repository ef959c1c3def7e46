-- +goose Up
-- Reviews: each set of rules that was judged by, whole; who is reviewed over what
-- period; each step with the facts of its moment. Steps are added, never changed.
CREATE TABLE rule_set (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE review (
    id          TEXT PRIMARY KEY,
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    subject     TEXT NOT NULL,
    post_id     TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    tenure_id   TEXT NOT NULL,
    cycle       TEXT NOT NULL,
    span        TEXT NOT NULL,
    part        BIGINT NOT NULL,
    rules       TEXT NOT NULL,
    rules_hash  TEXT NOT NULL REFERENCES rule_set (hash),
    UNIQUE (unit_id, cycle, span, part, subject, tenure_id)
);
CREATE INDEX review_person ON review (person_id, cycle);
CREATE TABLE review_step (
    review_id TEXT NOT NULL REFERENCES review (id),
    place     BIGINT NOT NULL,
    step      TEXT NOT NULL,
    facts     TEXT NOT NULL,
    result    TEXT NOT NULL,
    level     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    account_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    by_name   TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (review_id, place)
);
