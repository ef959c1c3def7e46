-- +goose Up
-- Evidence that was added with a step of a task.
CREATE TABLE task_file (
    id         TEXT PRIMARY KEY,
    task_id    TEXT NOT NULL REFERENCES task (id),
    event_no   BIGINT NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       BIGINT NOT NULL,
    sha256     TEXT NOT NULL,
    content    BYTEA NOT NULL
);
CREATE INDEX task_file_task ON task_file (task_id, event_no);
