-- name: content.put
INSERT INTO content (sha256, size, at, bytes) VALUES ($1, $2, $3, $4)
ON CONFLICT (sha256) DO UPDATE SET at = excluded.at;

-- name: content.get
SELECT bytes FROM content WHERE sha256 = $1;

-- name: content.sweep
DELETE FROM content WHERE at > 0 AND at < $1
    AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.sha256 = content.sha256)
    AND NOT EXISTS (SELECT 1 FROM task_file f WHERE f.sha256 = content.sha256)
    AND NOT EXISTS (SELECT 1 FROM shortcoming_file f WHERE f.sha256 = content.sha256)
    AND NOT EXISTS (SELECT 1 FROM document_file d WHERE d.sha256 = content.sha256)
    AND NOT EXISTS (SELECT 1 FROM capital_file c WHERE c.sha256 = content.sha256)
    AND NOT EXISTS (SELECT 1 FROM news_photo_size n WHERE n.sha256 = content.sha256)
    AND NOT EXISTS (SELECT 1 FROM paper_form p WHERE p.sha256 = content.sha256);

-- name: content.size_of_unit
SELECT (SELECT COALESCE(SUM(e.size), 0) FROM evidence e JOIN observation o ON o.id = e.observation_id JOIN target t ON t.id = o.target_id WHERE t.unit_id = $1)
    + (SELECT COALESCE(SUM(f.size), 0) FROM task_file f JOIN task t ON t.id = f.task_id WHERE t.unit_id = $1)
    + (SELECT COALESCE(SUM(f.size), 0) FROM shortcoming_file f JOIN shortcoming s ON s.id = f.shortcoming_id WHERE s.unit_id = $1)
    + (SELECT COALESCE(SUM(f.size), 0) FROM document_file f JOIN document d ON d.id = f.document_id WHERE d.unit_id = $1)
    + (SELECT COALESCE(SUM(f.size), 0) FROM capital_file f JOIN capital_project p ON p.id = f.project_id WHERE p.unit_id = $1)
    + (SELECT COALESCE(SUM(f.size), 0) FROM news_photo_size f JOIN news_photo p ON p.id = f.photo_id JOIN news n ON n.id = p.news_id WHERE n.unit_id = $1)
    + (SELECT COALESCE(SUM(f.size), 0) FROM paper_form f WHERE f.unit_id = $1);

-- name: content.count
SELECT COUNT(*) FROM content;

-- name: content.all
SELECT sha256, size, bytes FROM content;
