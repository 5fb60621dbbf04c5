#include "score/study.h"

#include "base/buf.h"
#include "base/mem.h"

#include <string.h>

void
study_make(struct study *study, const struct knowledge *knowledge,
    const struct account_context *context, const struct subject *subjects,
    size_t n)
{
	*study = (struct study){.n = n};
	study->readings =
	    arena_zero(&study->arena, n + 1, sizeof(*study->readings));
	study->parents =
	    arena_zero(&study->arena, n + 1, sizeof(*study->parents));
	for (size_t i = 0; i < n; i++) {
		const struct post *parent = subjects[i].parent.post;

		reading_make(&study->readings[i], knowledge, &subjects[i],
		    &study->arena);
		study->parents[i] = parent == NULL ? NULL : parent->text;
	}
	habits_make(&study->habits, knowledge, context, study->readings, n);
}

void
study_release(struct study *study)
{
	habits_release(&study->habits);
	arena_release(&study->arena);
}

/* How a piece is masked; NULL: it stands for itself. */
static const char *
mask_of(const struct habits *h, const struct piece *p)
{
	switch (p->kind) {
	case PIECE_URL:
		return "<u>";
	case PIECE_TAG:
		return "<#>";
	case PIECE_CASHTAG:
		return "<$t>";
	case PIECE_LINE:
		return "<nl>";
	case PIECE_MENTION:
		if (h == NULL)
			return "<@>";
		if (p->hash == h->handle_hash)
			return "<self>";
		return habits_is_sister(h, p->norm, p->norm_len, p->hash)
			   ? "<sis>"
			   : "<@>";
	case PIECE_WORD:
		return h != NULL && habits_lists(h, PROFILE_PART, p->hash)
			   ? "<own>"
			   : NULL;
	default:
		return NULL;
	}
}

static uint64_t
masked_hash(const struct habits *h, const struct piece *p)
{
	const char *mask;

	/* Most are words that stand for themselves. */
	if (p->kind == PIECE_WORD &&
	    (h == NULL || !habits_lists(h, PROFILE_PART, p->hash)))
		return p->hash;
	mask = mask_of(h, p);
	return mask == NULL ? p->hash
			    : hash_bytes(HASH_START, mask, strlen(mask));
}

uint64_t
study_word(const struct piece *piece)
{
	return masked_hash(NULL, piece);
}

/* Grams of reposts live in a space of their own. */
static const uint64_t repost_space = UINT64_C(0x9fb21c651e98df25);

static void
add_gram(struct gram *grams, int *n, const struct reading *r,
    const struct gram *gram)
{
	grams[*n] = *gram;
	if (r->kind == KIND_REPOST)
		grams[*n].hash = hash_mix(grams[*n].hash, repost_space);
	(*n)++;
}

int
study_grams(const struct habits *h, const struct reading *r, struct gram *grams)
{
	uint64_t last = hash_bytes(HASH_START, "<s>", 3);
	int n = 0;

	for (int i = 0; i < r->n_body; i++) {
		uint64_t hash = masked_hash(h, &r->body[i]);

		add_gram(grams, &n, r, &(struct gram){hash, (int16_t)i, 1, 0});
		add_gram(grams, &n, r,
		    &(struct gram){hash_mix(last, hash), (int16_t)(i - 1), 2,
			0});
		if (r->body[i].kind == PIECE_TAG)
			add_gram(grams, &n, r,
			    &(struct gram){r->masks[i], (int16_t)i, 1, 1});
		last = hash;
	}
	add_gram(grams, &n, r,
	    &(struct gram){hash_mix(last, hash_bytes(HASH_START, "</s>", 4)),
		(int16_t)(r->n_body - 1), 2, 0});
	return n;
}

static void
add_masked(struct buf *buf, const struct habits *h, const struct piece *p)
{
	const char *mask = mask_of(h, p);

	if (mask != NULL)
		buf_adds(buf, mask);
	else
		buf_add(buf, p->norm, p->norm_len);
}

void
study_word_text(struct buf *buf, const struct piece *piece)
{
	add_masked(buf, NULL, piece);
}

void
study_gram_text(struct buf *buf, const struct habits *h,
    const struct reading *r, const struct gram *gram)
{
	if (r->kind == KIND_REPOST)
		buf_adds(buf, "rt:");
	if (gram->is_tag) {
		buf_addc(buf, '#');
		buf_add(buf, r->body[gram->first].norm,
		    r->body[gram->first].norm_len);
		return;
	}
	for (int i = gram->first; i < gram->first + gram->n; i++) {
		if (i > gram->first)
			buf_addc(buf, ' ');
		if (i < 0)
			buf_adds(buf, "<s>");
		else if (i >= r->n_body)
			buf_adds(buf, "</s>");
		else
			add_masked(buf, h, &r->body[i]);
	}
}

uint64_t
study_gram_hash(const char *text)
{
	bool is_repost = strncmp(text, "rt:", 3) == 0;
	const char *first = text + (is_repost ? 3 : 0);
	size_t len = strcspn(first, " ");
	uint64_t hash = hash_bytes(HASH_START, first, len);

	if (first[len] == ' ')
		hash = hash_mix(hash, hash_bytes(HASH_START, first + len + 1,
					  strlen(first + len + 1)));
	return is_repost ? hash_mix(hash, repost_space) : hash;
}

/* The entities of a post, and a bit for each key: most are new. */
struct entities {
	struct entity *items;
	int n;
	uint64_t bits;
};

static void
add_entity(struct entities *e, uint64_t hash, int what, int piece)
{
	uint64_t key = hash_mix(hash, (uint64_t)what), bit = hash_bit(key);

	for (int i = 0; e->bits & bit && i < e->n; i++)
		if (e->items[i].key == key)
			return;
	e->bits |= bit;
	e->items[e->n++] = (struct entity){key, (int16_t)piece};
}

/* What kinds of entity there are, to keep their keys apart. */
enum { BY_WORD = 101, BY_MENTION, BY_TAG, BY_SITE, BY_REPOSTED, BY_HEAD };

int
study_entities(const struct reading *r, struct entity *entities)
{
	struct entities e = {.items = entities};
	int body = (int)(r->body - r->pieces);

	for (int i = 0; i < r->n_body && e.n < PIECES_MAX; i++) {
		const struct piece *p = &r->body[i];

		if (p->kind == PIECE_WORD && p->norm_len >= 3 &&
		    !sets_have(r->sets[i], SET_STOP))
			add_entity(&e, p->hash, BY_WORD, body + i);
		else if (p->kind == PIECE_MENTION)
			add_entity(&e, p->hash, BY_MENTION, body + i);
		else if (p->kind == PIECE_TAG)
			add_entity(&e, p->hash, BY_TAG, body + i);
	}
	for (int i = 0; i < r->n_links && e.n < ENTITIES_MAX - 2; i++)
		add_entity(&e, r->links[i].place.key, BY_SITE,
		    r->links[i].piece);
	if (*r->reposted != '\0')
		add_entity(&e, r->reposted_hash, BY_REPOSTED, -1);
	if (r->head_key != 0)
		add_entity(&e, r->head_key, BY_HEAD, body);
	return e.n;
}
