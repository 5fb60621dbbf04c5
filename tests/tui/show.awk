# Fills the blocks of a document that show screens: between the fences after
# "<!-- screen NAME -->" comes tests/tui/screens/NAME.txt.
/^<!-- screen / {
	name = $3
}
/^```$/ && name != "" {
	print
	if (inside) {
		name = ""
		inside = 0
		next
	}
	file = (top == "" ? "." : top) "/tests/tui/screens/" name ".txt"
	while ((getline line < file) > 0)
		print line
	close(file)
	inside = 1
	next
}
!inside {
	print
}
