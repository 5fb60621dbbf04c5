#!/bin/sh
. tests/lib.sh

exits "nothing to watch is an error" 2 givetake watch add
has "and says what to give" .err "give accounts"
exits "accounts in every spelling" 0 givetake watch add @ann ben \
	x.com/carol https://twitter.com/Dora/with_replies @12345 67890
exits "the same again" 0 givetake watch add ANN @Ben
has "adds nothing" .err "0 new"
exits "a search, a group" 0 givetake watch add --group team @ann \
	--search '#sourdough "a b"' --name bread
exits "and a list" 0 givetake watch add --x-list 777
exits "not both at once" 2 givetake watch add --search a --x-list 7
givetake watch list --format json >list.json
is "all are listed" "$(jq '.sources | length' list.json)" 8
is "handles are kept without case" \
	"$(jq -r '.sources[] | select(.what == "@dora") | .kind' list.json)" \
	timeline
is "@12345 is a handle" \
	"$(jq -r '.sources[] | select(.what == "@12345") | .user_id' list.json)" \
	null
is "67890 is an id, as a string" \
	"$(jq '.sources[] | select(.what == "67890") | .user_id' list.json)" \
	'"67890"'
is "the group has its member" \
	"$(jq -r '.sources[] | select(.groups == "team") | .what' list.json |
		head -n 1)" @ann
exits "a bad name is refused" 2 givetake watch add 'not an account'
exits "so is an id that a spreadsheet rounded" 2 \
	givetake watch add 1.29E+18
has "with the reason" .err "spreadsheet"
is "and nothing of a refused command is kept" \
	"$(givetake watch add @zed 'no no' 2>/dev/null
	givetake watch list --format csv | grep -c zed)" 0
exits "remove by handle and by name" 0 givetake watch remove @BEN bread
is "they are gone" \
	"$(givetake watch list --format json | jq '.sources | length')" 6
exits "what is not watched" 66 givetake watch remove @nobody
exits "watch it again" 0 givetake watch add ben
has "counts as new" .err "1 new"
exits "no archive to list" 66 givetake --archive none.db watch list
has "says how to make one" .err "givetake watch add"
cat >posts.jsonl <<'EOF'
{"id":"1850000000000000001","text":"A starter wants time.","author_id":"71","created_at":"2024-10-26T00:00:00.000Z","author":{"id":"71","username":"Eve","name":"Eve"}}
EOF
givetake -q import posts.jsonl
givetake -q watch add --group bakers @eve
exits "a group reaches who is archived, before X was ever asked" 0 \
	givetake search --format json group:bakers starter
is "by the handle" "$(jq -r '.posts | length' .out)" 1
is "an archive is private" "$(stat -c %a "$HOME/.local/share/givetake/archive.db")" 600
finish
