-- +goose Up
CREATE TABLE succession (
    old_unit_id TEXT NOT NULL REFERENCES unit (id),
    new_unit_id TEXT NOT NULL REFERENCES unit (id),
    valid_on    TEXT NOT NULL,
    part        BOOLEAN NOT NULL,
    share       TEXT NOT NULL,
    decision    TEXT NOT NULL,
    PRIMARY KEY (old_unit_id, new_unit_id)
);
CREATE INDEX succession_new ON succession (new_unit_id);

CREATE TABLE target_succession (
    old_target_id TEXT NOT NULL REFERENCES target (id),
    new_target_id TEXT NOT NULL REFERENCES target (id),
    valid_on      TEXT NOT NULL,
    share         TEXT NOT NULL,
    PRIMARY KEY (old_target_id, new_target_id)
);
CREATE INDEX target_succession_new ON target_succession (new_target_id);
