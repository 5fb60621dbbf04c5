#!/bin/sh
# Functions that have one place, or none: time, randomness and locale come in
# by one door each, the library does not print or end the program, and what
# copies without a length or reads numbers by the locale is not used at all.
# One rule a line: words that may be called, then where ("-": nowhere).
set -eu

rules='
time|clock_gettime|gettimeofday|nanosleep|usleep|sleep - lib/base/clock.c lib/base/rand.c
rand|random|srand|srandom|arc4random|getrandom|drand48 - lib/base/rand.c
setlocale - cmd/givetake/main.c cmd/xsim/
strcpy|strcat|sprintf|vsprintf|stpcpy|gets|strtok|strncat -
atoi|atol|atoll|atof|strtod|strtof|sscanf|fscanf|scanf -
localtime|gmtime|ctime|asctime|strerror_l -
system|popen|vfork|alloca|tmpnam|mktemp|tempnam -
'
bad=0
echo "$rules" | while read -r words dash places; do
	[ -n "$words" ] || continue
	[ "$dash" = - ]
	find lib cmd -name '*.[ch]' | sort | xargs grep -nE \
		"(^|[^A-Za-z0-9_>.\"*/ ]|[^A-Za-z0-9_*/\"] |return |\\t)($words)\\(" |
		while IFS= read -r line; do
			allowed=no
			for place in $places; do
				case $line in "$place"*) allowed=yes ;; esac
			done
			[ $allowed = yes ] || echo "$line"
		done
done | grep . && bad=1

# The library does not print and does not exit.
find lib -name '*.c' ! -path lib/base/log.c ! -path lib/base/mem.c \
	! -path lib/tui/screen.c ! -path lib/tui/child.c |
	sort | xargs grep -nE \
	'\<(printf|puts|putchar|perror|exit|_exit|quick_exit)\(|\<std(out|err)\>' |
	grep . && bad=1
exit $bad
