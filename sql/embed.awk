# Turns the named statements and migrations of sql/ into C.
#	awk -v part=h|c -f embed.awk FILE.sql ...
# "-- name: post_insert" begins statement STMT_POST_INSERT; comments and
# blank lines are left out.  A file under schema/ is one migration, numbered
# by its name (0001_first.sql); files must come in that order.  What it says
# of tables (the comment above CREATE TABLE) and of columns ("name TYPE,
# -- meaning", going on in comments of lines of their own) is the data
# dictionary: sql_tables and sql_columns.

function quote(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return s
}

# Take a column: its line up to the comment, which may be empty.
function add_column(table, line,    meaning) {
	meaning = ""
	if (match(line, /-- /)) {
		meaning = substr(line, RSTART + 3)
		line = substr(line, 1, RSTART - 1)
	}
	sub(/^[ \t]+/, "", line)
	gsub(/,?[ \t]*$/, "", line)
	n_columns++
	column_table[n_columns] = table
	column_name[n_columns] = line
	sub(/ .*/, "", column_name[n_columns])
	column_type[n_columns] = ""
	if (line ~ / /) {
		sub(/^[^ ]* /, "", line)
		column_type[n_columns] = line
		sub(/ .*/, "", column_type[n_columns])
	}
	column_meaning[n_columns] = meaning
}

function read_dictionary(line) {
	if (table == "" && line ~ /^-- /) {
		note = note (note == "" ? "" : " ") substr(line, 4)
	} else if (line ~ /^CREATE (VIRTUAL )?TABLE /) {
		table = line
		sub(/^CREATE (VIRTUAL )?TABLE /, "", table)
		sub(/ .*/, "", table)
		gsub(/"/, "", table)
		tables[++n_tables] = table
		table_meaning[n_tables] = note
		note = ""
	} else if (line ~ /^\)/) {
		table = ""
	} else if (line ~ /^ALTER TABLE .* ADD COLUMN /) {
		split(line, words, " ")
		gsub(/"/, "", words[3])
		sub(/^.* ADD COLUMN /, "\t", line)
		sub(/;/, "", line)
		add_column(words[3], line)
		is_added = 1
	} else if (table != "" && line ~ /^\t[a-z_]+( [A-Z]|,)/) {
		add_column(table, line)
	} else if ((table != "" || is_added) && line ~ /^[ \t]+-- /) {
		sub(/^[ \t]+-- /, "", line)
		column_meaning[n_columns] = column_meaning[n_columns] \
			(column_meaning[n_columns] == "" ? "" : " ") line
	} else if (line == "") {
		note = ""
		is_added = 0
	}
}

FNR == 1 {
	name = note = table = ""
	is_added = 0
	if (FILENAME ~ /\/schema\//) {
		migration = FILENAME
		sub(/.*\//, "", migration)
		sub(/\.sql$/, "", migration)
		migrations[++n_migrations] = migration
	}
	in_schema = FILENAME ~ /\/schema\//
}

!in_schema && /^-- name: / {
	name = $3
	if (name in seen) {
		print FILENAME ": statement " name " twice" > "/dev/stderr"
		exit 1
	}
	seen[name] = 1
	names[++n_names] = name
	next
}

in_schema { read_dictionary($0) }

{
	sub(/^--.*/, "")
	sub(/[ \t]+-- .*/, "")
	sub(/[ \t]+$/, "")
	if ($0 == "")
		next
	sub(/\/\* clustered \*\//, "WITHOUT ROWID")
	line = "\"" quote($0) "\\n\"\n\t"
	if (in_schema)
		bodies[n_migrations] = bodies[n_migrations] line
	else if (name != "")
		sql[name] = sql[name] line
}

END {
	print "/* Made from sql/ by embed.awk. */"
	if (part == "h") {
		print "#ifndef SQL_STATEMENTS_H\n#define SQL_STATEMENTS_H\n"
		print "enum statement {"
		for (i = 1; i <= n_names; i++)
			print "\tSTMT_" toupper(names[i]) ","
		print "\tSTMT_COUNT\n};\n"
		print "struct sql_text { const char *name, *text; };"
		print "extern const struct sql_text sql_statements[];"
		print "extern const struct sql_text sql_migrations[];"
		print "extern const int sql_migration_count;\n"
		print "/* The data dictionary; both end with a NULL name. */"
		print "struct sql_table { const char *name, *meaning; };"
		print "struct sql_column { const char *table, *name, *type,"
		print "\t*meaning; };"
		print "extern const struct sql_table sql_tables[];"
		print "extern const struct sql_column sql_columns[];\n\n#endif"
		exit
	}
	print "#include \"sql/statements.h\"\n\n#include <stddef.h>\n"
	print "const struct sql_text sql_statements[] = {"
	for (i = 1; i <= n_names; i++)
		print "\t{\"" names[i] "\",\n\t" sql[names[i]] "},"
	print "\t{NULL, NULL}};\n\nconst struct sql_text sql_migrations[] = {"
	for (i = 1; i <= n_migrations; i++)
		print "\t{\"" migrations[i] "\",\n\t" bodies[i] "},"
	print "\t{NULL, NULL}};\n"
	print "const int sql_migration_count = " n_migrations + 0 ";"
	print "\nconst struct sql_table sql_tables[] = {"
	for (i = 1; i <= n_tables; i++)
		print "\t{\"" tables[i] "\", \"" quote(table_meaning[i]) "\"},"
	print "\t{NULL, NULL}};\n\nconst struct sql_column sql_columns[] = {"
	for (i = 1; i <= n_columns; i++)
		print "\t{\"" column_table[i] "\", \"" column_name[i] \
			"\", \"" column_type[i] "\",\n\t \"" \
			quote(column_meaning[i]) "\"},"
	print "\t{NULL, NULL, NULL, NULL}};"
}
