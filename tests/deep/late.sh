#!/bin/sh
# tests/cli/late.sh over four weeks, and a week of cron.
DAYS=28 CRON_DAYS=7 exec "$(dirname "$0")/../cli/late.sh"
