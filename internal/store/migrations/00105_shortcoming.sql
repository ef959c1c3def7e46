-- +goose Up
-- Shortcomings of a unit's year with the rows that prove them, what happened to
-- them, and the evidence that came with a step. Beside them violations and
-- incidents, and which targets take their counts from these.
CREATE TABLE shortcoming (
    id             TEXT PRIMARY KEY,
    unit_id        TEXT NOT NULL REFERENCES unit (id),
    year           TEXT NOT NULL,
    field          TEXT NOT NULL,
    statement      TEXT NOT NULL,
    objective      TEXT NOT NULL,
    subjective     TEXT NOT NULL,
    answer_unit_id TEXT NOT NULL REFERENCES unit (id),
    post_id        TEXT NOT NULL,
    product        TEXT NOT NULL,
    due            TEXT NOT NULL,
    from_id        TEXT NOT NULL,
    first_year     TEXT NOT NULL,
    state          TEXT NOT NULL,
    source         TEXT NOT NULL,
    invented       BOOLEAN NOT NULL,
    by_account     TEXT NOT NULL,
    by_name        TEXT NOT NULL,
    at             BIGINT NOT NULL
);
CREATE INDEX shortcoming_unit ON shortcoming (unit_id, year);
CREATE INDEX shortcoming_answers ON shortcoming (answer_unit_id, year);
CREATE INDEX shortcoming_from ON shortcoming (from_id);
CREATE TABLE shortcoming_ground (
    shortcoming_id TEXT NOT NULL REFERENCES shortcoming (id),
    no             BIGINT NOT NULL,
    kind           TEXT NOT NULL,
    ref_id         TEXT NOT NULL,
    name           TEXT NOT NULL,
    asked          TEXT NOT NULL,
    got            TEXT NOT NULL,
    stand          TEXT NOT NULL,
    PRIMARY KEY (shortcoming_id, no)
);
CREATE TABLE shortcoming_event (
    shortcoming_id TEXT NOT NULL REFERENCES shortcoming (id),
    no             BIGINT NOT NULL,
    step           TEXT NOT NULL,
    on_day         TEXT NOT NULL,
    text           TEXT NOT NULL,
    to_id          TEXT NOT NULL,
    by_account     TEXT NOT NULL,
    by_name        TEXT NOT NULL,
    at             BIGINT NOT NULL,
    amended        TEXT NOT NULL,
    PRIMARY KEY (shortcoming_id, no)
);
CREATE TABLE shortcoming_file (
    id             TEXT PRIMARY KEY,
    shortcoming_id TEXT NOT NULL REFERENCES shortcoming (id),
    event          BIGINT NOT NULL,
    name           TEXT NOT NULL,
    media_type     TEXT NOT NULL,
    size           BIGINT NOT NULL,
    sha256         TEXT NOT NULL
);
CREATE INDEX shortcoming_file_of ON shortcoming_file (shortcoming_id);
CREATE INDEX shortcoming_file_content ON shortcoming_file (sha256);
CREATE TABLE violation (
    id         TEXT PRIMARY KEY,
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    kind       TEXT NOT NULL,
    on_day     TEXT NOT NULL,
    place      TEXT NOT NULL,
    what       TEXT NOT NULL,
    cases      BIGINT NOT NULL,
    people     BIGINT NOT NULL,
    area       BIGINT NOT NULL,
    handling   TEXT NOT NULL,
    handled_on TEXT NOT NULL,
    decision   TEXT NOT NULL,
    fine       BIGINT NOT NULL,
    source     TEXT NOT NULL,
    invented   BOOLEAN NOT NULL,
    struck     TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX violation_unit ON violation (unit_id, on_day);
CREATE TABLE violation_feed (
    target_id  TEXT NOT NULL REFERENCES target (id),
    kind       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (target_id, kind)
);
