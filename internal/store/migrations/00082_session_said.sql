-- +goose Up
-- What the log says of a session is new: whoever is signed in signs in again.
DELETE FROM session;
