#include "report/topics.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/class.h"
#include "report/ahead.h"
#include "score/content.h"
#include "score/verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MIN_LETTERS = 3, MAX_BYTES = 64 };

/* Of fewer posts a thread costs more than it brings. */
enum { POSTS_FOR_TWO = 500 };

struct chosen {
	uint64_t hash;
	int64_t id;
	bool is_give;
};

struct choosing {
	struct chosen *posts; /* own */
	size_t n, cap;
	uint64_t bound;
	int64_t all[2]; /* rest, gives */
};

/* What is counted of a term: topics grow out of it. */
struct term {
	const char *text; /* the arena's */
	enum topic_kind kind;
	uint32_t posts[2];              /* rest, gives */
	uint32_t last_post, n_accounts; /* last_post: from 1 */
	int64_t last_account;
	struct recent *recent; /* the arena's; of gives */
};

struct counting {
	const struct report_job *job;
	struct content content;
	struct term *terms; /* own */
	size_t n, cap;
	struct hash_map map;   /* own */
	struct arena *arena;   /* of the topics */
	struct buf lower;      /* own */
	uint32_t post;         /* number of the present one */
	int64_t id, author_id; /* of it */
	bool is_give;
	int64_t sums[2];
};

static void
halve(struct choosing *choosing)
{
	size_t kept = 0;

	choosing->bound /= 2;
	for (size_t i = 0; i < choosing->n; i++)
		if (choosing->posts[i].hash <= choosing->bound)
			choosing->posts[kept++] = choosing->posts[i];
	choosing->n = kept;
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct choosing *choosing = arg;
	bool is_give = class_info[post->class].group == GROUP_GIVE;
	/* Spread over all bits: ids lie close together. */
	uint64_t hash = hash_mix(hash_mix(HASH_START, (uint64_t)post->id), 1);

	(void)author_id;
	if (post->form == FORM_REPOST)
		return;
	choosing->all[is_give]++;
	if (hash > choosing->bound)
		return;
	choosing->posts = mem_grow(choosing->posts, &choosing->cap,
	    choosing->n + 1, sizeof(*choosing->posts));
	choosing->posts[choosing->n++] =
	    (struct chosen){hash, post->id, is_give};
	while (choosing->n > TOPICS_SAMPLE)
		halve(choosing);
}

/* Count a term of the present post; its text is made of what was found. */
static void
count_term(struct counting *r, uint64_t key, enum topic_kind kind,
    const char *text, size_t len)
{
	int at = hash_map_get(&r->map, key);
	struct term *term;

	if (at < 0) {
		buf_clear(&r->lower);
		utf8_add_lower(&r->lower, text, len);
		r->terms =
		    mem_grow(r->terms, &r->cap, r->n + 1, sizeof(*r->terms));
		at = (int)r->n;
		r->terms[r->n++] =
		    (struct term){.text = arena_copy(r->arena, r->lower.data,
				      r->lower.len),
			.kind = kind};
		hash_map_set(&r->map, key, at);
	}
	term = &r->terms[at];
	if (term->last_post == r->post)
		return;
	term->last_post = r->post;
	term->posts[r->is_give]++;
	r->sums[r->is_give]++;
	if (!r->is_give)
		return;
	if (term->last_account != r->author_id || term->n_accounts == 0)
		term->n_accounts++;
	term->last_account = r->author_id;
	if (term->recent == NULL)
		term->recent = arena_zero(r->arena, 1, sizeof(*term->recent));
	recent_add(term->recent, r->id);
}

static bool
is_long(const char *text, const struct token *token)
{
	size_t len = (size_t)(token->end - token->start);

	return len <= MAX_BYTES &&
	       utf8_count(text + token->start, len) >= MIN_LETTERS;
}

/* Two words side by side, with at most one byte between. */
static bool
is_phrase(const struct token *a, const struct token *b)
{
	return a->kind == TOKEN_WORD && b->kind == TOKEN_WORD &&
	       b->start - a->end <= 1 && b->end - a->start <= MAX_BYTES;
}

static void
count_text(struct counting *r, const char *text)
{
	struct token tokens[TOKENS_MAX];
	size_t n =
	    content_split(&r->content, text, strlen(text), tokens, TOKENS_MAX);

	for (size_t i = 0; i < n; i++) {
		const struct token *token = &tokens[i];
		const char *start = text + token->start;
		size_t len = (size_t)(token->end - token->start);

		if (token->kind == TOKEN_HASHTAG && len <= MAX_BYTES)
			count_term(r, hash_mix(token->hash, 1), TOPIC_HASHTAG,
			    start, len);
		if (token->kind == TOKEN_WORD && is_long(text, token))
			count_term(r, hash_mix(token->hash, 2), TOPIC_WORD,
			    start, len);
		if (i + 1 < n && is_phrase(token, token + 1))
			count_term(r,
			    hash_mix(hash_mix(token->hash, 3), token[1].hash),
			    TOPIC_PHRASE, start,
			    (size_t)(token[1].end - token->start));
	}
}

/* Looking up the texts of what was chosen. */
struct lookup {
	struct db *db; /* borrowed */
	const struct choosing *choosing;
	size_t at; /* the post that comes next */
};

/* What is gone is left out. */
static int
read_text(void *arg, struct row *row, struct err *err)
{
	struct lookup *lookup = arg;
	struct db *db = lookup->db;
	const enum statement s = STMT_REPORT_TEXT;
	const char *text;
	int rc = 0;

	db_reset(db, s);
	while (rc == 0 && lookup->at < lookup->choosing->n)
		if (db_bind(db, s, err, "i",
			lookup->choosing->posts[lookup->at++].id) == -1 ||
		    (rc = db_step(db, s, err)) == -1)
			return -1;
	if (rc == 0)
		return 0;
	text = db_text(db, s, 1);
	*row = (struct row){.ids = {(int64_t)lookup->at - 1, db_int(db, s, 0)},
	    .bytes = text,
	    .len = strlen(text) + 1};
	return 1;
}

/* Posts of an account stand together, so that accounts can be counted. */
static int
count_posts(struct counting *r, const struct choosing *choosing,
    struct topics *topics, struct err *err)
{
	struct lookup lookup = {.db = store_db(r->job->store),
	    .choosing = choosing};
	const struct ahead_source source = {.read = read_text,
	    .arg = &lookup,
	    .is_alone = choosing->n < POSTS_FOR_TWO};
	struct ahead *texts = ahead_new(&source);
	struct row row;
	int rc;

	while ((rc = ahead_next(texts, &row, err)) == 1) {
		const struct chosen *chosen = &choosing->posts[row.ids[0]];

		r->post++;
		r->id = chosen->id;
		r->author_id = row.ids[1];
		r->is_give = chosen->is_give;
		topics->gives += chosen->is_give;
		topics->rest += !chosen->is_give;
		count_text(r, row.bytes);
	}
	ahead_free(texts);
	db_reset(lookup.db, STMT_REPORT_TEXT);
	return rc;
}

static void
weigh(const struct counting *r, const struct term *term, struct topic *topic)
{
	double prior = TOPICS_PRIOR, give = term->posts[1],
	       rest = term->posts[0];
	double n_give = (double)r->sums[1], n_rest = (double)r->sums[0];
	double a = prior * (give + rest) / (n_give + n_rest);

	*topic = (struct topic){.term = term->text,
	    .kind = term->kind,
	    .gives = term->posts[1],
	    .rest = term->posts[0],
	    .accounts = term->n_accounts};
	topic->log_odds = log((give + a) / (n_give + prior - give - a)) -
			  log((rest + a) / (n_rest + prior - rest - a));
	topic->z = topic->log_odds / sqrt(1 / (give + a) + 1 / (rest + a));
	if (term->recent != NULL)
		topic->recent = *term->recent;
}

static int
compare_topics(const void *a, const void *b)
{
	const struct topic *x = a, *y = b;

	if (x->z != y->z)
		return x->z > y->z ? -1 : 1;
	return strcmp(x->term, y->term);
}

static void
choose_topics(const struct counting *r, size_t limit, struct topics *topics)
{
	size_t cap = 0;

	if (topics->gives < TOPICS_MIN_SIDE || topics->rest < TOPICS_MIN_SIDE)
		return;
	for (size_t i = 0; i < r->n; i++) {
		struct topic topic;

		if (r->terms[i].posts[1] < TOPICS_MIN_POSTS)
			continue;
		weigh(r, &r->terms[i], &topic);
		if (topic.z < TOPICS_MIN_Z)
			continue;
		topics->items = mem_grow(topics->items, &cap, topics->n + 1,
		    sizeof(*topics->items));
		topics->items[topics->n++] = topic;
	}
	if (topics->n > 0)
		qsort(topics->items, topics->n, sizeof(*topics->items),
		    compare_topics);
	if (topics->n > limit)
		topics->n = limit;
}

int
topics_load(const struct report_job *job, size_t limit, struct topics *topics,
    struct err *err)
{
	struct choosing choosing = {.bound = UINT64_MAX};
	const struct packs_visitor visitor = {.arg = &choosing,
	    .post = take_post};
	struct counting r = {.job = job,
	    .lower = BUF_INIT,
	    .arena = &topics->arena};
	int rc;

	*topics = (struct topics){.arena = ARENA_INIT};
	content_init(&r.content, scorer_lexicons(job->scorer));
	rc = packs_each(job, &visitor, err);
	if (rc == 0)
		rc = count_posts(&r, &choosing, topics, err);
	topics->all_rest = choosing.all[0];
	topics->all_gives = choosing.all[1];
	topics->terms_rest = r.sums[0];
	topics->terms_gives = r.sums[1];
	if (rc == 0)
		choose_topics(&r, limit, topics);
	content_release(&r.content);
	free(choosing.posts);
	free(r.terms);
	hash_map_release(&r.map);
	buf_release(&r.lower);
	if (rc == -1)
		topics_release(topics);
	return rc;
}

void
topics_release(struct topics *topics)
{
	free(topics->items);
	arena_release(&topics->arena);
	*topics = (struct topics){.arena = ARENA_INIT};
}
