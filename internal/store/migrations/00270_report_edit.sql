-- +goose Up
-- What people made of a report that the program writes: words of their own in the
-- place of a paragraph, each version a row, and the versions frozen for a meeting.
CREATE TABLE report_edit (
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    cycle      TEXT NOT NULL,
    template   TEXT NOT NULL,
    no         BIGINT NOT NULL,
    field      TEXT NOT NULL,
    lang       TEXT NOT NULL,
    block      TEXT NOT NULL,
    version    BIGINT NOT NULL,
    after      TEXT NOT NULL,
    step       TEXT NOT NULL,
    words      TEXT NOT NULL,
    base       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (unit_id, cycle, template, no, field, lang, block, version)
);
CREATE TABLE report_freeze (
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    cycle      TEXT NOT NULL,
    template   TEXT NOT NULL,
    no         BIGINT NOT NULL,
    field      TEXT NOT NULL,
    lang       TEXT NOT NULL,
    version    BIGINT NOT NULL,
    day        TEXT NOT NULL,
    title      TEXT NOT NULL,
    note       TEXT NOT NULL,
    body       TEXT NOT NULL,
    entries    BIGINT NOT NULL,
    root       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (unit_id, cycle, template, no, field, lang, version)
);
