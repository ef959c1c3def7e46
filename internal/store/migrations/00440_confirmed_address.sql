-- +goose Up
-- The mail address that its owner confirmed by a link; those that were there are taken
-- as confirmed.
ALTER TABLE notice_wish ADD COLUMN confirmed TEXT NOT NULL DEFAULT '';
ALTER TABLE notice_wish ADD COLUMN confirm_key TEXT NOT NULL DEFAULT '';
ALTER TABLE notice_wish ADD COLUMN confirm_until BIGINT NOT NULL DEFAULT 0;
UPDATE notice_wish SET confirmed = address;
