-- +goose Up
-- A target may be a part of another of the same list: it hangs under it and does
-- not count beside it.
ALTER TABLE target ADD COLUMN part_of TEXT NOT NULL DEFAULT '';
