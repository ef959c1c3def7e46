-- +goose Up
ALTER TABLE document ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN level TEXT NOT NULL DEFAULT 'own';
ALTER TABLE document ADD COLUMN term_from TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN term_to TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN fold TEXT NOT NULL DEFAULT '';

CREATE TABLE document_relation (
    from_id TEXT NOT NULL REFERENCES document (id),
    to_id   TEXT NOT NULL REFERENCES document (id),
    kind    TEXT NOT NULL,
    PRIMARY KEY (from_id, to_id, kind)
);

CREATE TABLE provision (
    id          TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document (id),
    parent_id   TEXT NOT NULL,
    place       BIGINT NOT NULL,
    depth       BIGINT NOT NULL,
    kind        TEXT NOT NULL,
    label       TEXT NOT NULL,
    text        TEXT NOT NULL,
    fold        TEXT NOT NULL
);
CREATE INDEX provision_document ON provision (document_id, place);

CREATE TABLE coverage (
    superior_id TEXT NOT NULL,
    own_id      TEXT NOT NULL REFERENCES document (id),
    no          BIGINT NOT NULL,
    status      TEXT NOT NULL,
    links       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    owner_id    TEXT NOT NULL,
    due         TEXT NOT NULL,
    by_account  TEXT NOT NULL,
    by_name     TEXT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (superior_id, own_id, no)
);

CREATE TABLE directive (
    id       TEXT PRIMARY KEY,
    unit_id  TEXT NOT NULL REFERENCES unit (id),
    speaker  TEXT NOT NULL,
    post     TEXT NOT NULL,
    occasion TEXT NOT NULL,
    given_on TEXT NOT NULL,
    text     TEXT NOT NULL,
    invented BOOLEAN NOT NULL,
    by_name  TEXT NOT NULL,
    at       BIGINT NOT NULL
);
CREATE INDEX directive_unit ON directive (unit_id, given_on);

CREATE TABLE task (
    id            TEXT PRIMARY KEY,
    unit_id       TEXT NOT NULL REFERENCES unit (id),
    document_id   TEXT NOT NULL,
    provision     TEXT NOT NULL,
    directive_id  TEXT NOT NULL,
    group_id      TEXT NOT NULL,
    parent_id     TEXT NOT NULL,
    place         BIGINT NOT NULL,
    label         TEXT NOT NULL,
    field         TEXT NOT NULL,
    name          TEXT NOT NULL,
    fold          TEXT NOT NULL,
    product       TEXT NOT NULL,
    authority     TEXT NOT NULL,
    lead_text     TEXT NOT NULL,
    deadline      TEXT NOT NULL,
    first_due     TEXT NOT NULL,
    every         TEXT NOT NULL,
    followed_by   TEXT NOT NULL,
    source        TEXT NOT NULL,
    by_account    TEXT NOT NULL,
    by_name       TEXT NOT NULL,
    at            BIGINT NOT NULL,
    lead_id       TEXT NOT NULL,
    post_id       TEXT NOT NULL,
    due           TEXT NOT NULL,
    starts        TEXT NOT NULL,
    done_on       TEXT NOT NULL,
    started       BOOLEAN NOT NULL,
    paused        BOOLEAN NOT NULL,
    withdrawn     BOOLEAN NOT NULL,
    asked         BOOLEAN NOT NULL
);
CREATE INDEX task_unit ON task (unit_id, due, id);
CREATE INDEX task_lead ON task (lead_id, due, id);
CREATE INDEX task_due ON task (due);
CREATE INDEX task_document ON task (document_id, place);
CREATE INDEX task_post ON task (post_id);

CREATE TABLE task_partner (
    task_id TEXT NOT NULL REFERENCES task (id),
    no      BIGINT NOT NULL,
    unit_id TEXT NOT NULL,
    text    TEXT NOT NULL,
    part    TEXT NOT NULL,
    due     TEXT NOT NULL,
    PRIMARY KEY (task_id, no)
);
CREATE INDEX task_partner_unit ON task_partner (unit_id, task_id);

CREATE TABLE task_event (
    task_id    TEXT NOT NULL REFERENCES task (id),
    no         BIGINT NOT NULL,
    step       TEXT NOT NULL,
    on_day     TEXT NOT NULL,
    due        TEXT NOT NULL,
    from_id    TEXT NOT NULL,
    to_id      TEXT NOT NULL,
    text       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (task_id, no)
);

CREATE TABLE feed_token (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX feed_token_account ON feed_token (account_id);
