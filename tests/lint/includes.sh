#!/bin/sh
# Include direction and the homes of third-party headers, by tests/lint/layers.
set -eu
layers=tests/lint/layers
# shellcheck disable=SC2046
set -- $(find lib cmd tests -name '*.[ch]' | sort)

awk '
function complain(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why
	bad = 1
}
function room_of(path,   part) {
	split(path, part, "/")
	return part[1] == "lib" ? part[2] : part[1]
}
FNR == NR {
	if (/^#/ || NF == 0)
		next
	if ($1 ~ /:$/) {
		room = $1
		sub(/:/, "", room)
		known[room] = 1
		for (i = 2; i <= NF; i++)
			may[room, $i] = 1
	} else if ($1 ~ /^!/) {
		header = substr($1, 2)
		home[header] = ""
		for (i = 2; i <= NF; i++)
			home[header] = home[header] " " $i
	} else {
		for (i = 1; i <= NF; i++)
			standard[substr($i, 2)] = 1
	}
	next
}
FNR == 1 {
	room = room_of(FILENAME)
	if (room != "tests" && !(room in known))
		complain("the room " room " is not in " layers)
}
/^[ \t]*#[ \t]*include[ \t]*</ {
	header = $0
	gsub(/.*<|>.*/, "", header)
	if (header in standard)
		next
	if (!(header in home)) {
		complain("<" header "> has no home in " layers)
		next
	}
	n = split(home[header], places, " ")
	for (i = 1; i <= n; i++)
		if (index(FILENAME, places[i]) == 1)
			next
	complain("<" header "> may be included in" home[header] " only")
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	header = $0
	sub(/^[^"]*"/, "", header)
	sub(/".*/, "", header)
	if (room == "tests")
		next
	split(header, part, "/")
	to = part[1]
	if (to == "givetake" || to == "xsim")
		to = "cmd"
	if (index(header, "/") == 0 || header ~ /\.\./)
		complain("\"" header "\" does not name its room")
	else if (to != room && !((room, to) in may) && !((room, "*") in may))
		complain(room " may not include " to " (" header ")")
}
END { exit bad }
' layers="$layers" "$layers" "$@"
