#!/bin/sh
# tests/cli/mixed.sh, 200 rounds of it.
ROUNDS=200 exec "$(dirname "$0")/../cli/mixed.sh"
