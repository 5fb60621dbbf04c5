#include "report/cells.h"
#include "report/chart.h"
#include "report/topics.h"

#include "base/mem.h"

#include <inttypes.h>
#include <math.h>

enum { CHARTED = 15 };

static const struct out_column columns[] = {
    {"term", "Term", OUT_LEFT, false, OUT_KEY},
    {"kind", "Kind", OUT_LEFT, false, OUT_KEY},
    {"z", "Marks them off", OUT_RIGHT, false, OUT_COMPARED},
    {"log_odds", NULL, OUT_RIGHT, false},
    {"gives", "Gives", OUT_RIGHT, false},
    {"rest", "Others", OUT_RIGHT, false},
    {"accounts", "Accounts", OUT_RIGHT, false},
    {"newest_posts", "Newest", OUT_LEFT, true},
};

static const char *const kinds[] = {
    [TOPIC_WORD] = "word",
    [TOPIC_PHRASE] = "phrase",
    [TOPIC_HASHTAG] = "hashtag",
};

static void
put_facts(struct out *out, const struct topics *topics)
{
	out_fact_int(out, "gives", topics->all_gives);
	out_fact_int(out, "others", topics->all_rest);
	out_fact_int(out, "gives_read", topics->gives);
	out_fact_int(out, "others_read", topics->rest);
	out_fact_int(out, "terms_in_gives", topics->terms_gives);
	out_fact_int(out, "terms_in_others", topics->terms_rest);
	out_fact_int(out, "prior", TOPICS_PRIOR);
}

static void
put_sentence(struct out *out, const struct topics *topics)
{
	struct buf text = BUF_INIT;
	int64_t read = topics->gives + topics->rest;
	int64_t all = topics->all_gives + topics->all_rest;

	if (topics->gives < TOPICS_MIN_SIDE || topics->rest < TOPICS_MIN_SIDE)
		buf_addf(&text,
		    "Fewer than %d gives or fewer than %d other posts: too "
		    "few to say what sets the gives apart.",
		    TOPICS_MIN_SIDE, TOPICS_MIN_SIDE);
	else if (topics->n == 0)
		buf_adds(&text, "No word sets the gives apart from the other "
				"posts by more than chance.");
	else if (read < all)
		buf_addf(&text,
		    "Read of a sample: %" PRId64 " of %" PRId64 " posts.", read,
		    all);
	if (text.len > 0)
		out_paragraph(out, text.data);
	buf_release(&text);
}

static void
put_chart(struct out *out, const struct topics *topics)
{
	struct chart_point points[CHARTED];
	struct chart chart = {.kind = CHART_BARS,
	    .title = "What marks the gives off",
	    .alt = "The terms that mark the gives off most, by z.",
	    .unit = "z",
	    .points = points};

	while (chart.n < topics->n && chart.n < CHARTED) {
		points[chart.n] =
		    (struct chart_point){.label = topics->items[chart.n].term,
			.value = topics->items[chart.n].z,
			.low = NAN,
			.high = NAN,
			.hue = CHART_GIVE};
		chart.n++;
	}
	if (chart.n > 1)
		out_chart(out, &chart);
}

static void
put_terms(struct out *out, const struct topics *topics)
{
	out_columns(out, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < topics->n; i++) {
		const struct topic *topic = &topics->items[i];

		out_text(out, topic->term);
		out_text(out, kinds[topic->kind]);
		out_real(out, topic->z, 2);
		out_real(out, topic->log_odds, 3);
		out_int(out, topic->gives);
		out_int(out, topic->rest);
		out_int(out, topic->accounts);
		cells_put_recent(out, &topic->recent);
		out_row(out);
	}
}

int
report_topics(const struct report_job *job, struct out *out, struct err *err)
{
	int64_t limit = job->request->limit;
	struct topics topics;
	struct buf text = BUF_INIT;

	if (topics_load(job, limit > 0 ? (size_t)limit : TOPICS_SHOWN, &topics,
		err) == -1)
		return -1;
	put_facts(out, &topics);
	put_sentence(out, &topics);
	put_chart(out, &topics);
	put_terms(out, &topics);
	buf_addf(&text,
	    "Words, pairs of words and hashtags that stand in %d gives or "
	    "more, by how far gives hold them more often than the other posts "
	    "do (log-odds over their standard error, with a prior of all "
	    "posts: Monroe, Colaresi and Quinn 2008).  Plain reposts are left "
	    "out; little words are those of English.",
	    TOPICS_MIN_POSTS);
	out_paragraph(out, text.data);
	buf_release(&text);
	topics_release(&topics);
	return 0;
}
