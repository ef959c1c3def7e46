-- +goose Up
-- By these targets are searched over the whole nation: each different name is looked at
-- once, and what many have is read in the order it is listed in.
CREATE INDEX target_name ON target (name_fold);
-- It has a condition so that nothing else is read by it: a unit's year would be looked
-- for among the nation's.
CREATE INDEX target_listed ON target (cycle DESC, unit_id, place, id) WHERE name_fold <> '';
