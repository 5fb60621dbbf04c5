#!/bin/sh
# The tests' own machinery: a test that fails, dies or stops half-way makes
# the run fail.
. tests/lib.sh
mkdir -p p/tests/cli p/build/tests
cp "$top/tests/run.sh" "$top/tests/one.sh" "$top/tests/lib.sh" p/tests

try() { # try NAME STATUS LAST-LINE BODY: a run of one good test and this one
	rm -f p/tests/cli/*.sh
	printf '#!/bin/sh\n. tests/lib.sh\ncheck a true\nfinish\n' \
		>p/tests/cli/good.sh
	printf '#!/bin/sh\n%s\n' "$4" >p/tests/cli/tried.sh
	chmod +x p/tests/cli/*.sh
	exits "$1" "$2" p/tests/run.sh p/build
	is "$1: counted" "$(tail -n 1 "$work/.out")" "$3"
}
lib='. tests/lib.sh'

try "all good" 0 "2 passed, 0 failed" "$lib; check b true; finish"
try "a failed check" 1 "2 passed, 1 failed" \
	"$lib; check b true; check c false; finish"
try "a wrong status" 1 "1 passed, 1 failed" "$lib; exits b 3 true; finish"
try "a test that ends early" 1 "2 passed, 1 failed" \
	"$lib; check b true; exit 0"
try "a test that dies" 1 "2 passed, 1 failed" \
	"$lib; check b true; kill -9 \$\$"
try "a test that says nothing" 1 "1 passed, 1 failed" "exit 0"
try "a skipped test" 0 "1 passed, 0 failed, 1 skipped" \
	"$lib; skip b 'not here'; finish"

finish
