-- +goose Up
CREATE INDEX task_every ON task (every);
