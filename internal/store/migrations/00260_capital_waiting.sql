-- +goose Up
-- The vouchers whose newest step leaves them waiting for somebody: follows from
-- the steps, as waiting does for figures.
CREATE TABLE capital_waiting (
    payment_id TEXT PRIMARY KEY REFERENCES capital_payment (id),
    project_id TEXT NOT NULL,
    unit_id    TEXT NOT NULL,
    year       BIGINT NOT NULL,
    paid       TEXT NOT NULL,
    by_account TEXT NOT NULL,
    state      TEXT NOT NULL,
    last_by    TEXT NOT NULL
);
CREATE INDEX capital_waiting_unit ON capital_waiting (unit_id, year);
CREATE INDEX capital_waiting_by ON capital_waiting (by_account, state);
INSERT INTO capital_waiting (payment_id, project_id, unit_id, year, paid, by_account, state, last_by)
SELECT p.id, p.project_id, r.unit_id, p.year, p.paid, f.by_account, s.state, s.by_account
FROM capital_payment p JOIN capital_project r ON r.id = p.project_id
JOIN capital_step f ON f.line_id = p.id AND f.no = 1
JOIN capital_step s ON s.line_id = p.id AND s.no = (SELECT MAX(l.no) FROM capital_step l WHERE l.line_id = p.id)
WHERE s.state IN ('submitted', 'verified', 'returned');
