#include "api/endpoint.h"
#include "api/outcome.h"
#include "base/clock.h"
#include "base/when.h"
#include "db/db.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/open.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define OLD_PRICES_S ((int64_t)180 * 86400)
#define OLD_RUN_S    ((int64_t)2 * 86400)
#define MAX_SKEW_S   60
#define ANSWER_MS    30000

struct doctor {
	bool online;
};

static const struct opt doctor_opts[] = {
    {"online", OPT_FLAG, offsetof(struct doctor, online), NULL,
	"Also ask X, for free: is the token good, the clock right"},
    {.type = OPT_END},
};

enum finding { FINE, NOTE, BAD };

struct visit {
	struct context *context; /* borrowed */
	bool online;
	bool failed;
};

/* One line: what was looked at, how it is, what to do. */
static void
say(struct visit *visit, enum finding finding, const char *what,
    const char *text)
{
	static const char *const words[] = {"ok", "note", "FAIL"};

	visit->failed |= finding == BAD;
	if (finding != FINE || !visit->context->quiet)
		printf("%-4s  %-8s  %s\n", words[finding], what, text);
}

static void
say_buf(struct visit *visit, enum finding finding, const char *what,
    struct buf *text)
{
	say(visit, finding, what, text->data);
	buf_release(text);
}

static void
see_token(struct visit *visit)
{
	struct buf token = BUF_INIT;
	struct err err = ERR_INIT;

	if (config_token(visit->context->config, &token, &err) == -1)
		say(visit, BAD, "token", err.text);
	else
		say(visit, FINE, "token",
		    visit->online ? "there is one"
				  : "there is one; does X take it? see with "
				    "--online");
	buf_release_secret(&token);
}

static void
see_mode(struct visit *visit, const char *path)
{
	struct buf text = BUF_INIT;
	struct stat st;

	if (stat(path, &st) == -1)
		return;
	if ((st.st_mode & 077) == 0) {
		say(visit, FINE, "access", "the archive is yours alone");
		return;
	}
	buf_addf(&text,
	    "others may read %s (mode %03o); close it: chmod 600 %s", path,
	    (unsigned)(st.st_mode & 0777), path);
	say_buf(visit, NOTE, "access", &text);
}

static void
see_damage(struct visit *visit)
{
	struct err err = ERR_INIT;

	if (db_check(visit->context->archive, &err) == 0) {
		say(visit, FINE, "archive", "no damage found");
		return;
	}
	err_context(&err, "go back to a copy (givetake backup), or save what "
			  "can be read with `sqlite3 FILE .recover`");
	say(visit, BAD, "archive", err.text);
}

static void
see_leases(struct visit *visit)
{
	struct db *db = store_db(visit->context->store);
	const enum statement s = STMT_SOURCE_HEALTH;
	struct err err = ERR_INIT;
	struct buf text = BUF_INIT;
	int64_t held, stale, troubled, all;

	if (db_bind(db, s, &err, "i", clock_now()) == -1 ||
	    db_step(db, s, &err) == -1) {
		say(visit, BAD, "sources", err.text);
		return;
	}
	held = db_int(db, s, 0);
	stale = db_int(db, s, 1);
	troubled = db_int(db, s, 2);
	all = db_int(db, s, 3);
	db_reset(db, s);
	buf_addf(&text,
	    "%" PRId64 " watched, %" PRId64 " being read now, %" PRId64
	    " left by a fetch that died (the next one takes them), %" PRId64
	    " with a problem%s",
	    all, held, stale, troubled,
	    troubled > 0 ? "; see: givetake watch list"
	    : all == 0   ? "; begin with: givetake watch add @handle"
			 : "");
	say_buf(visit, troubled > 0 || all == 0 ? NOTE : FINE, "sources",
	    &text);
}

static void
see_last_run(struct visit *visit)
{
	struct db *db = store_db(visit->context->store);
	const enum statement s = STMT_RUN_LAST;
	struct err err = ERR_INIT;
	struct buf text = BUF_INIT;
	bool old;
	int rc;

	if (db_bind(db, s, &err, "") == -1 ||
	    (rc = db_step(db, s, &err)) == -1) {
		say(visit, BAD, "last run", err.text);
		return;
	}
	if (rc == 0) {
		say(visit, NOTE, "last run", "none yet; see: givetake fetch");
		return;
	}
	old = db_int(db, s, 1) < clock_now() - OLD_RUN_S;
	buf_addf(&text, "%s, ", db_text(db, s, 0));
	when_add_local(&text, db_int(db, s, 1));
	buf_addf(&text, ", %s%s",
	    db_is_null(db, s, 2) ? "not ended (at work, or killed)"
				 : db_text(db, s, 3),
	    old ? "; nothing since that cost anything: is cron at work?" : "");
	db_reset(db, s);
	say_buf(visit, old ? NOTE : FINE, "last run", &text);
}

static void
see_archive(struct visit *visit)
{
	struct context *context = visit->context;
	struct buf path = BUF_INIT;
	struct err err = ERR_INIT;

	if (open_archive(context, NEED_READ, &path, &err) == -1) {
		say(visit, err.code == ERR_NOT_FOUND ? NOTE : BAD, "archive",
		    err.text);
	} else {
		see_mode(visit, context->archive);
		see_damage(visit);
		see_leases(visit);
		see_last_run(visit);
	}
	store_close(context->store);
	context->store = NULL;
	buf_release(&path);
}

static void
see_prices(struct visit *visit, const struct prices *prices)
{
	struct buf text = BUF_INIT;
	int64_t at = clock_now();

	when_parse(prices->date, at, &at);
	buf_addf(&text, "as of %s", prices->date);
	if (at < clock_now() - OLD_PRICES_S)
		buf_adds(&text,
		    ", which is old: compare with X's developer console and "
		    "name newer ones in prices.file");
	say_buf(visit, at < clock_now() - OLD_PRICES_S ? NOTE : FINE, "prices",
	    &text);
}

static void
see_answer(struct visit *visit, const struct http_answer *answer)
{
	struct json_doc doc = JSON_DOC_INIT;
	struct api_verdict verdict;
	struct buf text = BUF_INIT;
	int64_t skew = answer->date - clock_now();

	api_judge(answer, &doc, &verdict);
	say(visit, verdict.outcome == API_OK ? FINE : BAD, "X",
	    verdict.outcome == API_OK ? "takes the token" : verdict.text);
	json_release(&doc);
	if (answer->date > 0) {
		bool off = skew > MAX_SKEW_S || skew < -MAX_SKEW_S;

		buf_addf(&text, "%" PRId64 " s off X's%s", skew,
		    off ? "; set it (timedatectl set-ntp true): rate limits "
			  "and windows of search depend on it"
			: "");
		say_buf(visit, off ? BAD : FINE, "clock", &text);
	}
	if (answer->rate_remaining >= 0) {
		buf_addf(&text,
		    "%" PRId64 " of %" PRId64
		    " requests left at %s in this quarter of an hour",
		    answer->rate_remaining, answer->rate_limit,
		    endpoint_info[ENDPOINT_USAGE].name);
		say_buf(visit, FINE, "limits", &text);
	}
}

/* The price table, and with --online a question that costs nothing. */
static void
see_service(struct visit *visit)
{
	struct api_request request = {.endpoint = ENDPOINT_USAGE};
	struct fetcher fetcher = FETCHER_INIT;
	struct http_answer answer;
	struct buf path = BUF_INIT;
	struct err err = ERR_INIT;

	fetcher_settings(&fetcher, visit->context->config);
	if (fetcher_open(&fetcher, visit->context, NULL, &err) == -1) {
		if (err.code != ERR_AUTH) /* which the token's line tells */
			say(visit, BAD, "settings", err.text);
	} else {
		see_prices(visit, &fetcher.prices);
	}
	if (fetcher.http != NULL && visit->online) {
		api_add_path(&path, &request);
		if (http_start(fetcher.http, path.data, NULL, NULL, &err) ==
			-1 ||
		    http_wait(fetcher.http, ANSWER_MS, &answer, &err) != 1) {
			say(visit, BAD, "X", "no answer");
		} else {
			see_answer(visit, &answer);
			http_answer_release(&answer);
		}
	}
	buf_release(&path);
	fetcher_close(&fetcher);
}

static int
doctor_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct doctor *doctor = options;
	struct visit visit = {.context = context, .online = doctor->online};

	(void)n_args;
	(void)args;
	(void)err;
	see_token(&visit);
	see_archive(&visit);
	see_service(&visit);
	return visit.failed ? 1 : 0;
}

const struct command cmd_doctor = {
    .name = "doctor",
    .args = "[--online]",
    .summary = "Look for what is wrong, and say what to do",
    .examples = "givetake doctor\n"
		"givetake doctor --online",
    .details =
	"Token, archive (access, damage), sources and leases, the last run, "
	"the price table's date.  With --online one request that X does not "
	"bill: is the token accepted, is the clock right, what is left of "
	"the rate limit.  Exit status 1 when something failed.",
    .needs = NEED_CONFIG,
    .opts = doctor_opts,
    .options_size = sizeof(struct doctor),
    .run = doctor_run,
};
