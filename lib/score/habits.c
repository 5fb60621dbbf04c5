#include "score/habits.h"

#include "base/mem.h"
#include "score/habits_profile.h"

#include <stdlib.h>
#include <string.h>

int
habits_count(const struct habits *h, enum habit habit, uint64_t hash)
{
	int i = hash_map_get(&h->counted, hash_mix(hash, habit));

	return i < 0 ? 0 : h->counts[i].n;
}

const struct habit_site *
habits_site(const struct habits *h, uint64_t key)
{
	int i = hash_map_get(&h->site_index, key);

	return i < 0 ? NULL : &h->sites[i];
}

bool
habits_is_like_handle(const struct habits *h, const char *name, size_t len,
    uint64_t hash)
{
	return place_related(h->knowledge, name, len, h->handle,
		   h->handle_len) &&
	       !habits_lists(h, DENIED_HANDLE, hash);
}

bool
habits_is_sister(const struct habits *h, const char *handle, size_t len,
    uint64_t hash)
{
	return habits_lists(h, PROFILE_HANDLE, hash) ||
	       habits_is_like_handle(h, handle, len, hash);
}

const struct name *
habits_find_within(const struct names *names, int chars, const char *text,
    size_t len)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct name *name = &names->items[i];

		if (name->chars < chars)
			continue;
		for (size_t k = 0; k + name->len <= len; k++)
			if (text[k] == name->text[0] &&
			    memcmp(text + k, name->text, name->len) == 0)
				return name;
	}
	return NULL;
}

/* Count one more; a post is counted once where `post` is not -1. */
static int
count(struct habits *h, enum habit habit, uint64_t hash, int post)
{
	uint64_t key = hash_mix(hash, habit);
	int i = hash_map_get(&h->counted, key);

	if (i < 0) {
		i = (int)h->n_counts++;
		h->counts = mem_grow(h->counts, &h->counts_cap, h->n_counts,
		    sizeof(*h->counts));
		h->counts[i].last = -1;
		hash_map_set(&h->counted, key, i);
	}
	if (post < 0 || h->counts[i].last != post)
		h->counts[i].n++;
	h->counts[i].last = post;
	return h->counts[i].n;
}

static void
count_links(struct habits *h, const struct reading *r)
{
	for (int i = 0; i < r->n_links; i++) {
		const struct place_of_link *place = &r->links[i].place;
		int site;

		h->n_links++;
		if (place->is_short) {
			count(h, HABIT_SHORT, place->key, -1);
			continue;
		}
		site = hash_map_get(&h->site_index, place->key);
		if (site < 0) {
			site = (int)h->n_sites++;
			h->sites = mem_grow(h->sites, &h->sites_cap, h->n_sites,
			    sizeof(*h->sites));
			h->sites[site].place = place;
			hash_map_set(&h->site_index, place->key, site);
		}
		h->sites[site].links++;
		h->site_links++;
	}
}

/* Words with a capital where no sentence begins: names of things. */
static void
count_capitals(struct habits *h, const struct reading *r, int post)
{
	bool first = true;

	for (int i = 0; i < r->n_body; i++) {
		const struct piece *p = &r->body[i];

		if (p->kind == PIECE_WORD) {
			if (!first && p->flags & PIECE_CAPITAL &&
			    p->chars >= 4 && !sets_have(r->sets[i], SET_STOP))
				count(h, HABIT_CAPITAL, p->hash, post);
			first = false;
		} else if (p->kind == PIECE_LINE ||
			   (p->kind == PIECE_MARK &&
			       (p->mark == '.' || p->mark == '!' ||
				   p->mark == '?'))) {
			first = true;
		}
	}
}

static void
count_own(struct habits *h, const struct reading *r, int post)
{
	bool asks = false;
	uint64_t seen = 0;

	count_links(h, r);
	if (r->n_lead > 0)
		count(h, HABIT_REPLY, r->lead[0].hash, post);
	for (int i = 0; i < r->n_body; i++) {
		const struct piece *p = &r->body[i];

		if (p->kind == PIECE_MENTION)
			count(h, HABIT_MENTION, p->hash, post);
		if (p->kind == PIECE_TAG)
			count(h, HABIT_OWN_TAG, p->hash, post);
		h->cashtags += p->kind == PIECE_CASHTAG;
		asks |= p->kind == PIECE_MARK && p->mark == '?';
	}
	h->questions += asks;
	h->length += r->n_body;
	count(h, HABIT_TEXT, r->text_key, post);
	if (r->head_key != 0)
		/* The third makes a template of all three. */
		switch (count(h, HABIT_HEAD, r->head_key, post)) {
		case 1:
		case 2:
			break;
		case 3:
			h->templates += 3;
			break;
		default:
			h->templates++;
		}
	if (r->tail_key != 0)
		count(h, HABIT_TAIL, r->tail_key, post);
	for (int i = 0; i < r->n_hits; i++) {
		uint64_t bit = UINT64_C(1) << r->hits[i].topic;

		h->topic_posts[r->hits[i].topic] += (seen & bit) == 0;
		seen |= bit;
	}
	count_capitals(h, r, post);
}

static void
count_repost(struct habits *h, const struct reading *r, int post)
{
	int n = count(h, HABIT_REPOST, r->reposted_hash, post);
	bool of_self = false;

	h->repost_handles += n == 1;
	if (n > h->repost_top)
		h->repost_top = n;
	for (int i = 0; i < r->n_body; i++)
		of_self |= r->body[i].kind == PIECE_MENTION &&
			   r->body[i].hash == h->handle_hash;
	h->reposts_of_self += of_self;
	h->reposts_of_related += habits_is_sister(h, r->reposted,
	    strlen(r->reposted), r->reposted_hash);
}

static void
count_post(struct habits *h, const struct reading *r, int post)
{
	int64_t day = r->post->created_at / 86400;

	h->kinds[r->kind]++;
	if (r->kind == KIND_REPOST)
		count_repost(h, r, post);
	else
		count_own(h, r, post);
	for (int i = 0; i < r->n_body; i++) {
		const struct piece *p = &r->body[i];

		if (p->kind == PIECE_TAG)
			count(h, HABIT_TAG, p->hash, post);
		if (p->kind == PIECE_WORD)
			count(h, HABIT_WORD, p->hash, post);
	}
	h->days += count(h, HABIT_DAY, (uint64_t)day, -1) == 1;
}

/* Named like the account, its profile's handles, or a piece of its name. */
static bool
is_named_alike(const struct habits *h, const char *label)
{
	char plain[PLACE_MAX];
	size_t n = 0, len = strlen(label);

	for (const char *p = label; *p != '\0' && n < sizeof(plain); p++)
		if (*p != '-')
			plain[n++] = *p;
	if (place_related(h->knowledge, plain, n, h->handle, h->handle_len))
		return true;
	for (size_t i = 0; i < h->bio_handles.n; i++)
		if (place_related(h->knowledge, plain, n,
			h->bio_handles.items[i].text,
			h->bio_handles.items[i].len))
			return true;
	return habits_lists(h, PROFILE_PART,
		   hash_bytes(HASH_START, label, len)) ||
	       habits_find_within(&h->parts, 5, label, len) != NULL;
}

static void
find_owners(struct habits *h)
{
	for (size_t i = 0; i < h->n_sites; i++) {
		struct habit_site *site = &h->sites[i];
		const char *key = site->place->key_text;
		const char *slash = strrchr(key, '/');
		char label[PLACE_MAX];
		size_t len;

		key = slash != NULL ? slash + 1 : key;
		len = slash != NULL ? strlen(key) : strcspn(key, ".");
		if (len >= sizeof(label))
			len = sizeof(label) - 1;
		memcpy(label, key, len);
		label[len] = '\0';
		if (habits_lists(h, DENIED_SITE, site->place->key))
			continue;
		if (habits_lists(h, PROFILE_SITE, site->place->key))
			site->owner = OWNER_PROFILE;
		else if (is_named_alike(h, label))
			site->owner = OWNER_NAME;
		else if (site->links >= 5 &&
			 10 * site->links >= 4 * h->site_links)
			site->owner = OWNER_HABIT;
	}
}

void
habits_make(struct habits *h, const struct knowledge *knowledge,
    const struct account_context *context, const struct reading *posts,
    size_t n)
{
	*h = (struct habits){.knowledge = knowledge, .n_posts = (int)n};
	habits_read_profile(h, context);
	hash_map_reserve(&h->counted, n * 8); /* new ones a post */
	for (size_t i = 0; i < n; i++)
		count_post(h, &posts[i], (int)i);
	h->n_own = h->n_posts - h->kinds[KIND_REPOST];
	if (h->n_own < 1)
		h->n_own = 1;
	find_owners(h);
}

void
habits_release(struct habits *h)
{
	arena_release(&h->arena);
	free(h->bio_words.items);
	free(h->bio_names.items);
	free(h->bio_handles.items);
	free(h->parts.items);
	hash_map_release(&h->listed);
	hash_map_release(&h->counted);
	hash_map_release(&h->site_index);
	free(h->counts);
	free(h->sites);
}
