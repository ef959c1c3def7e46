-- name: burden.add
INSERT INTO burden (unit_id, month, sent, measured, figures, open_ms) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (unit_id, month) DO UPDATE SET sent = burden.sent + excluded.sent, measured = burden.measured + excluded.measured, figures = burden.figures + excluded.figures, open_ms = burden.open_ms + excluded.open_ms;

-- name: burden.of
SELECT unit_id, month, sent, measured, figures, open_ms FROM burden WHERE month >= $1 AND month <= $2 AND unit_id IN (@ids) ORDER BY unit_id, month;
