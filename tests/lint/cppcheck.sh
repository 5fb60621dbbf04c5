#!/bin/sh
# A second opinion: cppcheck.  Its findings are kept by file under build/.
set -eu
build=$1
mkdir -p "$build/lint/cppcheck"
cppcheck -q -j 2 --std=c11 --enable=warning,performance,portability \
	--inline-suppr --suppressions-list=tests/lint/cppcheck.txt \
	--cppcheck-build-dir="$build/lint/cppcheck" --error-exitcode=1 \
	-D_DEFAULT_SOURCE -DGIVETAKE_VERSION='"0"' \
	-Ilib -Icmd -Itests/unit -I"$build/gen" lib cmd tests/unit 2>&1
