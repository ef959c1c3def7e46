-- +goose Up
CREATE INDEX task_directive ON task (directive_id);
CREATE INDEX task_parent ON task (parent_id);
CREATE INDEX document_relation_to ON document_relation (to_id);

-- A filter of tasks that somebody keeps under a name.
CREATE TABLE saved_filter (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    address    TEXT NOT NULL, -- of the list with its query
    at         BIGINT NOT NULL
);
CREATE INDEX saved_filter_account ON saved_filter (account_id, name);
