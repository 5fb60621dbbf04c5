#!/bin/sh
# Tables and text agree: every command has a test, config.example.ini is what
# `config example` writes, the README's list of commands is that of `help`.
set -eu
build=$1
bad=0
"$build/givetake" help | sed -n '/^Commands:/,/^$/p' >"$build/lint/commands"

sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' "$build/lint/commands" | sort -u |
	while read -r command; do
		[ -x "tests/cli/$command.sh" ] ||
			echo "tests/cli/$command.sh is missing"
	done | grep . && bad=1

"$build/givetake" config example >"$build/lint/example.ini"
cmp "$build/lint/example.ini" config.example.ini || {
	echo "run: givetake config example > config.example.ini"
	bad=1
}

if [ -e README.md ]; then
	sed -n '/^Commands:$/,/^\(```\)\{0,1\}$/p' README.md |
		grep -v '^```' >"$build/lint/readme"
	grep -v '^$' "$build/lint/commands" >"$build/lint/wanted"
	grep -v '^$' "$build/lint/readme" | cmp - "$build/lint/wanted" || {
		echo "README.md: the block that begins with Commands: is not" \
			"that of givetake help"
		bad=1
	}
fi
exit $bad
