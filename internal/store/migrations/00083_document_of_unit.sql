-- +goose Up
-- A document is known once by each unit that keeps it: what was unique over all
-- units is now the number with its keeper.
ALTER TABLE document RENAME COLUMN number TO kept_as;
ALTER TABLE document ADD COLUMN number TEXT NOT NULL DEFAULT '';
UPDATE document SET number = kept_as, kept_as = unit_id || ' ' || kept_as;
