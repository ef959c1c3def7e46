-- name: capitalsum.add
INSERT INTO capital_sum (year, level, unit_id, at, dim, part, projects, plan, paid, kept_plan, kept_paid, completed, advance)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (year, level, unit_id, at, dim, part) DO UPDATE SET projects = capital_sum.projects + excluded.projects,
    plan = capital_sum.plan + excluded.plan, paid = capital_sum.paid + excluded.paid,
    kept_plan = capital_sum.kept_plan + excluded.kept_plan, kept_paid = capital_sum.kept_paid + excluded.kept_paid,
    completed = capital_sum.completed + excluded.completed, advance = capital_sum.advance + excluded.advance;
-- name: capitalsum.months
SELECT year, level, unit_id, at, dim, part, projects, plan, paid, kept_plan, kept_paid, completed, advance FROM capital_sum
WHERE year = $1 AND level = 0 AND at < $2 AND (dim = $3 OR CAST($3 AS TEXT) = '*') AND unit_id IN (@ids);
-- name: capitalsum.days
SELECT year, level, unit_id, at, dim, part, projects, plan, paid, kept_plan, kept_paid, completed, advance FROM capital_sum
WHERE year = $1 AND level = 1 AND at >= $2 AND at <= $3 AND (dim = $4 OR CAST($4 AS TEXT) = '*') AND unit_id IN (@ids);
-- name: capitalsum.investors
SELECT part FROM capital_sum WHERE year = $1 AND level = 2 AND unit_id = $2 AND projects > 0 ORDER BY plan DESC, part LIMIT $3 OFFSET $4;
-- name: capitalsum.add_known
INSERT INTO capital_sum_known (year, level, unit_id, known, at, dim, part, projects, plan, paid, kept_plan, kept_paid, completed, advance)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (year, level, unit_id, known, at, dim, part) DO UPDATE SET projects = capital_sum_known.projects + excluded.projects,
    plan = capital_sum_known.plan + excluded.plan, paid = capital_sum_known.paid + excluded.paid,
    kept_plan = capital_sum_known.kept_plan + excluded.kept_plan, kept_paid = capital_sum_known.kept_paid + excluded.kept_paid,
    completed = capital_sum_known.completed + excluded.completed, advance = capital_sum_known.advance + excluded.advance;
-- name: capitalsum.known_months
SELECT year, level, unit_id, SUBSTR(at, 1, 7), dim, part, CAST(SUM(projects) AS BIGINT), CAST(SUM(plan) AS BIGINT), CAST(SUM(paid) AS BIGINT),
    CAST(SUM(kept_plan) AS BIGINT), CAST(SUM(kept_paid) AS BIGINT), CAST(SUM(completed) AS BIGINT), CAST(SUM(advance) AS BIGINT) FROM capital_sum_known
WHERE year = $1 AND level = 3 AND known < $2 AND at <= $3 AND (dim = $4 OR CAST($4 AS TEXT) = '*') AND unit_id IN (@ids)
GROUP BY year, level, unit_id, SUBSTR(at, 1, 7), dim, part;
-- name: capitalsum.known_days
SELECT year, level, unit_id, SUBSTR(at, 1, 7), dim, part, CAST(SUM(projects) AS BIGINT), CAST(SUM(plan) AS BIGINT), CAST(SUM(paid) AS BIGINT),
    CAST(SUM(kept_plan) AS BIGINT), CAST(SUM(kept_paid) AS BIGINT), CAST(SUM(completed) AS BIGINT), CAST(SUM(advance) AS BIGINT) FROM capital_sum_known
WHERE year = $1 AND level = 4 AND known >= $2 AND known <= $3 AND at <= $4 AND (dim = $5 OR CAST($5 AS TEXT) = '*') AND unit_id IN (@ids)
GROUP BY year, level, unit_id, SUBSTR(at, 1, 7), dim, part;
-- name: capitalsum.known_investors
SELECT part FROM capital_sum_known WHERE year = $1 AND unit_id = $2 AND (level = 5 AND known < $3 OR level = 6 AND known >= $3 AND known <= $4)
GROUP BY part HAVING SUM(projects) > 0 ORDER BY SUM(plan) DESC, part LIMIT $5 OFFSET $6;
-- name: capitalsum.known_places
SELECT DISTINCT year, level, unit_id FROM capital_sum_known;
-- name: capitalsum.known_of
SELECT year, level, unit_id, at, dim, part, projects, plan, paid, kept_plan, kept_paid, completed, advance, known FROM capital_sum_known
WHERE year = $1 AND level = $2 AND unit_id = $3;
-- name: capitalsum.forget_known
DELETE FROM capital_sum_known;
-- name: capitalsum.places
SELECT DISTINCT year, level, unit_id FROM capital_sum;
-- name: capitalsum.of
SELECT year, level, unit_id, at, dim, part, projects, plan, paid, kept_plan, kept_paid, completed, advance FROM capital_sum
WHERE year = $1 AND level = $2 AND unit_id = $3;
-- name: capitalsum.forget
DELETE FROM capital_sum;
-- name: capitalsum.forget_counted
DELETE FROM capital_counted;
-- name: capitalsum.counted
SELECT project_id, programme, class, path FROM capital_counted WHERE project_id IN (@ids);
-- name: capitalsum.counted_all
SELECT project_id, programme, class, path FROM capital_counted ORDER BY project_id;
-- name: capitalsum.put_counted
INSERT INTO capital_counted (project_id, programme, class, path) VALUES ($1, $2, $3, $4)
ON CONFLICT (project_id) DO UPDATE SET programme = excluded.programme, class = excluded.class, path = excluded.path;
-- name: capitalsum.until
SELECT until FROM capital_sum_state WHERE id = 1;
-- name: capitalsum.put_until
UPDATE capital_sum_state SET until = $1 WHERE id = 1;
-- name: capitalsum.next_projects
SELECT id FROM capital_project WHERE id > $1 ORDER BY id LIMIT $2;
