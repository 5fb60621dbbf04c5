#include "learn/corpus.h"

#include "base/buf.h"
#include "base/mem.h"
#include "score/structure.h"

#include <stdlib.h>
#include <string.h>

static void
lists_add(struct lists *l, int item)
{
	l->item = mem_grow(l->item, &l->item_cap, l->n + 1, sizeof(*l->item));
	l->item[l->n++] = item;
}

static void
lists_end_row(struct lists *l)
{
	l->first =
	    mem_grow(l->first, &l->first_cap, l->rows + 2, sizeof(*l->first));
	l->first[++l->rows] = l->n;
}

static void
lists_release(struct lists *l)
{
	free(l->first);
	free(l->item);
}

/* The number of a text; buf is emptied. */
static int
number_of(struct dictionary *d, uint64_t hash, struct buf *text)
{
	int i = hash_map_get(&d->numbers, hash);

	if (i < 0) {
		i = (int)d->n;
		d->texts =
		    mem_grow(d->texts, &d->cap, d->n + 1, sizeof(*d->texts));
		d->texts[d->n++] = arena_copy(&d->arena, text->data, text->len);
		hash_map_set(&d->numbers, hash, i);
	}
	buf_clear(text);
	return i;
}

static void
dictionary_release(struct dictionary *d)
{
	hash_map_release(&d->numbers);
	arena_release(&d->arena);
	free(d->texts);
}

static bool
has(const struct lists *l, int item)
{
	size_t from = l->rows == 0 ? 0 : l->first[l->rows];

	for (size_t i = from; i < l->n; i++)
		if (l->item[i] == item)
			return true;
	return false;
}

static void
add_grams(struct corpus *c, const struct habits *habits,
    const struct reading *r)
{
	struct gram grams[GRAMS_MAX];
	struct buf text = BUF_INIT;
	int n = study_grams(habits, r, grams);

	for (int i = 0; i < n; i++) {
		int number;

		study_gram_text(&text, habits, r, &grams[i]);
		number = number_of(&c->grams, grams[i].hash, &text);
		if (!has(&c->row_grams, number))
			lists_add(&c->row_grams, number);
	}
	lists_end_row(&c->row_grams);
	buf_release(&text);
}

static void
add_words(struct corpus *c, struct hash_map *seen, const struct reading *r)
{
	struct buf text = BUF_INIT;
	int skip = r->kind == KIND_REPOST ? (int)(r->body - r->pieces) : 0;
	uint64_t key =
	    hash_bytes(HASH_START, r->post->text, strlen(r->post->text));
	bool is_new = hash_map_get(seen, key) < 0;

	hash_map_set(seen, key, 1);
	for (int i = 0; i < r->n_pieces; i++) {
		int number;

		study_word_text(&text, &r->pieces[i]);
		number = number_of(&c->words, study_word(&r->pieces[i]), &text);
		if (is_new)
			lists_add(&c->row_words, number);
		if (i >= skip)
			lists_add(&c->row_tail, number);
	}
	lists_end_row(&c->row_words);
	lists_end_row(&c->row_tail);
	buf_release(&text);
}

static void
add_features(struct corpus *c, const struct study *study, size_t i, size_t row,
    struct features *f)
{
	features_clear(f);
	features_of_post(f, &study->habits, &study->readings[i],
	    study->parents[i]);
	features_of_account(f, &study->habits);
	c->rules[row] = (uint8_t)structure_of(study->habits.knowledge,
	    &study->readings[i], f);
	for (int k = 0; k < f->n; k++) {
		c->values = mem_grow(c->values, &c->values_cap,
		    c->row_features.n + 1, sizeof(*c->values));
		c->values[c->row_features.n] = f->items[k].value;
		lists_add(&c->row_features, f->items[k].id);
	}
	lists_end_row(&c->row_features);
}

void
corpus_make(struct corpus *c, const struct cases *cases)
{
	struct hash_map seen = HASH_MAP_INIT;
	struct features *f = mem_alloc(1, sizeof(*f));

	*c = (struct corpus){.cases = cases};
	c->rules = mem_alloc(cases->n_rows + 1, sizeof(*c->rules));
	for (size_t row = 0; row < cases->n_rows; row++) {
		const struct case_account *a =
		    &cases->accounts[cases->account[row]];
		size_t i = row - a->first;

		add_grams(c, &a->study.habits, &a->study.readings[i]);
		add_words(c, &seen, &a->study.readings[i]);
		add_features(c, &a->study, i, row, f);
	}
	free(f);
	hash_map_release(&seen);
}

void
corpus_release(struct corpus *c)
{
	dictionary_release(&c->grams);
	dictionary_release(&c->words);
	lists_release(&c->row_grams);
	lists_release(&c->row_words);
	lists_release(&c->row_tail);
	lists_release(&c->row_features);
	free(c->values);
	free(c->rules);
}
