#include "report/packs.h"

#include "base/buf.h"
#include "base/mem.h"
#include "judge/rescore.h"
#include "score/mass.h"
#include "score/voice.h"
#include "store/user.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 500, PROOFS = 3 };

/* Nobody is named before this. */
#define SURE 0.6

struct singer {
	int64_t id;
	char *handle, *name; /* own */
	struct voice voice;  /* own */
	struct voice_index index;
	double *draws; /* own; NULL: too little to say */
	double first;  /* probability of being first */
	struct proof {
		int64_t id;
		char *text; /* own */
	} proofs[PROOFS];
};

struct choir {
	struct voice_reference reference;
	struct content content; /* own */
	struct singer *singers; /* own */
	size_t n, cap;
};

/* Posts of one account that count, with their texts. */
struct material {
	struct voice_text *texts; /* own */
	int64_t *ids;             /* own */
	size_t n, texts_cap, ids_cap;
	struct arena arena; /* own; of the texts */
};

static void
add_text(struct material *m, int64_t id, const struct voice_text *text)
{
	m->texts =
	    mem_grow(m->texts, &m->texts_cap, m->n + 1, sizeof(*m->texts));
	m->ids = mem_grow(m->ids, &m->ids_cap, m->n + 1, sizeof(*m->ids));
	m->texts[m->n] = *text;
	m->texts[m->n].text = arena_strdup(&m->arena, text->text);
	m->ids[m->n++] = id;
}

/* By the stored classes and forms. */
static int
gather(struct store *store, const struct window *window, int64_t author_id,
    struct material *material, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_REPORT_TEXTS;
	int64_t since, until;
	int rc;

	window_seconds(window, &since, &until);
	if (db_bind(db, s, err, "iii", author_id, since, until) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		enum post_class class = (enum post_class)db_int(db, s, 2);
		int64_t form = db_int(db, s, 3) >> SCORE_FORM_SHIFT;

		if (class != CLASS_PROMOTE && class != CLASS_OTHER &&
		    form != FORM_REPOST)
			add_text(material, db_int(db, s, 0),
			    &(struct voice_text){db_text(db, s, 1), class,
				form == FORM_REPLY});
	}
	return rc;
}

/* The posts that show most, no two that say the same. */
static void
choose_proofs(struct singer *singer, const struct material *material)
{
	uint64_t said[PROOFS] = {0};

	for (int k = 0; k < PROOFS; k++) {
		size_t best = material->n;
		double weight = 1;

		for (size_t i = 0; i < material->n; i++) {
			const char *text = material->texts[i].text;
			double w = voice_item_weight(&singer->voice.items[i]);
			uint64_t key;
			bool is_new = w > weight;

			if (!is_new)
				continue;
			key = mass_text_key(text, strlen(text));
			for (int p = 0; p < k; p++)
				is_new &= said[p] != key;
			if (is_new) {
				best = i;
				weight = w;
			}
		}
		if (best == material->n)
			return;
		said[k] = mass_text_key(material->texts[best].text,
		    strlen(material->texts[best].text));
		singer->proofs[k] = (struct proof){material->ids[best],
		    mem_strdup(material->texts[best].text)};
	}
}

static void
hear(struct choir *choir, struct singer *singer, const struct user *user,
    const struct material *material)
{
	const struct voice_reference *reference = &choir->reference;

	voice_read(&singer->voice, &choir->content, user, material->texts,
	    material->n);
	singer->handle = mem_strdup(user->username);
	singer->name = mem_strdup(user->name);
	if (!voice_is_known(&singer->voice))
		return;
	voice_index(&singer->index, singer->voice.parts, reference);
	singer->draws = mem_alloc(DRAWS, sizeof(*singer->draws));
	voice_draw(&singer->voice, reference, user->id, DRAWS, singer->draws);
	choose_proofs(singer, material);
}

static int
add_singer(const struct report_job *job, int64_t id, struct choir *choir,
    struct err *err)
{
	struct store *store = job->store;
	struct arena arena = ARENA_INIT;
	struct material material = {.n = 0};
	struct user user;
	int rc = store_user_get(store, id, &arena, &user, err);

	if (rc != -1)
		rc = gather(store, &job->request->window, id, &material, err);
	if (rc == 0 && material.n > 0) {
		choir->singers = mem_grow(choir->singers, &choir->cap,
		    choir->n + 1, sizeof(*choir->singers));
		choir->singers[choir->n] = (struct singer){.id = id};
		hear(choir, &choir->singers[choir->n++], &user, &material);
	}
	free(material.texts);
	free(material.ids);
	arena_release(&material.arena);
	arena_release(&arena);
	return rc;
}

/* Those who were heard first, best first; then the others. */
static int
compare_singers(const void *a, const void *b)
{
	const struct singer *x = a, *y = b;

	if ((x->draws != NULL) != (y->draws != NULL))
		return x->draws != NULL ? -1 : 1;
	if (x->draws != NULL && x->index.voice != y->index.voice)
		return x->index.voice > y->index.voice ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static size_t
rank(struct choir *choir)
{
	double **draws = mem_alloc(choir->n + 1, sizeof(*draws));
	double *first = mem_alloc(choir->n + 1, sizeof(*first));
	size_t known = 0;

	if (choir->n > 0)
		qsort(choir->singers, choir->n, sizeof(*choir->singers),
		    compare_singers);
	while (known < choir->n && choir->singers[known].draws != NULL) {
		draws[known] = choir->singers[known].draws;
		known++;
	}
	voice_first(draws, known, DRAWS, first);
	for (size_t i = 0; i < known; i++)
		choir->singers[i].first = first[i];
	free(draws);
	free(first);
	return known;
}

static int
compare_reals(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static const struct out_column columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"id", NULL, OUT_RIGHT, false},
    {"name", NULL, OUT_LEFT, false},
    {"voice", "Voice", OUT_RIGHT, false},
    {"voice_low", NULL, OUT_RIGHT, false},
    {"voice_high", NULL, OUT_RIGHT, false},
    {NULL, "90 %", OUT_LEFT, false},
    {"first_probability", "First", OUT_RIGHT, false},
    {"passion", "Passion", OUT_RIGHT, false},
    {"dullness", "Dull", OUT_RIGHT, false},
    {"first_person", "I", OUT_RIGHT, false},
    {"signed", "Signed", OUT_RIGHT, false},
    {"conversation", "Talks", OUT_RIGHT, false},
    {"affect", "Feels", OUT_RIGHT, false},
    {"persistence", "Stays", OUT_RIGHT, false},
    {"jargon", NULL, OUT_RIGHT, false},
    {"abstract", NULL, OUT_RIGHT, false},
    {"templates", NULL, OUT_RIGHT, false},
    {"stuffing", NULL, OUT_RIGHT, false},
    {"posts", "Posts", OUT_RIGHT, false},
    {"words", NULL, OUT_RIGHT, false},
    {"subject", "Subject", OUT_LEFT, true},
};

static void
put_index(struct out *out, const struct singer *singer)
{
	double sorted[DRAWS];
	struct buf range = BUF_INIT;

	if (singer->draws == NULL) {
		for (int i = 0; i < 7; i++)
			out_text(out, NULL);
		return;
	}
	memcpy(sorted, singer->draws, sizeof(sorted));
	qsort(sorted, DRAWS, sizeof(*sorted), compare_reals);
	buf_addf(&range, "%.0f-%.0f", sorted[DRAWS / 20],
	    sorted[DRAWS - 1 - DRAWS / 20]);
	out_real(out, singer->index.voice, 0);
	out_real(out, sorted[DRAWS / 20], 0);
	out_real(out, sorted[DRAWS - 1 - DRAWS / 20], 0);
	out_text(out, range.data);
	out_real(out, singer->first, 2);
	out_real(out, singer->index.passion, 0);
	out_real(out, singer->index.dullness, 0);
	buf_release(&range);
}

static void
put_singer(struct out *out, const struct singer *singer)
{
	struct buf subject = BUF_INIT;
	bool is_known = singer->draws != NULL;

	for (int i = 0; i < 5 && singer->voice.terms[i][0] != '\0'; i++)
		buf_addf(&subject, "%s%s", i > 0 ? " " : "",
		    singer->voice.terms[i]);
	out_text(out, singer->handle);
	out_id(out, singer->id);
	out_text(out, singer->name);
	put_index(out, singer);
	for (int i = 0; i < VOICE_PART_COUNT; i++)
		out_real(out, is_known ? singer->voice.parts[i] : NAN, 2);
	out_int(out, (int64_t)singer->voice.n);
	out_int(out, singer->voice.words);
	out_text(out, is_known ? subject.data : NULL);
	out_row(out);
	buf_release(&subject);
}

static const struct out_column proof_columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false},
    {"id", "Post", OUT_LEFT, false},
    {"text", "Text", OUT_LEFT, true},
};

static void
put_proofs(struct out *out, const struct choir *choir, size_t known)
{
	out_next(out, "proofs");
	out_paragraph(out, "In their own words:");
	out_columns(out, proof_columns, ARRAY_LEN(proof_columns));
	for (size_t i = 0; i < known; i++)
		for (int k = 0; k < PROOFS; k++) {
			const struct singer *singer = &choir->singers[i];

			if (singer->proofs[k].text == NULL)
				continue;
			out_text(out, singer->handle);
			out_id(out, singer->id);
			out_id(out, singer->proofs[k].id);
			out_text(out, singer->proofs[k].text);
			out_row(out);
		}
}

/* Who should be let loose, or why nobody is named. */
static void
put_answer(struct out *out, const struct choir *choir, size_t known)
{
	const struct singer *best = choir->singers;
	struct buf text = BUF_INIT;
	bool is_sure = known > 1;

	for (size_t i = 1; i < known; i++)
		if (choir->singers[i].first > best->first)
			best = &choir->singers[i];
	is_sure = is_sure && best->first >= SURE;
	if (known == 0)
		buf_addf(&text,
		    "nobody: no account has %d posts and %d words of its own",
		    VOICE_MIN_POSTS, VOICE_MIN_WORDS);
	else if (known == 1)
		buf_adds(&text,
		    "nobody is named: only one account has enough posts to "
		    "say anything, and there is none to compare it with");
	else if (is_sure)
		buf_addf(&text,
		    "@%s, with a probability of %.2f of being first",
		    best->handle != NULL ? best->handle : "?", best->first);
	else
		buf_addf(&text,
		    "nobody is named: the likeliest, @%s, is first with a "
		    "probability of %.2f only, and under %.1f that is noise",
		    best->handle != NULL ? best->handle : "?", best->first,
		    SURE);
	out_fact_text(out, "let_loose", text.data);
	out_fact_text(out, "first",
	    is_sure && best->handle != NULL ? best->handle : "");
	buf_release(&text);
}

static void
put_report(struct out *out, const struct choir *choir, size_t known)
{
	put_answer(out, choir, known);
	out_columns(out, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < choir->n; i++)
		put_singer(out, &choir->singers[i]);
	put_proofs(out, choir, known);
	out_paragraph(out,
	    "Voice, passion and dullness go from 0 to 100, 50 being usual; "
	    "they never move the give:take score.  Promotion and reposts are "
	    "left out; accounts with too little are not judged.  Feeling is "
	    "shown differently by different people, and only English is "
	    "read: compare within a group, and do not hire by it.");
}

static int
choir_begin(struct choir *choir, const struct scorer *scorer, struct err *err)
{
	*choir = (struct choir){.singers = NULL};
	content_init(&choir->content, scorer_lexicons(scorer));
	return voice_reference_load(&choir->reference, err);
}

static void
choir_release(struct choir *choir)
{
	for (size_t i = 0; i < choir->n; i++) {
		struct singer *singer = &choir->singers[i];

		free(singer->handle);
		free(singer->name);
		free(singer->draws);
		voice_release(&singer->voice);
		for (int k = 0; k < PROOFS; k++)
			free(singer->proofs[k].text);
	}
	free(choir->singers);
	content_release(&choir->content);
}

static int
gather_choir(const struct report_job *job, struct choir *choir, struct err *err)
{
	struct db *db = store_db(job->store);
	const struct id_set *roster = job->request->roster;
	const enum statement s = STMT_USERS_SCORED;
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t id = db_int(db, s, 0);

		if (roster != NULL && !id_set_has(roster, id))
			continue;
		if (add_singer(job, id, choir, err) == -1) {
			db_reset(db, s);
			return -1;
		}
	}
	return rc;
}

int
report_voice(const struct report_job *job, struct out *out, struct err *err)
{
	struct choir choir;
	int rc = choir_begin(&choir, job->scorer, err);

	if (rc == 0)
		rc = gather_choir(job, &choir, err);
	if (rc == 0)
		put_report(out, &choir, rank(&choir));
	choir_release(&choir);
	return rc;
}

int
voice_put(const struct report_job *job, int64_t user_id, struct out *out,
    struct err *err)
{
	struct choir choir;
	int rc = choir_begin(&choir, job->scorer, err);

	if (rc == 0)
		rc = add_singer(job, user_id, &choir, err);
	if (rc == 0) {
		size_t known = rank(&choir);

		out_next(out, "voice");
		out_paragraph(out, known > 0
				       ? "How it sounds (0 to 100, 50 being "
					 "usual; it moves no other number):"
				       : "How it sounds: too few posts or "
					 "words of its own to say.");
		out_columns(out, columns, ARRAY_LEN(columns));
		for (size_t i = 0; i < choir.n; i++) {
			choir.singers[i].first = NAN; /* among one */
			put_singer(out, &choir.singers[i]);
		}
		put_proofs(out, &choir, known);
	}
	choir_release(&choir);
	return rc;
}
