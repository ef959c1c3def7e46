-- +goose Up
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE ledger_head (
    id   BIGINT PRIMARY KEY,
    size BIGINT NOT NULL
);
INSERT INTO ledger_head (id, size) VALUES (1, 0);

CREATE TABLE ledger_entry (
    seq    BIGINT PRIMARY KEY,
    at     BIGINT NOT NULL,
    actor  TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    body   TEXT NOT NULL
);
CREATE INDEX ledger_entry_object ON ledger_entry (object, seq);

CREATE TABLE ledger_hash (
    idx  BIGINT PRIMARY KEY,
    hash BYTEA NOT NULL
);

CREATE TABLE unit (
    id   TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE
);

CREATE TABLE unit_version (
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL,
    name       TEXT NOT NULL,
    name_fold  TEXT NOT NULL,
    kind       TEXT NOT NULL,
    parent_id  TEXT NOT NULL,
    official   TEXT NOT NULL,
    place      BIGINT NOT NULL,
    decision   TEXT NOT NULL,
    PRIMARY KEY (unit_id, valid_from)
);

CREATE TABLE post (
    id      TEXT PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    title   TEXT NOT NULL,
    head    BOOLEAN NOT NULL
);
CREATE INDEX post_unit ON post (unit_id);

CREATE TABLE person (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    fold     TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    invented BOOLEAN NOT NULL
);

CREATE TABLE appointment (
    id         TEXT PRIMARY KEY,
    person_id  TEXT NOT NULL REFERENCES person (id),
    post_id    TEXT NOT NULL REFERENCES post (id),
    capacity   TEXT NOT NULL,
    decision   TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL
);
CREATE INDEX appointment_post ON appointment (post_id, valid_from);
CREATE INDEX appointment_person ON appointment (person_id, valid_from);

CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    username      TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    person_id     TEXT NOT NULL,
    lang          TEXT NOT NULL,
    disabled      BOOLEAN NOT NULL,
    must_change   BOOLEAN NOT NULL,
    created_at    BIGINT NOT NULL
);

CREATE TABLE account_grant (
    account_id TEXT NOT NULL REFERENCES account (id),
    role       TEXT NOT NULL,
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (account_id, role, unit_id)
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    agent      TEXT NOT NULL
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE document (
    id        TEXT PRIMARY KEY,
    unit_id   TEXT NOT NULL REFERENCES unit (id),
    cycle     TEXT NOT NULL,
    number    TEXT NOT NULL,
    issuer    TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    title     TEXT NOT NULL,
    invented  BOOLEAN NOT NULL,
    UNIQUE (issuer, number, issued_on)
);
CREATE INDEX document_unit ON document (unit_id, cycle);

CREATE TABLE indicator (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL,
    name_fold       TEXT NOT NULL,
    unit_of_measure TEXT NOT NULL,
    UNIQUE (name_fold, unit_of_measure)
);

CREATE TABLE target (
    id              TEXT PRIMARY KEY,
    unit_id         TEXT NOT NULL REFERENCES unit (id),
    cycle           TEXT NOT NULL,
    document_id     TEXT NOT NULL REFERENCES document (id),
    indicator_id    TEXT NOT NULL REFERENCES indicator (id),
    parent_id       TEXT NOT NULL,
    setter          TEXT NOT NULL,
    place           BIGINT NOT NULL,
    label           TEXT NOT NULL,
    field           TEXT NOT NULL,
    name            TEXT NOT NULL,
    name_fold       TEXT NOT NULL,
    unit_of_measure TEXT NOT NULL,
    direction       TEXT NOT NULL,
    accumulation    TEXT NOT NULL,
    answer_unit_id  TEXT NOT NULL REFERENCES unit (id),
    post_id         TEXT NOT NULL,
    illustrative    BOOLEAN NOT NULL,
    source          TEXT NOT NULL
);
CREATE INDEX target_unit ON target (unit_id, cycle, place);
CREATE INDEX target_parent ON target (parent_id);
CREATE INDEX target_post ON target (post_id);
CREATE INDEX target_answer ON target (answer_unit_id, cycle);
CREATE INDEX target_indicator ON target (indicator_id, unit_id, cycle);

CREATE TABLE target_revision (
    target_id   TEXT NOT NULL REFERENCES target (id),
    no          BIGINT NOT NULL,
    wording     TEXT NOT NULL,
    criterion   TEXT NOT NULL,
    baseline    TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES document (id),
    reason      TEXT NOT NULL,
    confirmed   BOOLEAN NOT NULL,
    by_account  TEXT NOT NULL,
    by_name     TEXT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (target_id, no)
);

CREATE TABLE allotment (
    target_id TEXT NOT NULL REFERENCES target (id),
    no        BIGINT NOT NULL,
    reserve   TEXT NOT NULL,
    reason    TEXT NOT NULL,
    by_name   TEXT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (target_id, no)
);

CREATE TABLE observation (
    id           TEXT PRIMARY KEY,
    seq          BIGINT NOT NULL,
    target_id    TEXT NOT NULL REFERENCES target (id),
    month        TEXT NOT NULL,
    text         TEXT NOT NULL,
    actual       TEXT NOT NULL,
    cumulative   BOOLEAN NOT NULL,
    final        BOOLEAN NOT NULL,
    note         TEXT NOT NULL,
    source       TEXT NOT NULL,
    illustrative BOOLEAN NOT NULL,
    by_account   TEXT NOT NULL,
    by_name      TEXT NOT NULL,
    at           BIGINT NOT NULL
);
CREATE INDEX observation_target ON observation (target_id, month, seq);

CREATE TABLE observation_step (
    observation_id TEXT NOT NULL REFERENCES observation (id),
    no             BIGINT NOT NULL,
    step           TEXT NOT NULL,
    state          TEXT NOT NULL,
    reason         TEXT NOT NULL,
    by_account     TEXT NOT NULL,
    by_name        TEXT NOT NULL,
    at             BIGINT NOT NULL,
    PRIMARY KEY (observation_id, no)
);

CREATE TABLE evidence (
    id             TEXT PRIMARY KEY,
    observation_id TEXT NOT NULL REFERENCES observation (id),
    name           TEXT NOT NULL,
    media_type     TEXT NOT NULL,
    size           BIGINT NOT NULL,
    sha256         TEXT NOT NULL,
    content        BYTEA NOT NULL
);
CREATE INDEX evidence_observation ON evidence (observation_id);

CREATE TABLE period_lock (
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    month      TEXT NOT NULL,
    no         BIGINT NOT NULL,
    locked     BOOLEAN NOT NULL,
    reason     TEXT NOT NULL,
    open_until TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (unit_id, month, no)
);

CREATE TABLE assessment (
    target_id  TEXT NOT NULL REFERENCES target (id),
    no         BIGINT NOT NULL,
    proposed   TEXT NOT NULL,
    confirmed  TEXT NOT NULL,
    reason     TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (target_id, no)
);
