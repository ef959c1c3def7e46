-- +goose Up
-- The day of a notice and of a petition; comments on single fields of a review, which
-- are added and never changed.
ALTER TABLE review_step ADD COLUMN on_day TEXT NOT NULL DEFAULT '';
CREATE TABLE review_comment (
    id         TEXT PRIMARY KEY,
    review_id  TEXT NOT NULL REFERENCES review (id),
    field      TEXT NOT NULL,
    place      BIGINT NOT NULL,
    text       TEXT NOT NULL,
    account_id TEXT NOT NULL,
    person_id  TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX review_comment_review ON review_comment (review_id);
