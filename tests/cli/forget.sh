#!/bin/sh
# forget: see compliance.sh, which proves the bytes.
. "$(dirname "$0")/../lib.sh"

printf '%s\n' '{"data":[{"id":"1900000000000000101","text":"bye @cara","author_id":"51","created_at":"2026-11-01T10:00:00Z","entities":{"mentions":[{"start":4,"end":9,"username":"cara","id":"52"}]}},{"id":"1900000000000000102","text":"mine alone","author_id":"52","created_at":"2026-11-01T10:00:00Z"}],"includes":{"users":[{"id":"51","username":"ann","name":"Ann"},{"id":"52","username":"cara","name":"Cara"}]}}' >page.json
givetake --quiet import page.json >.out 2>&1
db=$HOME/.local/share/givetake/archive.db
exits "an imported account is forgotten" 0 givetake forget @cara --yes
is "its post is gone" "$(sqlite3 "$db" 'SELECT group_concat(author_id) FROM post')" 51
is "the other's words stay" "$(sqlite3 "$db" 'SELECT text FROM post')" "bye @cara"
is "nobody is mentioned" "$(sqlite3 "$db" 'SELECT count(*) FROM mention')" 0
givetake --quiet import page.json >.out 2>&1
is "an import does not bring it back" "$(sqlite3 "$db" 'SELECT group_concat(author_id) FROM post')" 51
exits "no account" 2 givetake forget '#x' --yes
finish
