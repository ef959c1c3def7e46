-- +goose Up
-- What was put right in a record, or changed of it from a day on.
CREATE TABLE amendment (
    subject    TEXT NOT NULL,
    object_id  TEXT NOT NULL,
    no         BIGINT NOT NULL,
    from_day   TEXT NOT NULL, -- of a change: the day from which it holds
    was        TEXT NOT NULL, -- the fields that became others, as they were
    became     TEXT NOT NULL,
    reason     TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (subject, object_id, no)
);

-- A revision may put right, or change from a day on, what is said of a target
-- beside its wording.
ALTER TABLE target_revision ADD COLUMN amended TEXT NOT NULL DEFAULT '';
ALTER TABLE target_revision ADD COLUMN was_unit_id TEXT NOT NULL DEFAULT '';
ALTER TABLE target_revision ADD COLUMN was_post_id TEXT NOT NULL DEFAULT '';
CREATE INDEX target_revision_was_unit ON target_revision (was_unit_id) WHERE was_unit_id <> '';
CREATE INDEX target_revision_was_post ON target_revision (was_post_id) WHERE was_post_id <> '';

-- An event may put right what is said of a task.
ALTER TABLE task_event ADD COLUMN amended TEXT NOT NULL DEFAULT '';
CREATE INDEX task_event_by ON task_event (by_account, at);
