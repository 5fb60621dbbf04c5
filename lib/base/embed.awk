# Turns text files into C strings: lib/api/prices.tsv gives data_prices.
#	awk -v part=h|c [-v header=data/data.h] -f embed.awk FILE ...

BEGIN {
	if (header == "")
		header = "data/data.h"
	guard = toupper(header)
	gsub(/[^A-Z]/, "_", guard)
}

FNR == 1 {
	if (n > 0 && part == "c")
		print "    ;"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.[a-z]+$/, "", name)
	names[++n] = name
	if (part == "c") {
		if (n == 1)
			print "/* Made by lib/base/embed.awk. */\n" \
			    "#include \"" header "\"\n"
		print "const char data_" name "[] ="
	}
}

part == "c" {
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	gsub(/\?/, "\\?")
	print "    \"" $0 "\\n\""
}

END {
	if (part == "c") {
		print "    ;"
		exit
	}
	print "/* Made by lib/base/embed.awk. */"
	print "#ifndef " guard "\n#define " guard "\n"
	for (i = 1; i <= n; i++)
		print "extern const char data_" names[i] "[];"
	print "\n#endif"
}
