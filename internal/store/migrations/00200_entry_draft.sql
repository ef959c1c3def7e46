-- +goose Up
-- What somebody typed into the sheet of a month and has not sent: a row for a
-- target, nobody else's to read, gone once it is sent or thrown away.
CREATE TABLE entry_draft (
    account_id TEXT NOT NULL REFERENCES account (id),
    month      TEXT NOT NULL,
    target_id  TEXT NOT NULL REFERENCES target (id),
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    text       TEXT NOT NULL,
    note       TEXT NOT NULL,
    meant      TEXT NOT NULL,
    within     BOOLEAN NOT NULL,
    estimate   BOOLEAN NOT NULL,
    seen       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (account_id, month, target_id)
);
