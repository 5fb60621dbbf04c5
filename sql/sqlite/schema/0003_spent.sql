-- What counts as spent, summed up as the ledger changes: the caps are asked
-- before every request, and a ledger grows for years.  kind: run or day.
CREATE TABLE spent (
	kind TEXT NOT NULL, -- run or day
	key BIGINT NOT NULL, -- the run's row, or days since 1970, UTC
	amount BIGINT NOT NULL, -- millionths of a dollar
	PRIMARY KEY (kind, key)
) /* clustered */;

CREATE TRIGGER ledger_spent_insert AFTER INSERT ON ledger BEGIN
	INSERT INTO spent (kind, key, amount)
	VALUES ('run', new.run_id, 0), ('day', new.day, 0)
	ON CONFLICT (kind, key) DO NOTHING;
	UPDATE spent SET amount = amount
		+ iif(new.state = 'reserved', new.reserved, new.gross)
	WHERE kind = 'run' AND key = new.run_id;
	UPDATE spent SET amount = amount
		+ iif(new.state = 'reserved', new.reserved, new.gross)
	WHERE kind = 'day' AND key = new.day;
END;

CREATE TRIGGER ledger_spent_update AFTER UPDATE ON ledger BEGIN
	UPDATE spent SET amount = amount
		+ iif(new.state = 'reserved', new.reserved, new.gross)
		- iif(old.state = 'reserved', old.reserved, old.gross)
	WHERE kind = 'run' AND key = new.run_id;
	UPDATE spent SET amount = amount
		+ iif(new.state = 'reserved', new.reserved, new.gross)
		- iif(old.state = 'reserved', old.reserved, old.gross)
	WHERE kind = 'day' AND key = new.day;
END;

CREATE TRIGGER ledger_spent_delete AFTER DELETE ON ledger BEGIN
	UPDATE spent SET amount = amount
		- iif(old.state = 'reserved', old.reserved, old.gross)
	WHERE kind = 'run' AND key = old.run_id;
	UPDATE spent SET amount = amount
		- iif(old.state = 'reserved', old.reserved, old.gross)
	WHERE kind = 'day' AND key = old.day;
	DELETE FROM spent WHERE amount = 0 AND (kind = 'run'
		AND key = old.run_id OR kind = 'day' AND key = old.day);
END;

INSERT INTO spent (kind, key, amount)
SELECT 'run', run_id, sum(iif(state = 'reserved', reserved, gross))
FROM ledger GROUP BY run_id
UNION ALL
SELECT 'day', day, sum(iif(state = 'reserved', reserved, gross))
FROM ledger GROUP BY day;
