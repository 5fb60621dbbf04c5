#include "search/search.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "givetake/stop.h"
#include "model/class.h"

#include <stdio.h>
#include <string.h>

#define DEFAULT_LIMIT 50
#define SNIPPET_WIDTH 100

struct search {
	struct output_options output;
	int64_t limit;
	const char *by;
};

static const struct opt search_opts[] = {
    {"limit", OPT_INT, offsetof(struct search, limit), "N",
	"So many posts (50)", 'n'},
    {"by", OPT_CHOICE, offsetof(struct search, by), "time|relevance",
	"Newest first, or best first"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct search, output),
	.table = output_opts},
    {.type = OPT_END},
};

static const struct out_column columns[] = {
    {NULL, "When", OUT_LEFT, false},
    {"id", NULL, OUT_LEFT, false},
    {"created_at", NULL, OUT_LEFT, false},
    {"author", "Account", OUT_LEFT, false},
    {"author_id", NULL, OUT_LEFT, false},
    {"class", "Class", OUT_LEFT, false},
    {"snippet", "Post", OUT_LEFT, true},
    {"text", NULL, OUT_LEFT, false},
    {"lang", NULL, OUT_LEFT, false},
    {"reply_to_id", NULL, OUT_LEFT, false},
    {"quote_of_id", NULL, OUT_LEFT, false},
    {"repost_of_id", NULL, OUT_LEFT, false},
    {"reposts", NULL, OUT_RIGHT, false},
    {"likes", NULL, OUT_RIGHT, false},
    {"link", NULL, OUT_LEFT, false},
};

struct printing {
	struct out *out;
	const struct search_query *query;
	struct buf text;
	int64_t n;
};

static void
put_count(struct out *out, int64_t n)
{
	if (n < 0)
		out_text(out, NULL);
	else
		out_int(out, n);
}

static int
put_hit(void *arg, const struct search_hit *hit, struct err *err)
{
	struct printing *p = arg;
	struct out *out = p->out;

	(void)err;
	p->n++;
	buf_clear(&p->text);
	when_add_local(&p->text, hit->created_at);
	out_text(out, p->text.data);
	out_id(out, hit->id);
	out_time(out, hit->created_at);
	out_text(out, hit->username);
	out_id(out, hit->author_id);
	out_text(out, hit->post_class >= 0 && hit->post_class < CLASS_COUNT
			  ? class_info[hit->post_class].name
			  : NULL);
	buf_clear(&p->text);
	search_add_snippet(&p->text, hit->text, p->query, SNIPPET_WIDTH);
	out_text(out, p->text.data);
	out_text(out, hit->text);
	out_text(out, hit->lang);
	out_id(out, hit->reply_to_id);
	out_id(out, hit->quote_of_id);
	out_id(out, hit->repost_of_id);
	put_count(out, hit->reposts);
	put_count(out, hit->likes);
	buf_clear(&p->text);
	buf_addf(&p->text, "https://x.com/i/status/%lld", (long long)hit->id);
	out_text(out, p->text.data);
	out_row(out);
	return 0;
}

static int
find(struct context *context, const struct search *search,
    const struct search_query *query, struct out *out, struct err *err)
{
	struct printing printing = {.out = out,
	    .query = query,
	    .text = BUF_INIT};
	struct search_request request = {
	    .query = query,
	    .limit = search->limit == INT64_MIN ? DEFAULT_LIMIT : search->limit,
	    .by_relevance =
		search->by != NULL && strcmp(search->by, "relevance") == 0,
	    .stopped = stop_requested,
	    .arg = &printing,
	    .hit = put_hit,
	};
	int rc;

	out_begin(out, "posts", "givetake.search.1");
	out_fact_text(out, "order",
	    request.by_relevance ? "relevance" : "newest first");
	if (request.by_relevance) {
		out_fact_int(out, "ranked_at_most", SEARCH_RANKED);
		out_paragraph(out,
		    "Ranked are the 10,000 hits that came into the archive "
		    "last.");
	}
	out_columns(out, columns, ARRAY_LEN(columns));
	rc = search_run(context->store, &request, err);
	if (rc == 0 && printing.n == 0)
		out_paragraph(out, "No post matches.");
	buf_release(&printing.text);
	return rc;
}

static int
search_command(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct search *search = options;
	struct buf text = BUF_INIT;
	struct search_query query;
	struct output output;
	int rc = -1;

	if (search->limit != INT64_MIN && search->limit < 1)
		return err_set(err, ERR_USAGE, "--limit: at least 1");
	for (int i = 0; i < n_args; i++)
		buf_addf(&text, "%s%s", i > 0 ? " " : "", args[i]);
	if (search_parse(text.data, clock_now(), &query, err) == 0 &&
	    scoring_keep_up(context, err) == 0 &&
	    output_open(&output, &search->output, context, err) == 0) {
		rc = find(context, search, &query, output.out, err);
		rc = output_close(&output, rc, err);
	}
	search_release(&query);
	buf_release(&text);
	return rc;
}

const struct command cmd_search = {
    .name = "search",
    .args = "WORDS...",
    .summary = "Find posts by their words and by filters",
    .examples =
	"givetake search 'solar panels'\n"
	"givetake search '\"release notes\" from:alice -beta'\n"
	"givetake search 'class:answer group:team since:4w' --format csv\n"
	"givetake search 'battery* has:link site:example.org' --by relevance",
    .details =
	"All words must stand in the post; \"a phrase\" in that order; -word "
	"must not; word* is how a word begins.  Case and accents do not "
	"matter.  Filters, each also with - before it: from:@handle "
	"to:@handle group:NAME class:answer|link|insight|amplify|ask|promote|"
	"chatter|other since:TIME until:TIME lang:CODE site:DOMAIN "
	"has:link|media|mention|hashtag is:reply|repost|quote|post.  Several "
	"of from:, class:, lang: or site: mean any of them.  Quote the whole "
	"for the shell; before a query that begins with -, write --.",
    .needs = NEED_CONFIG | NEED_READ | NEED_STOP,
    .min_args = 1,
    .max_args = ARGS_ANY,
    .opts = search_opts,
    .options_size = sizeof(struct search),
    .run = search_command,
};
