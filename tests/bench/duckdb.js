// Pages of posts into a table of DuckDB, one thread: node duckdb.js FILE.
const { DuckDBInstance } = require('@duckdb/node-api');

async function main(file) {
	const db = await DuckDBInstance.create('duck.db', { threads: '1' });
	const connection = await db.connect();
	await connection.run(`CREATE TABLE post AS
		SELECT unnest(data, recursive := true) FROM read_json($file,
			format = 'newline_delimited', maximum_object_size = 16777216,
			columns = {data: 'STRUCT(id VARCHAR, author_id VARCHAR,
				created_at VARCHAR, text VARCHAR, lang VARCHAR,
				conversation_id VARCHAR,
				public_metrics STRUCT(retweet_count BIGINT,
					reply_count BIGINT, like_count BIGINT,
					quote_count BIGINT),
				entities JSON, referenced_tweets JSON)[]'})`,
		{ file });
	const rows = await connection.runAndReadAll('SELECT count(*) FROM post');
	console.log(String(rows.getRows()[0][0]));
}

main(process.argv[2]);
