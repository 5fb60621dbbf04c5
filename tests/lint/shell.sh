#!/bin/sh
# Every script, by shellcheck.  Left out: SC1091 and SC2154, for names that a
# sourced file sets; SC2120, for functions whose arguments are optional.
set -eu
# shellcheck disable=SC2046
shellcheck -x -S warning -e SC1091,SC2154,SC2120 $(find tests .ci -name '*.sh' | sort) .ci/deps .ci/run
