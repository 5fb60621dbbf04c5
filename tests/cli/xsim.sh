#!/bin/sh
# The simulator of the X API keeps X's rules.
. tests/lib.sh

get() { # get PATH [CURL ARGUMENT...]: the body
	_path=$1
	shift
	curl -sg -H "Authorization: Bearer some-token" "$@" "$url$_path"
}
status() { # status PATH [CURL ARGUMENT...]
	get "$@" -o "$work/body" -w '%{http_code}'
}
field() { # field PATH FILTER: of the JSON body
	get "$1" | jq -rc "$2"
}
change() { # change JSON: of the world at run time
	curl -sf -d "$1" "$url/sim/world"
}
fault() { # fault SPEC, or all: none any more
	case $1 in
	all) curl -sf -X POST "$url/sim/fault?clear=all" >/dev/null ;;
	*) curl -sfG -X POST --data-urlencode "add=$1" "$url/sim/fault" >/dev/null ;;
	esac
}
bill() { curl -s "$url/sim/bill" | jq -r "$1"; }

# A world of 12 posts, one an hour from noon on 1 June 2026, by two accounts.
cat >world <<'END'
{"id":"11","username":"ana","name":"Ana","description":"a & b","created_at":"2020-01-01T00:00:00.000Z"}
{"id":"12","username":"ben","name":"Ben"}
{"id":"13","username":"shy","name":"Shy","protected":true}
{"id":"14","username":"bad","name":"Bad","sim":{"suspended":true}}
{"sim_list":{"id":"5","name":"Both","owner_id":"11","member_ids":["11","12"]}}
END
start=1780315200 # 2026-06-01T12:00:00Z
for i in $(seq 0 11); do
	at=$((start + i * 3600))
	id=$((((at * 1000 - 1288834974657) << 22) + 1))
	jq -nc --arg id $id --arg n "$i" --argjson at $at '{id: $id,
		author_id: (if ($n | tonumber) < 10 then "11" else "12" end),
		created_at: ($at | todate), conversation_id: $id, lang: "en",
		text: "post \($n) of the day &amp; night", public_metrics: {
		retweet_count: 1, like_count: 2, reply_count: 0, quote_count: 0}}'
done >>world
ids=$(jq -r 'select(.text) | .id' world)
oldest=$(echo "$ids" | sed -n 1p)
second=$(echo "$ids" | sed -n 2p)
newest_ana=$(echo "$ids" | sed -n 10p)
newest=$(echo "$ids" | sed -n 12p)

check "starts" start_sim --world world --clock clock --start 2026-06-02T00:00:00Z

# Who may ask, and what.
is "no token is 401" "$(curl -s -o body -D headers -w '%{http_code}' \
	"$url/2/tweets?ids=1")" 401
has "401 says so" body '"title":"Unauthorized"'
lacks "401 has no rate headers" headers x-rate-limit
get "/2/users/by?usernames=ana" -D headers >/dev/null
has "other answers have them" headers 'x-rate-limit-limit: 300'
has "with what remains" headers 'x-rate-limit-remaining: 299'
has "and the reset of the shared clock" headers \
	"x-rate-limit-reset: $((start + 12 * 3600 + 900))"
has "the date is of the shared clock" headers 'date: Tue, 02 Jun 2026'
is "an unknown parameter is 400" "$(status '/2/users/11/tweets?colour=red')" 400
has "and named" body 'parameters":{"colour":["red"]}'
is "a missing one is 400" "$(status '/2/tweets/search/recent')" 400
is "a path that is none is 404" "$(status '/2/nothing')" 404
is "an id that is none is 400" "$(status '/2/users/ana/tweets')" 400
is "a handle that is none is 400" "$(status '/2/users/by?usernames=a-b')" 400
is "101 ids are 400" "$(status "/2/tweets?ids=$(seq -s, 101)")" 400
is "4 posts a page are too few" "$(status '/2/users/11/tweets?max_results=4')" 400
is "101 too many" "$(status '/2/users/11/tweets?max_results=101')" 400
is "9 of a search too few" \
	"$(status '/2/tweets/search/recent?query=a&max_results=9')" 400
is "500 of the whole archive are fine" \
	"$(status '/2/tweets/search/all?query=post&max_results=500')" 200
is "one of a list is fine" "$(status '/2/lists/5/tweets?max_results=1')" 200
is "app-only tokens have no me" "$(status '/2/users/me')" 403

# Users.
is "users come by handle" \
	"$(field '/2/users/by?usernames=ANA,ben' '[.data[].id] | sort')" '["11","12"]'
is "defaults are id, name, username" \
	"$(field '/2/users/11' '.data | keys')" '["id","name","username"]'
is "fields on demand, text as it is" \
	"$(field '/2/users/11?user.fields=description' .data.description)" 'a & b'
is "protected accounts have a profile" \
	"$(field '/2/users/by/username/shy?user.fields=protected' .data.protected)" true
is "but no posts to see" \
	"$(field '/2/users/13/tweets' '[.data, .errors[0].type]')" \
	'[null,"https://api.twitter.com/2/problems/not-authorized-for-resource"]'
is "suspended ones are named so" \
	"$(field '/2/users?ids=14' '.errors[0] | [.title, .detail]')" \
	'["Forbidden","User has been suspended: [14]."]'
is "missing ones are not found" \
	"$(field '/2/users/by?usernames=ana,nobody' '[.data[0].id, .errors[0].title]')" \
	'["11","Not Found Error"]'

# Fields and the two vocabularies.
is "a post's defaults" "$(field "/2/tweets/$oldest" '.data | keys')" \
	'["edit_history_tweet_ids","id","text"]'
is "text stays escaped" "$(field "/2/tweets/$oldest" .data.text)" \
	'post 0 of the day &amp; night'
is "tweet.fields gives one vocabulary" \
	"$(field "/2/tweets/$oldest?tweet.fields=public_metrics,author_id" \
		'[.data.public_metrics.retweet_count, .data.author_id]')" '[1,"11"]'
is "post.fields the other" \
	"$(field "/2/tweets/$oldest?post.fields=public_metrics,author_id" \
		'[.data.public_metrics.repost_count, .data.edit_history_post_ids, .data.author_id]')" \
	"[1,[\"$oldest\"],null]"
is "a value that is none lists those there are" \
	"$(field "/2/tweets/$oldest?tweet.fields=colour" '.errors[0].message | contains("conversation_id")')" true
is "a value of another list is dropped" \
	"$(field "/2/tweets/$oldest?tweet.fields=description" '.data | keys | length')" 3
is "expansions include, each once" \
	"$(field '/2/users/11/tweets?expansions=author_id' '[.includes.users[].id]')" '["11"]'

# Timelines and pages.
is "newest first" "$(field '/2/users/11/tweets?max_results=5' .meta.newest_id)" "$newest_ana"
token=$(field '/2/users/11/tweets?max_results=5' .meta.next_token)
is "the second page ends" \
	"$(field "/2/users/11/tweets?max_results=5&pagination_token=$token" \
		'[.meta.result_count, .meta.oldest_id, .meta.next_token]')" "[5,\"$oldest\",null]"
is "a token of another path is 400" \
	"$(status "/2/users/12/tweets?pagination_token=$token")" 400
is "a token that is none is 400" \
	"$(status '/2/users/11/tweets?pagination_token=7140dibdnow9c7btw3q0')" 400
is "since_id excludes itself" \
	"$(field "/2/users/11/tweets?max_results=100&since_id=$second" '.meta.result_count')" 8
is "until_id too" \
	"$(field "/2/users/11/tweets?until_id=$second" '[.data[].id]')" "[\"$oldest\"]"
is "since_id wins over start_time" \
	"$(field "/2/users/11/tweets?max_results=100&since_id=$second&start_time=2026-06-01T20:30:00Z" \
		.meta.result_count)" 8
is "start and end bound the time" \
	"$(field '/2/users/11/tweets?start_time=2026-06-01T13:00:00Z&end_time=2026-06-01T15:00:00Z' \
		.meta.result_count)" 2
is "nothing new: no data at all" \
	"$(get "/2/users/11/tweets?since_id=$newest_ana")" '{"meta":{"result_count":0}}'
is "lists mix their members" "$(field '/2/lists/5/tweets' .data[0].id)" "$newest"
is "a list is looked up" "$(field '/2/lists/5' .data.name)" Both

# Search and counts.
is "search finds words" \
	"$(field '/2/tweets/search/recent?query=%22day+night%22+-from:ben&max_results=100' \
		.meta.result_count)" 10
is "a wrong query is 400" "$(status '/2/tweets/search/recent?query=is:reply')" 400
has "with the reason" body 'positive'
is "both bounds at one end are 400" \
	"$(status "/2/tweets/search/recent?query=a&since_id=$oldest&start_time=2026-06-01T13:00:00Z")" 400
is "an end too near is 400" \
	"$(status '/2/tweets/search/recent?query=a&end_time=2026-06-01T23:59:55Z')" 400
is "a since_id of last year is 400" \
	"$(status '/2/tweets/search/recent?query=a&since_id=1900000000000000000')" 400
has "and says what would do" body \
	"must be a tweet id created after 2026-05-26T00:00Z. Please use a 'since_id' that is larger than"
is "counts by the hour add up" \
	"$(field '/2/tweets/counts/recent?query=post&granularity=day' \
		'[.meta.total_tweet_count, (.data | map(.tweet_count) | add)]')" '[12,12]'

# Money.
curl -s "$url/sim/bill" >before
field "/2/tweets?ids=$oldest,$second,999" . >/dev/null
field "/2/users/11/tweets?since_id=$newest_ana" . >/dev/null
status '/2/users/11/tweets?max_results=1' >/dev/null
curl -s "$url/sim/bill" >after
is "returned posts are billed, nothing else" \
	"$(jq -s '.[1].posts - .[0].posts' before after)" 2
is "and once a day after dedup" \
	"$(jq -s '.[1].posts_net - .[0].posts_net' before after)" 0
curl -s -X POST "$url/sim/clock?advance=86400" >/dev/null
field "/2/tweets?ids=$oldest&expansions=author_id" . >/dev/null
curl -s "$url/sim/bill" >later
is "the next day anew, includes too" \
	"$(jq -s '[.[1].posts_net - .[0].posts_net, .[1].users_net - .[0].users_net]' -c after later)" '[1,1]'
is "usage counts in strings" \
	"$(field '/2/usage/tweets?usage.fields=daily_project_usage' \
		'[.data.project_usage, .data.daily_project_usage.usage[-1].usage]')" '["13","1"]'
is "the log tells requests" \
	"$(curl -s "$url/sim/requests" | jq -r '.[-2].target')" \
	"/2/tweets?ids=$oldest&expansions=author_id"

# Rate limits.
for _ in $(seq 50); do get /2/usage/tweets; done >/dev/null
is "one too many is 429" "$(status /2/usage/tweets -D headers)" 429
has "nothing remains" headers 'x-rate-limit-remaining: 0'
curl -s -X POST "$url/sim/clock?advance=901" >/dev/null
is "after the reset it goes on" "$(status /2/usage/tweets)" 200
status '/2/tweets/search/all?query=post' >/dev/null
is "the whole archive is searched once a second" \
	"$(status '/2/tweets/search/all?query=post')" 429

# Changes at run time.
id=$(change '{"do":"post","user":"ben","text":"Hello @ana & all: https://a.example/long/path?x=1 #Tag","media":"photo"}' | jq -r '.[0].id')
get "/2/tweets/$id?tweet.fields=entities,attachments&expansions=attachments.media_keys" >body
is "a post is made as X would hold it" "$(jq -r .data.text body | sed 's|t.co/[A-Za-z0-9]*|t.co/_|g')" \
	'Hello @ana &amp; all: https://t.co/_ #Tag https://t.co/_'
is "its entities count code points of that" \
	"$(jq -c '.data | .text as $t | [.entities.hashtags[0] | $t[.start:.end]] + [.entities.urls[] | $t[.start:.end] == .url]' body)" \
	'["#Tag",true,true]'
is "its picture is included" "$(jq -r '.includes.media[0].type' body)" photo
is "it is a mention" "$(field '/2/users/11/mentions' '[.data[].id]')" "[\"$id\"]"
repost=$(change "{\"do\":\"post\",\"user\":\"ana\",\"repost_of\":\"$id\"}" | jq -r '.[0].id')
is "a repost bears RT and the original's text" \
	"$(field "/2/tweets/$repost?tweet.fields=referenced_tweets" '[.data.text[:16], .data.referenced_tweets[0].type]')" \
	'["RT @ben: Hello @","retweeted"]'
curl -s -X POST "$url/sim/clock?advance=60" >/dev/null
is "searches show no reposts" \
	"$(field '/2/tweets/search/recent?query=hello' '[.data[].id]')" "[\"$id\"]"
is "timelines leave them out if told" \
	"$(field "/2/users/11/tweets?exclude=retweets" .data[0].id)" "$newest_ana"
edit=$(change "{\"do\":\"edit\",\"id\":\"$id\",\"text\":\"Better\"}" | jq -r '.[0].id')
is "timelines show the newest version" "$(field '/2/users/12/tweets' '.data[0] | [.id, .text, .edit_history_tweet_ids]')" \
	"[\"$edit\",\"Better\",[\"$id\",\"$edit\"]]"
is "the old one can be looked up" \
	"$(field "/2/tweets/$id" '.data.edit_history_tweet_ids | length')" 2
long=$(change "{\"do\":\"post\",\"user\":\"ben\",\"text\":\"$(seq -s ' ' 150)\"}" | jq -r '.[0].id')
is "a long text is cut" \
	"$(field "/2/tweets/$long" '(.data.text | length) <= 280 and (.data.note_tweet | not)')" true
is "and whole on demand" \
	"$(field "/2/tweets/$long?tweet.fields=note_tweet" '.data.note_tweet.text | endswith(" 150")')" true
change "{\"do\":\"delete\",\"id\":\"$edit\"}" >/dev/null
is "what is deleted is not found" \
	"$(field "/2/tweets?ids=$id" '[.data, .errors[0].title]')" '[null,"Not Found Error"]'
is "and its repost with it" "$(field "/2/tweets?ids=$repost" .data)" null
change '[{"do":"rename","user":"ana","to":"anna"},{"do":"state","user":"ben","state":"suspended"}]' >/dev/null
is "a renamed account keeps its id" "$(field '/2/users/by/username/anna' .data.id)" 11
is "its old handle is free" "$(field '/2/users/by?usernames=ana' .data)" null
is "posts of a suspended account go" "$(field "/2/tweets?ids=$newest" .data)" null
is "a change that makes no sense is 400" \
	"$(curl -s -o body -w '%{http_code}' -d '{"do":"dance"}' "$url/sim/world")" 400
change '{"do":"state","user":"12","state":"public"}' >/dev/null

# Faults.
faulty() { # faulty NAME SPEC STATUS TEXT: on a timeline
	fault "$2"
	is "fault $1" "$(status '/2/users/11/tweets')" "$3"
	[ -z "$4" ] || has "fault $1 says why" body "$4"
	fault all
}
before=$(bill .gross_usd)
faulty unauthorized unauthorized 401 Unauthorized
faulty unauthorized-old unauthorized-old 401 '"code":89'
faulty credits credits 402 credits-depleted
faulty credits-old credits-old 402 CreditsDepleted
faulty forbidden forbidden 403 'not permitted'
faulty not-enrolled not-enrolled 403 client-not-enrolled
faulty spend-cap spend-cap 403 SpendCapReached
faulty unsupported-auth unsupported-auth 403 unsupported-authentication
faulty usage-cap usage-cap:period=Daily 429 '"period":"Daily"'
faulty rate-limit rate-limit:seconds=5 429 'Too Many Requests'
faulty rate-limit-bare rate-limit-bare 429 about:blank
faulty rate-limit-old rate-limit-old 429 '"code":88'
faulty rate-limit-text rate-limit-text 429 'Rate limit exceeded'
faulty rate-limit-remaining rate-limit-remaining 429 'Too Many'
faulty 500 500 500 'Something is broken'
faulty 502 502:body=html 502 '<html>'
faulty 503 503:body=empty 503 ''
faulty 504 504 504 Gateway
faulty not-found not-found 404 ''
faulty html html 200 '<html>'
faulty reset reset 000 ''
is "none of these cost anything" "$(bill .gross_usd)" "$before"
fault 'redirect:url=http://127.0.0.1:9'
is "fault redirect" "$(get /2/users/11/tweets -o body -w '%{http_code} %{redirect_url}')" \
	"307 http://127.0.0.1:9/2/users/11/tweets"
fault all

broken() { # broken NAME SPEC: curl must fail
	fault "$2"
	get /2/users/11/tweets --compressed -m 5 -o body 2>/dev/null
	_status=$?
	fault all
	[ $_status != 0 ]
	report $? "fault $1 breaks the answer"
}
broken cut cut
broken cut-early cut:bytes=3
broken reset-after reset-after
broken stall stall:seconds=1
broken hang hang:seconds=1
fault drip:seconds=1
is "fault drip ends well" "$(field /2/users/11/tweets .meta.result_count)" 10
fault all
fault gzip
is "fault gzip can be unpacked" "$(get /2/users/11/tweets --compressed | jq .meta.result_count)" 10
fault all
fault gzip-cut
get /2/users/11/tweets --compressed >body 2>/dev/null
check "fault gzip-cut leaves half of it" sh -c '! jq . body'
fault all
fault no-rate-headers
get /2/users/11/tweets -D headers >/dev/null
lacks "fault no-rate-headers" headers x-rate-limit
fault all
fault surrogate
has "fault surrogate" "$(get /2/users/11/tweets -o body; echo body)" '\ud83d"'
fault all
fault invalid-utf8:in=text
get /2/users/11/tweets >body
check "fault invalid-utf8" sh -c '! iconv -f UTF-8 -t UTF-8 body'
fault all
fault unknown-fields
fault number-strings
is "faults unknown-fields and number-strings" \
	"$(field /2/users/11/tweets '[.meta.result_count, (.data[0] | has("grok_rating"))]')" '["10",true]'
fault all

page() { # page TOKEN: ids of a page of five, then its token
	get "/2/users/11/tweets?max_results=5${1:+&pagination_token=$1}" >body
	jq -rc '[.data[]?.id], .meta.next_token' body
}
first=$(page '' | sed -n 1p)
next=$(page '' | sed -n 2p)
rest=$(page "$next" | sed -n 1p)
fault empty-page:count=1
is "fault empty-page has a token" "$(page '' | sed -n 1p)" '[]'
fault all
is "that leads to what was missing" "$(page "$(jq -r .meta.next_token body)" | sed -n 1p)" "$first"
fault lost-page:count=1
is "fault lost-page has neither" "$(page "$next" | tr '\n' ' ')" '[] null '
is "asked again it is there" "$(page "$next" | sed -n 1p)" "$rest"
fault all
fault repeat-page:count=1
is "fault repeat-page" "$(page "$next" | sed -n 1p)" "$first"
fault all
fault duplicate-posts
is "fault duplicate-posts begins with two of before" \
	"$(page "$next" | sed -n 1p | jq -c '.[:2]')" "$(echo "$first" | jq -c '.[3:]')"
fault all
fault endless-token
last=$(page "$next" | sed -n 2p)
one=$(page "$(page "$next" | sed -n 2p)")
is "fault endless-token repeats the last post" \
	"$(echo "$one" | sed -n 1p)" "[\"$oldest\"]"
check "with another token" test "$(echo "$one" | sed -n 2p)" != "$last"
fault all
fault expired-token
is "fault expired-token" "$(status "/2/users/11/tweets?pagination_token=$next")" 400
fault all
fault no-data:count=1
is "fault no-data" "$(get /2/users/11/tweets)" '{"meta":{"result_count":0}}'
fault errors-only:count=1
is "fault errors-only" "$(field /2/users/11/tweets 'keys')" '["errors"]'
fault all
fault late:minutes=10
late=$(change '{"do":"post","user":"anna","text":"late"}' | jq -r '.[0].id')
is "fault late hides a new post" "$(field "/2/users/11/tweets?since_id=$newest_ana" .meta.result_count)" 0
curl -s -X POST "$url/sim/clock?advance=600" >/dev/null
is "until its minutes have passed" "$(field "/2/users/11/tweets?since_id=$newest_ana" .data[0].id)" "$late"
fault all
is "a fault that is none is 400" \
	"$(curl -s -o body -w '%{http_code}' -X POST "$url/sim/fault?add=earthquake")" 400

# Compliance jobs.
job=$(get /2/compliance/jobs -d '{"type":"tweets","name":"sweep"}')
is "one job at a time" "$(status /2/compliance/jobs -d '{"type":"tweets"}')" 409
upload=$(echo "$job" | jq -r .data.upload_url)
job_id=$(echo "$job" | jq -r .data.id)
is "the upload takes no token" "$(curl -s -o body -w '%{http_code}' -T world \
	-H 'Authorization: Bearer x' "$upload")" 400
printf '%s\n' "$oldest" "$id" >list
curl -s -T list "$upload" >/dev/null
is "it works" "$(field "/2/compliance/jobs/$job_id" .data.status)" in_progress
is "and is done" "$(field "/2/compliance/jobs/$job_id" .data.status)" complete
is "the result names what is gone" \
	"$(curl -s "$(echo "$job" | jq -r .data.download_url)" | jq -rc '[.id, .reason]')" "[\"$id\",\"deleted\"]"
is "jobs are listed" "$(field '/2/compliance/jobs?type=tweets' '.meta.result_count')" 1

# The stream.
is "no rules, no stream" "$(status /2/tweets/search/stream)" 409
get /2/tweets/search/stream/rules -d '{"add":[{"value":"teapot","tag":"pots"},{"value":"is:reply"}]}' >body
is "rules are judged one by one" "$(jq -c '.meta.summary' body)" \
	'{"created":1,"not_created":1,"valid":1,"invalid":1}'
is "the same again is a duplicate" \
	"$(get /2/tweets/search/stream/rules -d '{"add":[{"value":"teapot"}]}' | jq -r '.errors[0].title')" DuplicateRule
get '/2/tweets/search/stream/rules?dry_run=true' -d '{"add":[{"value":"cups"}]}' >/dev/null
is "a dry run changes nothing" "$(field /2/tweets/search/stream/rules .meta.result_count)" 1
get '/2/tweets/search/stream?tweet.fields=author_id' -N -m 300 >stream 2>/dev/null &
stream_pid=$!
is_connected() {
	[ "$(field /2/connections .meta.result_count)" = 1 ]
}
until_true is_connected
is "a second connection is one too many" "$(status /2/tweets/search/stream)" 429
change '[{"do":"post","user":"12","text":"A TEAPOT for sale"},{"do":"post","user":"12","text":"A cup"}]' >/dev/null
has_lines() { # has_lines N: the stream has brought so many
	[ "$(wc -l <stream)" -ge "$1" ]
}
until_true has_lines 1
curl -s -X POST "$url/sim/clock?advance=21" >/dev/null
until_true has_lines 2
is "it brings what matches, with its rule" \
	"$(sed -n 1p stream | jq -c '[.data.text, .matching_rules[0].tag]')" '["A TEAPOT for sale","pots"]'
is "lines end with CR LF" "$(head -n 1 stream | tail -c 2 | od -An -tx1 | tr -d ' ')" 0d0a
is "a heartbeat follows" "$(sed -n 2p stream | od -An -tx1 | tr -d ' ')" 0d0a
get /2/connections/all -X DELETE >/dev/null
check "killing connections ends it" wait $stream_pid
stop_sim

# Another token, latency, worlds.
check "starts with a token" start_sim --demo --token right --latency 200
is "another token is 401" "$(status /2/users/by?usernames=mendwithmara)" 401
begin=$(date +%s%N)
for _ in 1 2 3 4 5 6 7 8; do
	get /2/users/by?usernames=mendwithmara -H 'Authorization: Bearer right' >/dev/null &
	pids="${pids:-} $!"
done
# shellcheck disable=SC2086
wait $pids
took=$((($(date +%s%N) - begin) / 1000000))
check "eight at once take no eight times as long ($took ms)" \
	test "$took" -ge 200 -a "$took" -lt 1400
stop_sim

xsim --demo --print >demo.pages
check "the demo world prints as pages" \
	jq -e '.includes.users and (.data | not or length <= 100)' demo.pages
xsim --demo --print --flat >demo.flat
is "its posts are enough" "$(jq -s 'group_by(.author_id) | map(length) | map(select(. >= 40)) | length >= 8' demo.flat)" true
is "no post comes twice" "$(jq -r .id demo.flat | sort | uniq -d | wc -l)" 0
is "each entity stands where it says" "$(jq -c 'select(.entities) | .text as $t |
	(.entities.urls[]? | select($t[.start:.end] != .url)),
	(.entities.mentions[]? | select($t[.start + 1:.end] != .username) | select(($t[.start + 1:.end] | ascii_downcase) != (.username | ascii_downcase))),
	(.entities.hashtags[]? | select($t[.start + 1:.end] != .tag))' demo.flat | wc -l)" 0
is "all posts lie in six weeks up to now" "$(jq -r --argjson now "$(date +%s)" \
	'(.created_at | sub("\\.[0-9]+"; "") | fromdate) | select(. > $now or . < $now - 43 * 86400)' \
	demo.flat | wc -l)" 0
start_sim --world demo.pages
id=$(field /2/users/by/username/mendwithmara .data.id)
is "printed and served again it is the same" \
	"$(field "/2/users/$id/tweets?max_results=100" .meta.result_count)" \
	"$(jq -r --arg id "$id" '.data[]? | select(.author_id == $id) | .id' demo.pages | wc -l)"
stop_sim
xsim --generate --seed 3 --accounts 12 --print --flat >one
xsim --generate --seed 3 --accounts 12 --print --flat >two
is "a seed makes the same posts again" \
	"$(jq -r .text one | sed 's|t.co/[A-Za-z0-9]*||g' | cksum)" \
	"$(jq -r .text two | sed 's|t.co/[A-Za-z0-9]*||g' | cksum)"
start_sim --generate --seed 3 --accounts 12
is "the truth is told" "$(curl -s "$url/sim/truth" |
	jq '[.accounts[] | select(.handle | startswith("account")) | .give_share] | length == 12 and (max - min > 0.5)')" true
stop_sim

# How far back a timeline reaches, and quotes.
walk() { # walk PATH: how many posts all its pages hold
	_token=
	while :; do
		get "$1${_token:+&pagination_token=$_token}" >page
		jq -r '.data[]?.id' page
		_token=$(jq -r '.meta.next_token // empty' page)
		[ -n "$_token" ] || break
	done | sort -u | wc -l
}
start_sim --generate --accounts 1 --posts 3300
id=$(field /2/users/by/username/account001 .data.id)
is "a timeline reaches 3200 posts back" "$(walk "/2/users/$id/tweets?max_results=100")" 3200
is "and 800 without replies" "$(walk "/2/users/$id/tweets?max_results=100&exclude=replies")" 800
get "/2/users/$id/tweets?max_results=100&tweet.fields=referenced_tweets" >page
quoted=$(jq -r '[.data[].referenced_tweets[]? | select(.type == "quoted") | .id][0] // empty' page)
if [ -n "$quoted" ]; then
	is "quotes of a post are listed" \
		"$(field "/2/tweets/$quoted/quote_tweets?tweet.fields=author_id" .data[0].author_id)" "$id"
fi
is "of a post that is none, an error" "$(field /2/tweets/99/quote_tweets '.errors[0].title')" "Not Found Error"
stop_sim

exits "no world is a mistake" 2 xsim
exits "a fault that is none too" 2 xsim --demo --fault earthquake
exits "a world that is none fails" 1 xsim --world /dev/null/none
check "help shows examples first" sh -c 'xsim --help | sed -n 3p | grep -q Examples'
finish
