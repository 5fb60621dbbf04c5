#!/bin/sh
# Every script, by shellcheck.
set -eu
# shellcheck disable=SC2046
shellcheck -x -e SC1091 $(find tests .ci -name '*.sh' | sort) .ci/deps .ci/run
