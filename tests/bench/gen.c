/*
 * A corpus for benchmarks, the same for the same seed: N invented v2 posts,
 * about 2 KB each with what surrounds them, as answers of the API (100 posts
 * a line, includes and meta) and flattened (one a line, author inside).
 * Authors by Zipf's law; originals, replies, quotes and reposts; mentions,
 * links and hashtags whose offsets are right.
 *
 *	gen N SEED PAGES FLAT
 */
#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AUTHORS  5000
#define WORDS    60000
#define PER_PAGE 100
#define START    INT64_C(1704067200) /* 2024-01-01 */

struct author {
	int64_t id;
	char username[16], name[24];
	int followers;
};

enum kind { ORIGINAL, REPLY, QUOTE, REPOST };

struct post {
	int64_t id, conversation, other, other_author;
	int author;
	enum kind kind;
	struct buf text, entities; /* own */
};

struct corpus {
	uint64_t state; /* of the random numbers */
	struct author authors[AUTHORS];
	char words[WORDS][12];
	double author_sum[AUTHORS], word_sum[WORDS]; /* cumulative Zipf */
	struct post posts[PER_PAGE];
	int64_t n_made;
};

/* xorshift64* (S. Vigna, "An experimental exploration of Marsaglia's
 * xorshift generators, scrambled"). */
static uint64_t
next(struct corpus *corpus)
{
	corpus->state ^= corpus->state >> 12;
	corpus->state ^= corpus->state << 25;
	corpus->state ^= corpus->state >> 27;
	return corpus->state * UINT64_C(0x2545F4914F6CDD1D);
}

static double
fraction(struct corpus *corpus)
{
	return (double)(next(corpus) >> 11) / 9007199254740992.0;
}

static int
below(struct corpus *corpus, int n)
{
	return (int)(fraction(corpus) * n);
}

static void
make_zipf(double *sums, int n, double exponent)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		sums[i] = sum += 1 / pow(i + 1, exponent);
}

static int
pick(struct corpus *corpus, const double *sums, int n)
{
	double wanted = fraction(corpus) * sums[n - 1];
	int low = 0, high = n - 1;

	while (low < high) {
		int middle = (low + high) / 2;

		if (sums[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The commonest words are real ones, so that lexicons have something. */
static void
make_words(struct corpus *corpus)
{
	static const char *const common[] = {"the", "to", "you", "and", "a",
	    "of", "is", "in", "it", "for", "that", "this", "my", "we", "how",
	    "your", "with", "on", "be", "are", "what", "try", "if", "our",
	    "new", "use", "thanks", "because", "check", "free", "here", "get",
	    "can", "why", "help", "guide", "out", "launch", "sale", "fix"};
	static const char *const parts[] = {"ka", "lo", "mi", "ren", "sta",
	    "vo", "bel", "tur", "an", "is", "qu", "pro", "der", "ga", "lin",
	    "mo"};

	for (int i = 0; i < WORDS; i++) {
		char *word = corpus->words[i];

		if (i < (int)ARRAY_LEN(common)) {
			snprintf(word, 12, "%s", common[i]);
			continue;
		}
		for (int n = 2 + below(corpus, 2); n > 0; n--)
			snprintf(word + strlen(word), 12 - strlen(word), "%s",
			    parts[below(corpus, 16)]);
	}
}

static void
make_authors(struct corpus *corpus)
{
	for (int i = 0; i < AUTHORS; i++) {
		struct author *author = &corpus->authors[i];

		author->id = INT64_C(1000000000) + (int64_t)i * 7919;
		snprintf(author->username, sizeof(author->username), "user%d",
		    i);
		snprintf(author->name, sizeof(author->name), "Author %d", i);
		author->followers = below(corpus, 100000);
	}
}

/* One more entity of a list in the making: "urls":[...],"mentions":[... */
static void
add_entity(struct buf *list, const char *name)
{
	if (list->len == 0)
		buf_addf(list, "\"%s\":[", name);
	else
		buf_addc(list, ',');
}

static void
add_url(struct corpus *corpus, struct buf *text, struct buf *urls)
{
	char code[11];
	int site = below(corpus, 97);

	for (int i = 0; i < 10; i++)
		code[i] = (char)('a' + below(corpus, 26));
	code[10] = '\0';
	add_entity(urls, "urls");
	buf_addf(urls,
	    "{\"start\":%zu,\"end\":%zu,\"url\":\"https://t.co/%s\","
	    "\"expanded_url\":\"https://site%d.example/articles/%s\","
	    "\"display_url\":\"site.example/articles\",\"status\":200,"
	    "\"title\":\"%s %s %s\",\"unwound_url\":"
	    "\"https://site%d.example/articles/%s\"}",
	    text->len, text->len + 23, code, site, code,
	    corpus->words[below(corpus, 900)],
	    corpus->words[below(corpus, 900)],
	    corpus->words[below(corpus, 900)], site, code);
	buf_addf(text, "https://t.co/%s", code);
}

static void
add_mention(struct corpus *corpus, struct buf *text, struct buf *mentions,
    int who)
{
	const struct author *author = &corpus->authors[who];
	size_t len = strlen(author->username) + 1;

	add_entity(mentions, "mentions");
	buf_addf(mentions,
	    "{\"start\":%zu,\"end\":%zu,\"username\":\"%s\",\"id\":\"%" PRId64
	    "\"}",
	    text->len, text->len + len, author->username, author->id);
	buf_addf(text, "@%s", author->username);
}

static void
add_tag(struct corpus *corpus, struct buf *text, struct buf *tags)
{
	const char *word = corpus->words[pick(corpus, corpus->word_sum, WORDS)];

	add_entity(tags, "hashtags");
	buf_addf(tags, "{\"start\":%zu,\"end\":%zu,\"tag\":\"%s\"}", text->len,
	    text->len + strlen(word) + 1, word);
	buf_addf(text, "#%s", word);
}

static void
join_entities(struct buf *entities, struct buf *lists, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (lists[i].len > 0)
			buf_addf(entities, "%c%s]",
			    entities->len == 0 ? '{' : ',', lists[i].data);
		buf_release(&lists[i]);
	}
	if (entities->len > 0)
		buf_addc(entities, '}');
}

static void
write_text(struct corpus *corpus, struct post *post)
{
	struct buf lists[3] = {BUF_INIT, BUF_INIT, BUF_INIT};
	int n_words = 8 + below(corpus, 24);

	buf_clear(&post->text);
	buf_clear(&post->entities);
	if (post->kind == REPOST)
		buf_adds(&post->text, "RT ");
	if (post->kind == REPLY || post->kind == REPOST) {
		add_mention(corpus, &post->text, &lists[1],
		    below(corpus, AUTHORS));
		buf_adds(&post->text, post->kind == REPOST ? ": " : " ");
	}
	for (int i = 0; i < n_words; i++)
		buf_addf(&post->text, "%s%s",
		    corpus->words[pick(corpus, corpus->word_sum, WORDS)],
		    i == n_words / 2 ? ". " : " ");
	if (below(corpus, 100) < 60) {
		add_tag(corpus, &post->text, &lists[2]);
		buf_addc(&post->text, ' ');
	}
	if (below(corpus, 100) < 35) {
		add_mention(corpus, &post->text, &lists[1],
		    below(corpus, AUTHORS));
		buf_addc(&post->text, ' ');
	}
	if (below(corpus, 100) < 45)
		add_url(corpus, &post->text, &lists[0]);
	join_entities(&post->entities, lists, 3);
}

static void
make_post(struct corpus *corpus, struct post *post)
{
	int kind = below(corpus, 100);
	int64_t at_ms =
	    (START + corpus->n_made * 60) * 1000 + below(corpus, 60000);

	post->kind = kind < 38   ? ORIGINAL
		     : kind < 72 ? REPLY
		     : kind < 88 ? QUOTE
				 : REPOST;
	post->id = when_to_id(at_ms) + below(corpus, 1 << 20);
	post->author = pick(corpus, corpus->author_sum, AUTHORS);
	post->other = when_to_id(at_ms - 1 - below(corpus, 86400000)) +
		      below(corpus, 1 << 20);
	post->other_author = below(corpus, AUTHORS);
	post->conversation = post->kind == REPLY ? post->other : post->id;
	corpus->n_made++;
	write_text(corpus, post);
}

static void
add_common(struct corpus *corpus, struct buf *out, const struct post *post)
{
	static const char *const types[] = {[REPLY] = "replied_to",
	    [QUOTE] = "quoted",
	    [REPOST] = "retweeted"};
	const struct author *other = &corpus->authors[post->other_author];

	buf_addf(out,
	    "{\"id\":\"%" PRId64 "\",\"edit_history_tweet_ids\":[\"%" PRId64
	    "\"],\"author_id\":\"%" PRId64 "\",\"conversation_id\":\"%" PRId64
	    "\",\"created_at\":\"",
	    post->id, post->id, corpus->authors[post->author].id,
	    post->conversation);
	when_add_rfc3339(out, when_of_id_ms(post->id) / 1000);
	buf_addf(out,
	    "\",\"lang\":\"en\",\"possibly_sensitive\":false,"
	    "\"reply_settings\":\"everyone\",\"edit_controls\":"
	    "{\"edits_remaining\":5,\"is_edit_eligible\":%s,"
	    "\"editable_until\":\"2024-01-01T00:30:00.000Z\"},"
	    "\"public_metrics\":{\"retweet_count\":%d,\"reply_count\":%d,"
	    "\"like_count\":%d,\"quote_count\":%d,\"bookmark_count\":%d,"
	    "\"impression_count\":%d},",
	    post->kind == REPLY ? "false" : "true", below(corpus, 50),
	    below(corpus, 20), below(corpus, 400), below(corpus, 9),
	    below(corpus, 30), below(corpus, 20000));
	if (post->kind == REPLY)
		buf_addf(out, "\"in_reply_to_user_id\":\"%" PRId64 "\",",
		    other->id);
	if (post->kind != ORIGINAL)
		buf_addf(out,
		    "\"referenced_tweets\":[{\"type\":\"%s\",\"id\":\"%" PRId64
		    "\"}],",
		    types[post->kind], post->other);
	if (post->entities.len > 0)
		buf_addf(out, "\"entities\":%s,", post->entities.data);
	buf_adds(out, "\"context_annotations\":[");
	for (int i = 0; i < 2; i++)
		buf_addf(out,
		    "%s{\"domain\":{\"id\":\"4%d\",\"name\":"
		    "\"Business Taxonomy\",\"description\":\"Categories "
		    "within Brand Verticals that narrow down the scope of "
		    "Brands\"},\"entity\":{\"id\":\"155%d\",\"name\":"
		    "\"%s business\"}}",
		    i > 0 ? "," : "", 6 + i, below(corpus, 99999),
		    corpus->words[below(corpus, 2000)]);
	buf_addf(out, "],\"text\":\"%s\"", post->text.data);
}

static void
add_author(struct corpus *corpus, struct buf *out, int who)
{
	const struct author *author = &corpus->authors[who];

	buf_addf(out,
	    "{\"id\":\"%" PRId64 "\",\"username\":\"%s\",\"name\":\"%s\","
	    "\"created_at\":\"2012-03-04T05:06:07.000Z\",\"verified\":false,"
	    "\"verified_type\":\"none\",\"protected\":false,"
	    "\"description\":\"I write about things. Mine is "
	    "https://t.co/abcdefghij and that is all there is to say\","
	    "\"entities\":{\"description\":{\"urls\":[{\"start\":33,\"end\":56,"
	    "\"url\":\"https://t.co/abcdefghij\",\"expanded_url\":"
	    "\"https://site%d.example\",\"display_url\":\"site.example\"}]}},"
	    "\"profile_image_url\":\"https://images.example/%d_normal.jpg\","
	    "\"public_metrics\":{\"followers_count\":%d,"
	    "\"following_count\":%d,\"tweet_count\":%d,\"listed_count\":7,"
	    "\"like_count\":9}}",
	    author->id, author->username, author->name, who % 97, who,
	    author->followers, author->followers / 3 + 5,
	    author->followers / 2 + 100);
}

static void
add_page(struct corpus *corpus, struct buf *out, int n)
{
	bool shown[AUTHORS] = {false}, first = true;

	buf_adds(out, "{\"data\":[");
	for (int i = n; i-- > 0;) {
		add_common(corpus, out, &corpus->posts[i]);
		buf_adds(out, i > 0 ? "}," : "}");
	}
	buf_adds(out, "],\"includes\":{\"users\":[");
	for (int i = 0; i < n; i++) {
		int who = corpus->posts[i].author;

		if (shown[who])
			continue;
		shown[who] = true;
		if (!first)
			buf_addc(out, ',');
		first = false;
		add_author(corpus, out, who);
	}
	buf_addf(out,
	    "]},\"meta\":{\"newest_id\":\"%" PRId64
	    "\",\"oldest_id\":\"%" PRId64
	    "\",\"result_count\":%d,\"next_token\":\"b26v89c19zqg8o3f\"},"
	    "\"__twarc\":{\"url\":\"https://api.example/2/tweets/search/all\","
	    "\"version\":\"2.14.1\",\"retrieved_at\":"
	    "\"2027-01-01T00:00:00+00:00\"}}\n",
	    corpus->posts[n - 1].id, corpus->posts[0].id, n);
}

static void
add_flat(struct corpus *corpus, struct buf *out, const struct post *post)
{
	add_common(corpus, out, post);
	buf_adds(out, ",\"author\":");
	add_author(corpus, out, post->author);
	buf_adds(out, "}\n");
}

static int
generate(struct corpus *corpus, int64_t n, FILE *pages, FILE *flat)
{
	struct buf out = BUF_INIT;

	for (int64_t made = 0; made < n; made += PER_PAGE) {
		int count = n - made < PER_PAGE ? (int)(n - made) : PER_PAGE;

		for (int i = 0; i < count; i++)
			make_post(corpus, &corpus->posts[i]);
		buf_clear(&out);
		add_page(corpus, &out, count);
		fwrite(out.data, 1, out.len, pages);
		buf_clear(&out);
		for (int i = 0; i < count; i++)
			add_flat(corpus, &out, &corpus->posts[i]);
		fwrite(out.data, 1, out.len, flat);
	}
	buf_release(&out);
	for (int i = 0; i < PER_PAGE; i++) {
		buf_release(&corpus->posts[i].text);
		buf_release(&corpus->posts[i].entities);
	}
	return fclose(pages) | fclose(flat);
}

int
main(int argc, char **argv)
{
	struct corpus *corpus = mem_alloc(1, sizeof(*corpus));
	int64_t n, seed;
	FILE *pages, *flat;
	int rc;

	if (argc != 5 || num_parse(argv[1], 1, INT64_MAX / 2, &n) == -1 ||
	    num_parse(argv[2], 1, INT64_MAX, &seed) == -1) {
		fputs("usage: gen N SEED PAGES FLAT\n", stderr);
		return 2;
	}
	pages = fopen(argv[3], "w");
	flat = fopen(argv[4], "w");
	if (pages == NULL || flat == NULL) {
		perror("gen");
		return 1;
	}
	corpus->state = (uint64_t)seed;
	for (int i = 0; i < PER_PAGE; i++)
		corpus->posts[i].text = corpus->posts[i].entities =
		    (struct buf)BUF_INIT;
	make_words(corpus);
	make_authors(corpus);
	make_zipf(corpus->author_sum, AUTHORS, 0.95);
	make_zipf(corpus->word_sum, WORDS, 1.0);
	rc = generate(corpus, n, pages, flat);
	free(corpus);
	return rc == 0 ? 0 : 1;
}
