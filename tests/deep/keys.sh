#!/bin/sh
# A hundred thousand keys by chance, with resizes.
RANDOM_KEYS=${RANDOM_KEYS:-100000}
export RANDOM_KEYS
exec tests/tui/random.sh
