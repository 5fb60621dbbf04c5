#!/bin/sh
# tests/cli/kills.sh, 100 rounds of it.
ROUNDS=100 exec "$(dirname "$0")/../cli/kills.sh"
