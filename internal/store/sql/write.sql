-- name: write.savepoint
SAVEPOINT one;

-- name: write.undo
ROLLBACK TO SAVEPOINT one;

-- name: write.release
RELEASE SAVEPOINT one;
