# Turns text files into C strings: lib/api/prices.tsv gives data_prices.
#	awk -v part=h|c -f embed.awk FILE ...

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
			    "#include \"data/data.h\"\n"
		print "const char data_" name "[] ="
	}
}

part == "c" {
	gsub(/\\/, "\\\\")
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
	print "#ifndef DATA_DATA_H\n#define DATA_DATA_H\n"
	for (i = 1; i <= n; i++)
		print "extern const char data_" names[i] "[];"
	print "\n#endif"
}
