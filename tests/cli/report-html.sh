#!/bin/sh
# Pages in a browser, at the width of a phone and of a desk: nothing scrolls
# sideways, nothing is fetched, nothing complains, and tables can be sorted.
. tests/lib.sh
. "$top/tests/small.sh"

browser=
for name in chromium chromium-browser google-chrome; do
	command -v "$name" >/dev/null && browser=$name && break
done
if [ -z "$browser" ]; then
	skip "pages in a browser" "there is no Chromium"
	finish
fi

{
	invent
	# Words that do not break, and many accounts.
	long=$(printf 'x%.0s' $(seq 400))
	for i in $(seq 80); do
		post "$((i + 100))" 1 2026-10-05 "account_number$i" "$long" \
			"https://a.example/$long"
	done
} >posts.jsonl
givetake import posts.jsonl >/dev/null 2>&1

# Frames the page at a width, asks it, and writes what it found as text.
cat >look.html <<'EOF'
<!doctype html><meta charset="utf-8"><title>look</title>
<iframe id="f" style="border:0;height:900px"></iframe><pre id="found"></pre>
<script>
var file = decodeURIComponent(location.hash.slice(1)), found = [];
function say(name, value) { found.push(name + ": " + value); }
function sorted(table, at) {
	return Array.from(table.tBodies[0].rows).map(function (row) {
		return row.cells[at].textContent; });
}
function look(width, then) {
	var frame = document.getElementById("f");
	frame.style.width = width + "px";
	frame.onload = function () {
		var page = frame.contentDocument, root = page.documentElement;
		say("sideways at " + width, root.scrollWidth > root.clientWidth);
		say("body at " + width, page.body.scrollWidth > root.clientWidth);
		if (width < 500)
			say("fetched", frame.contentWindow.performance
				.getEntriesByType("resource").length);
		then(page, frame.contentWindow);
	};
	frame.src = file;
}
look(390, function (page) {
	var wide = Array.from(page.querySelectorAll("svg.chart")).filter(
		function (svg) { return svg.getBoundingClientRect().right > 391; });
	say("charts too wide", wide.length);
	say("charts named", Array.from(page.querySelectorAll("svg.chart")).every(
		function (svg) { return svg.getAttribute("role") === "img" &&
			page.getElementById(svg.getAttribute("aria-labelledby")
				.split(" ")[0]).textContent !== ""; }));
	look(1280, function (page, view) {
		var table = page.querySelector("table"), before = sorted(table, 1);
		var button = table.tHead.rows[0].cells[1].querySelector("button");
		say("paper", view.getComputedStyle(page.body).backgroundColor);
		button.click();
		say("sorts", sorted(table, 1).join() === before.sort(
			function (a, b) { return a.localeCompare(b, "en",
				{numeric: true}); }).join());
		say("says so", table.tHead.rows[0].cells[1].getAttribute("aria-sort"));
		button.click();
		say("and back", table.tHead.rows[0].cells[1].getAttribute("aria-sort"));
		document.getElementById("found").textContent = found.join("\n") + "\nlooked";
	});
});
</script>
EOF
browse() { # browse OPTIONS...: console messages go to $work/console
	timeout 60 "$browser" --headless --no-sandbox --disable-gpu \
		--user-data-dir="$work/profile" --no-first-run \
		--disable-background-networking --allow-file-access-from-files \
		--virtual-time-budget=8000 --enable-logging=stderr "$@" \
		2>"$work/console"
}
look() { # look PAGE OPTIONS...: what was found is left in $work/found
	_page=$1
	shift
	browse "$@" --dump-dom "file://$work/look.html#$_page" |
		sed -n '/<pre/,/<\/pre>/p' | sed 's/<[^>]*>//g' >"$work/found"
}

for report in accounts posts "account @giver"; do
	name=${report%% *}
	# shellcheck disable=SC2086 # its argument
	givetake report $report --all -o "$name.html"
	look "$name.html"
	has "$name: the page was looked at" found "looked"
	for width in 390 1280; do
		has "$name: no sideways scroll at $width" found \
			"sideways at $width: false"
		has "$name: nor of its body" found "body at $width: false"
	done
	has "$name: nothing is fetched" found "fetched: 0"
	has "$name: charts fit a phone" found "charts too wide: 0"
	has "$name: and have names" found "charts named: true"
	has "$name: a click sorts" found "sorts: true"
	has "$name: ascending" found "says so: ascending"
	has "$name: and again, the other way" found "and back: descending"
	is "$name: no complaint" "$(grep CONSOLE console)" ""
done
cp found light
look accounts.html --blink-settings=preferredColorScheme=0
is "dark where dark is preferred" "$(grep paper found)" \
	"paper: rgb(20, 23, 27)"
has "light elsewhere" light "paper: rgb(251, 250, 247)"
browse --no-pdf-header-footer --print-to-pdf="$work/page.pdf" \
	"file://$work/accounts.html"
check "prints" grep -q '^%PDF' page.pdf
finish
