-- +goose Up
-- By these targets are searched over the whole nation: each different name is looked at
-- once, and what many have is read in the order it is listed in.
CREATE INDEX target_name ON target (name_fold);
CREATE INDEX target_listed ON target (cycle DESC, unit_id, place, id);
