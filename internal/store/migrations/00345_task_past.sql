-- +goose Up

-- Whose tasks were, on a past day: those moved from a unit, and those put right since.
CREATE INDEX task_event_from ON task_event (from_id, task_id) WHERE from_id <> '';
CREATE INDEX task_event_amended ON task_event (at, task_id) WHERE amended <> '';
