-- +goose Up
CREATE INDEX task_tally ON task (unit_id, due, done_on, withdrawn, paused, started, starts);
