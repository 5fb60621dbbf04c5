#!/bin/sh
# Every report's JSON against the schema that the program prints for it.
. tests/lib.sh
. "$top/tests/reports.sh"
make_world
hostile hostile.jsonl
givetake import hostile.jsonl >/dev/null 2>&1

exits "fields of a report" 0 givetake report schema accounts
has "with what they mean" .out "Handle of the account, without @"
exits "of all" 0 givetake report schema --format json
is "each is explained" "$(jq '[.fields[] | select((.meaning // "") == "")] |
	length' .out)" 0
exits "an unknown report" 2 givetake report schema unheard
has "names those there are" .err "relations"
exits "a schema of which?" 2 givetake report schema --json-schema
exits "a schema" 0 givetake report schema accounts --json-schema
check "is JSON" jq -e '."$id" == "givetake.report.accounts.1"' .out
givetake report schema --format markdown >fields.md
check "docs/report-fields.md is what it prints" \
	diff "$top/docs/report-fields.md" fields.md

reports=$(givetake help | sed -n 's/^ *report \([a-z]*\) .*/\1/p' |
	grep -vxE 'verify|schema')
python=
for candidate in python3 /usr/bin/python3; do
	"$candidate" -c 'import jsonschema' 2>/dev/null &&
		python=$candidate && break
done
if [ -z "$python" ]; then
	skip "documents against schemas" "there is no python3-jsonschema"
	finish
fi

set_clock 2026-11-08T12:00:00Z
givetake observe start autumn @person11 @person12 --for 2w \
	--goal "who helps" --budget 5 >/dev/null 2>&1
set_clock 2026-11-22T23:45:00Z
givetake observe note "a note" @person11 >/dev/null 2>&1
for report in $reports; do
	set -- "$report"
	[ "$report" != account ] || set -- account @person11
	givetake report schema "$report" --json-schema >schema.json
	givetake report "$@" --format json >whole.json 2>err || cat err
	case $report in
	digest | observation) cp whole.json windowed.json ;;
	*) givetake report "$@" --last 3w --compare prev --format json \
		>windowed.json 2>err || cat err ;;
	esac
	check "$report is as its schema says" \
		"$python" "$top/tests/schema.py" schema.json whole.json \
		windowed.json
done
givetake observe end --yes >/dev/null 2>&1 ||
	givetake observe end >/dev/null 2>&1
givetake report observation --observation autumn --format json >ended.json
givetake report schema observation --json-schema >schema.json
check "an observation that ended, too" "$python" "$top/tests/schema.py" \
	schema.json ended.json
exits "compared with an observation" 0 givetake report accounts \
	--last 3w --compare autumn --format json
is "as it was frozen" "$(jq -r '.basis.compared.frozen | type' .out)" string
is "its numbers stand beside these" "$(jq '[.accounts[] |
	select(.posts_before != null)] | length > 0' .out)" true
is "a schema notices" "$(echo '{"schema":"givetake.report.observation.1",
	"moved":"x"}' >wrong.json
	"$python" "$top/tests/schema.py" schema.json wrong.json | wc -l)" 5
finish
