#!/bin/sh
# Every statement of sql/ prepares against the migrated schema, and its plan
# goes through no big table.
set -eu
build=$1
make --no-print-directory "$build/tests/test_statements" >/dev/null
CMOCKA_MESSAGE_OUTPUT=STDOUT "$build/tests/test_statements"
