-- +goose Up
-- An entry holds the rows it changed, and whose matter it is.
ALTER TABLE ledger_entry ADD COLUMN unit_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ledger_entry ADD COLUMN data BYTEA;
