-- +goose Up
-- What a body tells the public in words and pictures: items, each version of what
-- the office wrote, photos in two sizes, and the versions that were made public.
CREATE TABLE news (
    id      TEXT PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES unit (id),
    cycle   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX news_of ON news (unit_id, cycle);
CREATE TABLE news_text (
    news_id    TEXT NOT NULL REFERENCES news (id),
    version    BIGINT NOT NULL,
    title      TEXT NOT NULL,
    lead       TEXT NOT NULL,
    body       TEXT NOT NULL,
    names      TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (news_id, version)
);
CREATE TABLE news_photo (
    id       TEXT PRIMARY KEY,
    news_id  TEXT NOT NULL REFERENCES news (id),
    place    BIGINT NOT NULL,
    caption  TEXT NOT NULL,
    basis    TEXT NOT NULL,
    note     TEXT NOT NULL,
    invented BOOLEAN NOT NULL,
    dropped  BOOLEAN NOT NULL,
    down     TEXT NOT NULL,
    down_at  BIGINT NOT NULL
);
CREATE INDEX news_photo_of ON news_photo (news_id);
CREATE TABLE news_photo_size (
    photo_id TEXT NOT NULL REFERENCES news_photo (id),
    name     TEXT NOT NULL,
    width    BIGINT NOT NULL,
    height   BIGINT NOT NULL,
    size     BIGINT NOT NULL,
    sha256   TEXT NOT NULL,
    PRIMARY KEY (photo_id, name)
);
CREATE INDEX news_photo_size_content ON news_photo_size (sha256);
CREATE TABLE news_release (
    news_id    TEXT NOT NULL REFERENCES news (id),
    version    BIGINT NOT NULL,
    step       TEXT NOT NULL,
    unit_id    TEXT NOT NULL REFERENCES unit (id),
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    cycle      TEXT NOT NULL,
    kind       TEXT NOT NULL,
    title      TEXT NOT NULL,
    lead       TEXT NOT NULL,
    fold       TEXT NOT NULL,
    public_on  TEXT NOT NULL,
    shown_at   BIGINT NOT NULL,
    notice     TEXT NOT NULL,
    body       TEXT NOT NULL,
    entries    BIGINT NOT NULL,
    root       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    by_name    TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (news_id, version)
);
CREATE INDEX news_release_shown ON news_release (shown_at, news_id);
CREATE INDEX news_release_of ON news_release (code, cycle);
