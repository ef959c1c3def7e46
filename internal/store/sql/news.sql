-- name: news.insert
INSERT INTO news (id, unit_id, cycle, kind, at) VALUES ($1, $2, $3, $4, $5);

-- name: news.get
SELECT id, unit_id, cycle, kind, at FROM news WHERE id = $1;

-- name: news.of
SELECT id, unit_id, cycle, kind, at FROM news WHERE unit_id = $1 AND cycle = $2 ORDER BY at DESC, id DESC;

-- name: news.insert_text
INSERT INTO news_text (news_id, version, title, lead, body, names, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: news.texts
SELECT version, title, lead, body, names, by_name, at FROM news_text WHERE news_id = $1 ORDER BY version;

-- name: news.insert_photo
INSERT INTO news_photo (id, news_id, place, caption, basis, note, invented, dropped, down, down_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE, '', 0);

-- name: news.insert_size
INSERT INTO news_photo_size (photo_id, name, width, height, size, sha256) VALUES ($1, $2, $3, $4, $5, $6);

-- name: news.photo
SELECT p.id, p.news_id, p.place, p.caption, p.basis, p.note, p.invented, p.dropped, p.down, p.down_at,
    l.width, l.height, l.size, l.sha256, s.width, s.height, s.size, s.sha256
FROM news_photo p JOIN news_photo_size l ON l.photo_id = p.id AND l.name = 'large' JOIN news_photo_size s ON s.photo_id = p.id AND s.name = 'small'
WHERE p.id = $1;

-- name: news.photos
SELECT p.id, p.news_id, p.place, p.caption, p.basis, p.note, p.invented, p.dropped, p.down, p.down_at,
    l.width, l.height, l.size, l.sha256, s.width, s.height, s.size, s.sha256
FROM news_photo p JOIN news_photo_size l ON l.photo_id = p.id AND l.name = 'large' JOIN news_photo_size s ON s.photo_id = p.id AND s.name = 'small'
WHERE p.news_id = $1 ORDER BY p.place, p.id;

-- name: news.change_photo
UPDATE news_photo SET place = $2, caption = $3, basis = $4, note = $5, invented = $6, dropped = $7 WHERE id = $1;

-- name: news.down_photo
UPDATE news_photo SET down = $2, down_at = $3 WHERE id = $1;

-- name: news.insert_release
INSERT INTO news_release (news_id, version, step, unit_id, code, name, cycle, kind, title, lead, fold, public_on, shown_at, notice, body, entries, root, by_account, by_name, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: news.releases
SELECT news_id, version, step, unit_id, code, name, cycle, kind, title, lead, public_on, shown_at, notice, entries, root, by_name, at
FROM news_release WHERE news_id = $1 ORDER BY version;

-- name: news.body
SELECT body FROM news_release WHERE news_id = $1 AND version = $2;

-- name: news.public
SELECT news_id, version, step, unit_id, code, name, cycle, kind, title, lead, public_on, shown_at, notice, entries, root, by_name, at
FROM news_release
WHERE step = 'made' AND public_on <= $1 AND version = (SELECT MAX(n.version) FROM news_release n
    WHERE n.news_id = news_release.news_id AND n.public_on <= $1)
  AND (shown_at < $2 OR shown_at = $2 AND news_id < $3)
  AND ($4 = '' OR code = $4) AND ($5 = '' OR cycle = $5) AND ($6 = '' OR kind = $6) AND fold LIKE $7
  AND NOT EXISTS (SELECT 1 FROM news_release d
    WHERE d.news_id = news_release.news_id AND d.step = 'withdrawn' AND d.version > news_release.version AND d.public_on <= $9)
ORDER BY shown_at DESC, news_id DESC LIMIT $8;

-- name: news.withdrawn
SELECT DISTINCT news_id FROM news_release WHERE step = 'withdrawn' AND public_on <= $1 ORDER BY news_id;

-- name: news.drop_sizes
DELETE FROM news_photo_size WHERE photo_id IN (SELECT id FROM news_photo WHERE news_id = $1);

-- name: news.drop_photos
DELETE FROM news_photo WHERE news_id = $1;

-- name: news.drop_texts
DELETE FROM news_text WHERE news_id = $1;

-- name: news.drop
DELETE FROM news WHERE id = $1;

-- name: news.waiting
SELECT COUNT(*) FROM news_release WHERE public_on > $1;
