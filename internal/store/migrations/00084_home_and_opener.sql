-- +goose Up
-- Whose an account is while it has no role, and who closed or opened a month.
ALTER TABLE account ADD COLUMN home_id TEXT NOT NULL DEFAULT '';
UPDATE account SET home_id = COALESCE((SELECT MIN(g.unit_id) FROM account_grant g WHERE g.account_id = account.id), '');
ALTER TABLE period_lock ADD COLUMN by_account TEXT NOT NULL DEFAULT '';
