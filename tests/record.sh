#!/bin/sh
# Record the expected screens anew and put them into the documents that show
# some: tests/record.sh [BUILD].  Look at each before it is committed.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}

RECORD=1 tests/run.sh "$build" tests/tui/screens
for document in README.md docs/tui.md; do
	awk -f tests/tui/show.awk "$document" >"$document.new"
	mv "$document.new" "$document"
done
