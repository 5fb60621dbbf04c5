#!/bin/sh
# Fuzz what reads strangers' bytes: tests/fuzz/run.sh BUILD SECONDS.  The
# library is built anew with clang and its sanitizers; what is found stays in
# BUILD/fuzz.
set -eu
build=$1
seconds=$2
out=$build/fuzz
mkdir -p "$out"
cd "$(dirname "$0")/../.." || exit 1

make --no-print-directory -j2 CC=clang SANITIZE=fuzzer-no-link,address,undefined \
	BUILD="$out/lib" WERROR= "$out/lib/libgivetake.a"
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	seeds=tests/fuzz/seeds/${name#fuzz_}
	corpus=$out/${name#fuzz_}
	mkdir -p "$corpus"
	eval "clang $FUZZ_CFLAGS -Itests/fuzz -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=undefined -o $out/$name $source \
		$out/lib/libgivetake.a $FUZZ_LIBS"
	echo "$name: $seconds s"
	"$out/$name" -max_total_time="$seconds" -timeout=10 -max_len=16384 \
		-verbosity=0 -print_final_stats=1 -artifact_prefix="$out/" \
		"$corpus" "$seeds" 2>&1 | grep -E "stat::number|ERROR|SUMMARY" ||
		exit 1
	if ls "$out"/crash-* "$out"/oom-* "$out"/timeout-* 2>/dev/null; then
		exit 1
	fi
done
