-- +goose Up
-- The national target programme a task serves, as projects name it; empty: none.
ALTER TABLE task ADD COLUMN programme TEXT NOT NULL DEFAULT '';
