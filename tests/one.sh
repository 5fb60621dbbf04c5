#!/bin/sh
# Run one test program and leave its TAP in RESULTS: one.sh TEST RESULTS.
# Its other output is shown only when something failed.
name=$(basename "$1" .sh)
out=$2/$name.tap
log=$2/$name.log

timeout ${DEEP:+3}600 "$1" >"$2/$name.out" 2>"$log" </dev/null
status=$?
grep -E '^(ok|not ok) ' "$2/$name.out" | sed "s/^\(not ok\|ok\) /&$name: /" >"$out"
planned=$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$2/$name.out" | tail -n 1)
counted=$(grep -c . "$out")
if [ "$status" -ne 0 ] && ! grep -q '^not ok' "$out"; then
	echo "not ok $name: ended with status $status" >>"$out"
elif [ -z "$planned" ] || [ "$planned" -ne "$counted" ]; then
	echo "not ok $name: $counted of ${planned:-no} tests ran" >>"$out"
fi
if grep -q '^not ok' "$out"; then
	{
		grep '^#' "$2/$name.out"
		cat "$log"
	} | sed "s/^/# $name: /" | head -n 60 >>"$out"
fi
