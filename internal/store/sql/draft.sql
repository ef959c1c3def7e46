-- name: draft.insert
INSERT INTO plan_draft (unit_id, cycle, document_id, version, body, opened_id, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: draft.newest
SELECT unit_id, cycle, document_id, version, body, opened_id, by_name, at FROM plan_draft
WHERE unit_id = $1 AND cycle = $2 AND version = (SELECT MAX(n.version) FROM plan_draft n
    WHERE n.unit_id = plan_draft.unit_id AND n.cycle = plan_draft.cycle AND n.document_id = plan_draft.document_id)
ORDER BY document_id;
