# Turns the named statements and migrations of sql/ into C.
#	awk -v part=h|c -f embed.awk FILE.sql ...
# "-- name: post_insert" begins statement STMT_POST_INSERT; comments and
# blank lines are left out.  A file under schema/ is one migration, numbered
# by its name (0001_first.sql); files must come in that order.

function quote(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return s
}

FNR == 1 {
	name = ""
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
		print "extern const int sql_migration_count;\n\n#endif"
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
}
