-- +goose Up
CREATE TABLE standing (
    target_id TEXT NOT NULL REFERENCES target (id),
    at        BIGINT NOT NULL,
    listed    BOOLEAN NOT NULL,
    class     TEXT NOT NULL,
    due       BOOLEAN NOT NULL,
    amounts   TEXT NOT NULL,
    actual    TEXT NOT NULL,
    why       TEXT NOT NULL,
    PRIMARY KEY (target_id, at)
);

CREATE TABLE standing_count (
    unit_id      TEXT NOT NULL REFERENCES unit (id),
    cycle        TEXT NOT NULL,
    role         TEXT NOT NULL,
    day          TEXT NOT NULL,
    exceeded     BIGINT NOT NULL,
    met          BIGINT NOT NULL,
    not_met      BIGINT NOT NULL,
    not_assessed BIGINT NOT NULL,
    reported     TEXT NOT NULL,
    PRIMARY KEY (unit_id, cycle, role, day)
);
CREATE TABLE standing_fill (
    id     BIGINT PRIMARY KEY,
    rules  TEXT NOT NULL,
    filled TEXT NOT NULL
);
INSERT INTO standing_fill (id, rules, filled) VALUES (1, '', '');
CREATE INDEX unit_version_parent ON unit_version (parent_id, unit_id);

CREATE TABLE waiting (
    observation_id TEXT PRIMARY KEY REFERENCES observation (id),
    seq            BIGINT NOT NULL,
    target_id      TEXT NOT NULL,
    unit_id        TEXT NOT NULL,
    answer_unit_id TEXT NOT NULL,
    month          TEXT NOT NULL,
    by_account     TEXT NOT NULL,
    state          TEXT NOT NULL,
    last_by        TEXT NOT NULL
);
CREATE INDEX waiting_by ON waiting (by_account, seq);
CREATE INDEX waiting_state ON waiting (state, seq);
CREATE INDEX waiting_unit ON waiting (unit_id, state);
CREATE INDEX waiting_answer ON waiting (answer_unit_id, state);
INSERT INTO waiting (observation_id, seq, target_id, unit_id, answer_unit_id, month, by_account, state, last_by)
SELECT o.id, o.seq, o.target_id, t.unit_id, t.answer_unit_id, o.month, o.by_account, s.state, s.by_account
FROM observation_step s JOIN observation o ON o.id = s.observation_id JOIN target t ON t.id = o.target_id
WHERE s.state IN ('draft', 'submitted', 'verified', 'returned')
    AND s.no = (SELECT MAX(l.no) FROM observation_step l WHERE l.observation_id = s.observation_id);
