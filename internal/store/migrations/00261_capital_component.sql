-- +goose Up
-- The component project of a national target programme a project belongs to, and
-- the units it serves, by id, parted by blanks.
ALTER TABLE capital_project ADD COLUMN component TEXT NOT NULL DEFAULT '';
ALTER TABLE capital_project ADD COLUMN serves TEXT NOT NULL DEFAULT '';
