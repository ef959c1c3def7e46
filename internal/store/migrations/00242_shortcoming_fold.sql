-- +goose Up
-- What a shortcoming says, folded, for searching; empty for those raised before, which
-- are looked through one by one.
ALTER TABLE shortcoming ADD COLUMN fold TEXT NOT NULL DEFAULT '';
CREATE INDEX shortcoming_answer ON shortcoming (answer_unit_id, state);
