#!/bin/sh
. tests/lib.sh

count() {
	sqlite3 "$HOME/.local/share/givetake/archive.db" "$1"
}
class() {
	count "SELECT class FROM score JOIN post USING (rid) WHERE id = $1"
}

cat >posts.jsonl <<'END'
{"id":"1900000000000000201","text":"Sign up for the spring course today, seats are limited","author_id":"61","created_at":"2026-11-01T10:00:00Z","entities":{"urls":[{"start":0,"end":4,"url":"https://t.co/a","expanded_url":"https://oven.example/course"}]},"author":{"id":"61","username":"ann","name":"Ann","url":"https://ann.example","description":"bakes"}}
{"id":"1900000000000000202","text":"The clearest text on yeast that I have read","author_id":"61","created_at":"2026-11-02T10:00:00Z","entities":{"urls":[{"start":0,"end":3,"url":"https://t.co/b","expanded_url":"https://oven.example/yeast"}]}}
END
exits "posts to begin with" 0 givetake import posts.jsonl
givetake own list @ann --format json >own.json
is "the profile's link is found" \
	"$(jq -r '.own[] | select(.what == "ann.example") | .status' own.json)" own
is "and why" \
	"$(jq -r '.own[] | select(.what == "ann.example") | .reason' own.json)" \
	"the link of the profile"
version=$(count 'SELECT own_version FROM user WHERE id = 61')
exits "a site is added" 0 givetake own add @ann https://oven.example/course
has "scores follow" .err "oven.example is noted as own"
is "the whole site" "$(givetake own list @ann --format json |
	jq -r '.own[] | select(.by == "you") | .what + " " + .status')" \
	"oven.example own"
is "it is another version" \
	"$(count "SELECT own_version <> $version FROM user WHERE id = 61")" 1
is "posts are judged with it" \
	"$(count 'SELECT flags & 1 FROM score JOIN post USING (rid)
		WHERE id = 1900000000000000202')" 1
exits "a sister" 0 givetake own add @ann @AnnBakery
is "in lower case" "$(givetake own list --format csv | grep -c '@annbakery"*,own,you')" 1
exits "denied" 0 givetake own remove @ann oven.example
is "no own link any more" \
	"$(count 'SELECT flags & 1 FROM score JOIN post USING (rid)
		WHERE id = 1900000000000000202')" 0
exits "what was found can be denied" 0 givetake own remove @ann ann.example
is "and stays so when scored anew" \
	"$(count 'UPDATE user SET dirty = 1'; givetake own list @ann --format json |
		jq -r '.own[] | select(.what == "ann.example") | .status')" denied
exits "taken back, one" 0 givetake own clear @ann ann.example
is "the find counts again" "$(givetake own list @ann --format json |
	jq -r '.own[] | select(.what == "ann.example") | .status + .by')" ownfound
exits "taken back, all" 0 givetake own clear @ann
is "nothing of yours is left" \
	"$(givetake own list --format json | jq '[.own[] | select(.by == "you")] | length')" 0
is "as before" "$(count 'SELECT own_version FROM user WHERE id = 61')" "$version"
exits "nothing to take back" 66 givetake own clear @ann
exits "an account that is not there" 66 givetake own add @nobody a.example
exits "a shortener is nobody's" 2 givetake own add @ann bit.ly/abc
has "and why" .err "shortener"
exits "X itself" 2 givetake own add @ann https://x.com/bob
exits "neither site nor handle" 2 givetake own add @ann 'not a site'
exits "too few words" 2 givetake own add @ann
exits "a table" 0 givetake own list
has "with a legend" .out "suspected: shown, not scored"
finish
