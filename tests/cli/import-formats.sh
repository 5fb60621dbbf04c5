#!/bin/sh
# Files of many makers, all invented, by content and not by name.
. tests/lib.sh

in_archive() {
	sqlite3 "$archive.db" "$1"
}

# take NAME FILE...: into an archive of its own, the first row left in $row.
take() {
	archive=$1
	shift
	exits "$archive: import" 0 givetake --archive "$archive.db" import \
		--format json "$@"
	row=$(jq -c '.files[0]' .out)
}

cat >v1.txt <<'END'
{"id":1049999999999999999,"id_str":"1049999999999999999","created_at":"Wed Oct 10 20:19:24 +0000 2018","text":"cut…","truncated":true,"extended_tweet":{"full_text":"not cut &amp; whole"},"user":{"id_str":"7","screen_name":"Bob","followers_count":3}}
{"id_str":"1050000000000000001","text":"RT @ann: lo…","user":{"id_str":"7","screen_name":"Bob"},"retweeted_status":{"id_str":"1050000000000000000","full_text":"long enough","user":{"id_str":"8","screen_name":"ann"}}}
{"delete":{"status":{"id_str":"1049999999999999990"}}}
END
take v1 v1.txt
is "posts and those inside them" "$(echo "$row" | jq '[.posts, .new, .deleted]' -c)" "[3,3,1]"
is "the whole text" "$(in_archive 'SELECT text FROM post WHERE id = 1049999999999999999')" "not cut & whole"
is "a repost has the original's text" "$(in_archive 'SELECT text FROM post WHERE repost_of_id IS NOT NULL')" "long enough"
is "what was deleted is buried" "$(in_archive 'SELECT id FROM tombstone')" 1049999999999999990
take v1 v1.txt
is "again adds nothing" "$(echo "$row" | jq '[.new, .richer]' -c)" "[0,0]"

gzip -c v1.txt >packed.jpg
take gzip packed.jpg
is "gzip" "$(echo "$row" | jq .new)" 3
if command -v zstd >/dev/null; then
	zstd -q v1.txt -o packed.gz
	take zstd packed.gz
	is "zstd" "$(echo "$row" | jq .new)" 3
else
	skip "zstd" "there is no zstd"
fi
jq -s . v1.txt >pretty.json
take pretty pretty.json
is "a list over many lines" "$(echo "$row" | jq .new)" 3

# X's export: parts in any order, the owner and long texts apart.
mkdir -p export/data/deep
cat >export/data/account.js <<'END'
window.YTD.account.part0 = [ { "account" : { "email" : "me@mail.example", "username" : "bob", "accountId" : "7", "accountDisplayName" : "Bob" } } ]
END
cat >export/data/note-tweet.js <<'END'
window.YTD.note_tweet.part0 = [ { "noteTweet" : { "noteTweetId" : "1", "createdAt" : "2026-03-14T00:00:05.000Z", "core" : { "text" : "a long note that goes on to its very end" } } } ]
END
cat >export/data/tweets.js <<'END'
window.YTD.tweets.part0 = [
  { "tweet" : { "id_str" : "1800000000000000001", "full_text" : "a long note that…", "created_at" : "Sat Mar 14 00:00:05 +0000 2026", "favorite_count" : "12" } },
  { "tweet" : { "id_str" : "1800000000000000002", "full_text" : "broken" "created_at" : 3 } },
  { "tweet" : { "id_str" : "1800000000000000003", "full_text" : "kept", "created_at" : "Sat Mar 14 00:00:06 +0000 2026" } }
];
END
cat >export/data/deleted-tweets.js <<'END'
window.YTD.deleted_tweets.part0 = [ { "tweet" : { "id_str" : "1800000000000000003", "full_text" : "kept" } } ]
END
cat >export/data/direct-messages.js <<'END'
window.YTD.direct_messages.part0 = [ { "dmConversation" : { "messages" : [ { "id" : "9", "text" : "secret words" } ] } } ]
END
take folder export/ --rejects out.rejects
is "posts of the owner" "$(in_archive 'SELECT count(*) FROM post WHERE author_id = 7')" 1
is "long texts are whole" "$(in_archive 'SELECT text FROM post')" "a long note that goes on to its very end"
is "the owner is named" "$(in_archive 'SELECT username FROM "user" WHERE id = 7')" bob
is "a damaged one is kept aside" "$(grep -c broken out.rejects)" 1
has "and named with its line" .err "export/data/tweets.js:3:"
is "deleted ones stay out" "$(in_archive 'SELECT count(*) FROM post WHERE id = 1800000000000000003')" 0
is "e-mail addresses and messages are not taken" \
	"$(grep -caE 'mail.example|secret words' folder.db)" 0
sqlite3 :memory: "SELECT writefile('export.bin', zipfile(name, data)) FROM (
	SELECT 'data/' || n AS name, readfile('export/data/' || n) AS data FROM (
	SELECT 'tweets.js' AS n UNION ALL SELECT 'note-tweet.js' UNION ALL
	SELECT 'account.js'))" >/dev/null
take zip export.bin
is "a zip, owner last" "$(in_archive 'SELECT group_concat(DISTINCT author_id) || " " || count(*) FROM post')" "7 2"
is "whole there too" "$(in_archive "SELECT count(*) FROM post WHERE text LIKE '%very end'")" 1
take alone export/data/tweets.js
is "what lies beside a file names its owner" "$(in_archive 'SELECT count(*) FROM post WHERE author_id = 7')" 2

mkdir -p old/data/js/tweets
echo 'var user_details = { "screen_name" : "bob", "full_name" : "Bob", "id" : "7", "created_at" : "2007-09-11 15:19:08 +0000" }' >old/data/js/user_details.js
cat >old/data/js/tweets/2014_03.js <<'END'
Grailbird.data.tweets_2014_03 =
 [ { "id_str" : "450695344788340737", "text" : "old one", "created_at" : "2014-03-31 18:12:03 +0000", "user" : { "id_str" : "7", "screen_name" : "bob" } },
 { "id_str" : "450695344788340738", "text" : "other date", "created_at" : "Mon Mar 31 18:12:04 +0000 2014", "user" : { "id_str" : "7", "screen_name" : "bob" } } ]
END
cat >old/tweets.csv <<'END'
"tweet_id","in_reply_to_status_id","timestamp","source","text","retweeted_status_id","expanded_urls"
"450695344788340739","450695344788340738","2014-03-31 18:12:05 +0000","<a href=""x"">App</a>","from, the ""table""","","https://a.example/1,https://b.example/2"
END
take old old
is "the old export" "$(in_archive 'SELECT count(*) || " " || min(created_at) || " " || max(created_at) FROM post')" "3 1396289523 1396289525"
is "its table has the owner" "$(in_archive "SELECT author_id FROM post WHERE text = 'from, the \"table\"'")" 7
is "and its links" "$(in_archive 'SELECT group_concat(url) FROM link')" "https://a.example/1,https://b.example/2"

# Tables.
printf 'id,text,created_at,author_id,author\r\n1290000000000000001,"two\r\nlines, ""quoted""",2026-11-02T10:00:00Z,7,bob\r\n1.29E+18,rounded,2026-11-02,7,bob\r\n1290000000000000003,"open,2026-11-02,7,bob\r\n1290000000000000004,fine,2026-11-02 10:00,7,bob\r\n' >table
take csv table --rejects csv.rejects
is "rows" "$(in_archive 'SELECT count(*) FROM post')" 2
is "line breaks stay" "$(in_archive "SELECT count(*) FROM post WHERE text LIKE 'two%lines, \"quoted\"'")" 1
has "rounded ids are refused with the reason" .err "table:4: an id was rounded by a spreadsheet"
is "both bad rows are kept aside" "$(grep -c . csv.rejects)" 2
printf '1290000000000000001\n1290000000000000002\n' >ids
take ids ids
is "bare ids are counted" "$(echo "$row" | jq -c '[.ids, .posts]')" "[2,0]"
has "and reported" .err "2 ids"
printf 'just words\nand more\n' >words
exits "what is nothing known" 3 givetake import words
has "is named" .err "words: neither JSON"
printf '\037\213\010\0broken' >broken.gz
exits "a damaged archive" 74 givetake import broken.gz
exits "an empty file" 0 givetake import /dev/null

# Richer fields are kept, whichever came first.
printf '%s\n' '{"id":"1900000000000000001","text":"short…","author_id":"7"}' >poor
printf '%s\n' '{"id":"1900000000000000001","text":"short…","note_tweet":{"text":"short and then long"},"author_id":"7","lang":"en","conversation_id":"5"}' >rich
take first poor rich
take second rich poor
for archive in first second; do
	is "$archive: one row, the fuller" "$(in_archive 'SELECT count(*), text, lang, conversation_id FROM post')" "1|short and then long|en|5"
done

# Killed in the middle, the same command goes on.
has_begun() {
	[ "$(in_archive 'SELECT count(*) FROM post' 2>/dev/null || echo 0)" -gt 0 ]
}
awk 'BEGIN { for (i = 0; i < 30000; i++) printf "{\"id\":\"18%017d\",\"text\":\"post number %d of a long file\",\"author_id\":\"%d\",\"created_at\":\"2026-11-02T10:00:00Z\",\"source\":\"%0999d\"}\n", i, i, i % 50 + 1, 0 }' >long
archive=killed
givetake --archive killed.db import long long long long long >/dev/null 2>&1 &
pid=$!
until_true has_begun
kill -9 $pid 2>/dev/null
wait $pid 2>/dev/null
check "it had begun" [ "$(in_archive 'SELECT count(*) FROM post')" -gt 0 ]
check "and was not done" [ "$(in_archive 'SELECT count(*) FROM score')" -lt 30000 ]
take killed long
is "all posts" "$(in_archive 'SELECT count(*) FROM post')" 30000
is "all scores" "$(in_archive 'SELECT count(*) FROM score')" 30000
is "all indexes" "$(in_archive "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name LIKE 'post_%'")" 7
is "all words" "$(in_archive 'SELECT count(*) FROM post_fts_docsize')" 30000
is "a sound archive" "$(in_archive 'PRAGMA integrity_check')" ok
givetake --archive stopped.db import long long long long long >/dev/null 2>.err &
pid=$!
archive=stopped
until_true has_begun
kill -TERM $pid
wait $pid
has "stopped, it says how to go on" .err "again to go on"
take stopped long
is "and goes on" "$(in_archive 'SELECT count(*) FROM score')" 30000
finish
