-- +goose Up
-- What runs by itself: one row for each piece of work, claimed by one server at a time.
CREATE TABLE job (
    id            TEXT PRIMARY KEY,
    kind          TEXT NOT NULL,
    once          TEXT NOT NULL,
    payload       TEXT NOT NULL,
    unit_id       TEXT NOT NULL,
    by_account    TEXT NOT NULL,
    state         TEXT NOT NULL,
    run_at        BIGINT NOT NULL,
    claimed_by    TEXT NOT NULL,
    claimed_until BIGINT NOT NULL,
    attempts      BIGINT NOT NULL,
    done          BIGINT NOT NULL,
    total         BIGINT NOT NULL,
    error         TEXT NOT NULL,
    cancel        BOOLEAN NOT NULL,
    made_at       BIGINT NOT NULL,
    ended_at      BIGINT NOT NULL
);
CREATE UNIQUE INDEX job_once ON job (kind, once);
CREATE INDEX job_due ON job (state, run_at);

-- Who was chased about what: the act, by person and thing.
CREATE TABLE chaser (
    id      TEXT PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    what    TEXT NOT NULL,
    month   TEXT NOT NULL,
    day     TEXT NOT NULL,
    rule    TEXT NOT NULL,
    note    TEXT NOT NULL,
    rows_n  BIGINT NOT NULL,
    untold  BIGINT NOT NULL,
    by_account TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at      BIGINT NOT NULL
);
CREATE UNIQUE INDEX chaser_once ON chaser (unit_id, what, month, day, rule);

CREATE TABLE chaser_item (
    chaser_id  TEXT NOT NULL REFERENCES chaser (id),
    account_id TEXT NOT NULL REFERENCES account (id),
    object_id  TEXT NOT NULL,
    PRIMARY KEY (chaser_id, account_id, object_id)
);

-- What an account is told, and when it opened it.
CREATE TABLE notice (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    once       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    chaser_id  TEXT NOT NULL,
    unit_id    TEXT NOT NULL,
    month      TEXT NOT NULL,
    counts     TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    note       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    opened_at  BIGINT NOT NULL,
    mail       TEXT NOT NULL,
    mail_at    BIGINT NOT NULL
);
CREATE UNIQUE INDEX notice_once ON notice (account_id, once);
CREATE INDEX notice_new ON notice (account_id, opened_at);
CREATE INDEX notice_chaser ON notice (chaser_id);

-- How an account wants to be told.
CREATE TABLE notice_wish (
    account_id TEXT PRIMARY KEY,
    address    TEXT NOT NULL,
    mail       TEXT NOT NULL,
    digest     BOOLEAN NOT NULL,
    quiet_from BIGINT NOT NULL,
    quiet_to   BIGINT NOT NULL
);
