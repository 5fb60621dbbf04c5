#include "store/pack.h"

#include "base/buf.h"
#include "base/mem.h"
#include "store/pack_format.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HAS_TARGET = 0x40, HAS_COUNTS = 0x80, CLASS_BITS = 3 };

int64_t
pack_block_of(int64_t at)
{
	return at >= 0 ? at / PACK_BLOCK : -((-(at + 1)) / PACK_BLOCK) - 1;
}

static void
add_number(struct buf *buf, uint64_t number)
{
	char *p = buf_reserve(buf, 10);
	size_t n = 0;

	while (number >= 0x80) {
		p[n++] = (char)(number | 0x80);
		number >>= 7;
	}
	p[n++] = (char)number;
	buf->len += n;
	buf->data[buf->len] = '\0';
}

/* a - b; ids and times are anything, so this may wrap, and unwraps so. */
static void
add_difference(struct buf *buf, int64_t a, int64_t b)
{
	uint64_t d = (uint64_t)a - (uint64_t)b;

	add_number(buf, d << 1 ^ (d >> 63 != 0 ? ~UINT64_C(0) : 0));
}

/* A number that may be unknown: -1. */
static void
add_maybe(struct buf *buf, int64_t number)
{
	add_number(buf, number < 0 ? 0 : (uint64_t)number + 1);
}

static bool
has_counts(const struct packed_post *post)
{
	for (int i = 0; i < PACK_COUNTS; i++)
		if (post->counts[i] >= 0)
			return true;
	return false;
}

static void
add_post(struct buf *buf, const struct packed_post *post,
    const struct packed_post *before, const uint32_t *places)
{
	bool counts = has_counts(post);

	add_difference(buf, post->id, before->id);
	add_difference(buf, post->created_at, before->created_at);
	buf_addc(buf, (char)(post->class | post->form << CLASS_BITS |
			     (post->target_id > 0 ? HAS_TARGET : 0) |
			     (counts ? HAS_COUNTS : 0)));
	buf_addc(buf, (char)post->flags);
	buf_addc(buf, (char)lround(post->certainty * 255));
	add_number(buf, (uint64_t)lround(fmax(post->give, 0) * 1000));
	add_number(buf, (uint64_t)lround(fmax(post->take, 0) * 1000));
	add_number(buf, post->n_sites);
	for (size_t i = 0; i < post->n_sites; i++)
		add_number(buf, places[post->sites[i]] - 1);
	if (post->target_id > 0) {
		add_number(buf, (uint64_t)post->target_id);
		add_maybe(buf, post->delay);
	}
	for (int i = 0; i < PACK_COUNTS && counts; i++)
		add_maybe(buf, post->counts[i]);
	if (counts)
		add_maybe(buf, post->counts_after);
}

void
pack_add(struct buf *buf, const struct packed_post *posts, size_t n,
    const char *const *names, size_t n_names)
{
	static const struct packed_post nothing = {.id = 0};
	/* Place of each name in this pack, from 1; 0: not in it. */
	uint32_t *places = mem_alloc(n_names + 1, sizeof(*places)), used = 0;
	struct buf sites = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < posts[i].n_sites; k++) {
			uint32_t site = posts[i].sites[k];

			if (places[site] != 0)
				continue;
			places[site] = ++used;
			add_number(&sites, strlen(names[site]));
			buf_adds(&sites, names[site]);
		}
	add_number(buf, used);
	buf_add(buf, sites.data, sites.len);
	add_number(buf, n);
	for (size_t i = 0; i < n; i++)
		add_post(buf, &posts[i], i == 0 ? &nothing : &posts[i - 1],
		    places);
	buf_release(&sites);
	free(places);
}

enum { LONGEST = 10 }; /* bytes of a number */

/* Near the end of a pack, or a long one: 0 where it ends too early. */
static uint64_t
take_last_number(struct pack_reader *reader)
{
	const unsigned char *p = reader->at;
	uint64_t number = 0;

	for (int shift = 0; p < reader->end && shift < 64; shift += 7) {
		number |= (uint64_t)(*p & 0x7f) << shift;
		if ((*p++ & 0x80) == 0) {
			reader->at = p;
			return number;
		}
	}
	reader->at = reader->end;
	reader->is_damaged = true;
	return 0;
}

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* Eight bytes, the first lowest. */
static inline uint64_t
load_eight(const unsigned char *p)
{
	uint64_t eight;

	memcpy(&eight, p, sizeof(eight));
	return le64toh(eight);
}

/* A report takes tens of millions: longer numbers are put together without a
 * branch for each byte, which nothing could foretell. */
static inline uint64_t
take_number(struct pack_reader *reader)
{
	const unsigned char *p = reader->at;
	uint64_t x, ends;

	if (reader->end - p < LONGEST)
		return take_last_number(reader);
	if (*p < 0x80) {
		reader->at = p + 1;
		return *p;
	}
	x = load_eight(p);
	ends = ~x & HIGH_BITS;
	if (ends == 0)
		return take_last_number(reader);
	reader->at = p + __builtin_ctzll(ends) / 8 + 1;
	x &= (ends ^ (ends - 1)) & ~HIGH_BITS;
	x = (x & UINT64_C(0x007f007f007f007f)) |
	    (x & UINT64_C(0x7f007f007f007f00)) >> 1;
	x = (x & UINT64_C(0x00003fff00003fff)) |
	    (x & UINT64_C(0x3fff00003fff0000)) >> 2;
	return (x & UINT64_C(0x000000000fffffff)) |
	       (x & UINT64_C(0x0fffffff00000000)) >> 4;
}

/* Go past n numbers. */
static inline void
skip_numbers(struct pack_reader *reader, uint64_t n)
{
	while (n > 0 && reader->end - reader->at >= 8) {
		uint64_t ends = ~load_eight(reader->at) & HIGH_BITS;

		for (; n > 1 && ends != 0; n--)
			ends &= ends - 1;
		if (ends == 0) {
			reader->at += 8;
			continue;
		}
		reader->at += __builtin_ctzll(ends) / 8 + 1;
		return;
	}
	/* A damaged pack may promise any number of them. */
	while (n-- > 0 && !reader->is_damaged)
		take_last_number(reader);
}

static inline int
take_byte(struct pack_reader *reader)
{
	if (reader->at < reader->end)
		return *reader->at++;
	reader->is_damaged = true;
	return 0;
}

static inline int64_t
take_difference(struct pack_reader *reader, int64_t before)
{
	uint64_t z = take_number(reader);

	return (
	    int64_t)((uint64_t)before + (z >> 1 ^ (z & 1 ? ~UINT64_C(0) : 0)));
}

static inline int64_t
take_maybe(struct pack_reader *reader)
{
	return (int64_t)(take_number(reader) - 1);
}

bool
pack_open(struct pack_reader *reader, const void *pack, size_t len)
{
	*reader = (struct pack_reader){.parts = PACK_ALL,
	    .at = pack,
	    .end = (const unsigned char *)pack + len};
	reader->n_sites = take_number(reader);
	reader->first_site = reader->at;
	for (uint64_t i = 0; i < reader->n_sites; i++) {
		uint64_t size = take_number(reader);

		if (reader->is_damaged ||
		    size > (uint64_t)(reader->end - reader->at))
			return false;
		reader->at += size;
	}
	reader->n_left = take_number(reader);
	return !reader->is_damaged;
}

static inline void
take_masses(struct pack_reader *reader, struct packed_post *post)
{
	post->give = post->take = 0;
	if (reader->parts & PACK_MASSES) {
		post->give = (double)take_number(reader) * 0.001;
		post->take = (double)take_number(reader) * 0.001;
	} else {
		skip_numbers(reader, 2);
	}
}

static inline void
take_sites(struct pack_reader *reader, struct packed_post *post)
{
	uint64_t n = take_number(reader);

	if (n > PACK_SITES)
		reader->is_damaged = true;
	post->n_sites = n > PACK_SITES ? 0 : (size_t)n;
	for (size_t i = 0; i < post->n_sites; i++) {
		uint64_t site = take_number(reader);

		if (site >= reader->n_sites)
			reader->is_damaged = true;
		post->sites[i] = (uint32_t)site;
	}
}

static inline void
take_target(struct pack_reader *reader, struct packed_post *post, bool has)
{
	post->target_id = 0;
	post->delay = -1;
	if (has && reader->parts & PACK_TARGET) {
		post->target_id = (int64_t)take_number(reader);
		post->delay = take_maybe(reader);
	} else if (has) {
		skip_numbers(reader, 2);
	}
}

static inline void
take_counts(struct pack_reader *reader, struct packed_post *post, bool has)
{
	if (has && (reader->parts & PACK_COUNTED) == 0) {
		skip_numbers(reader, PACK_COUNTS + 1);
		has = false;
	}
	for (int i = 0; i < PACK_COUNTS; i++)
		post->counts[i] = has ? take_maybe(reader) : -1;
	post->counts_after = has ? take_maybe(reader) : -1;
}

bool
pack_next(struct pack_reader *reader, struct packed_post *post)
{
	/* A copy that nothing else can point to stays in registers. */
	struct pack_reader r = *reader;
	int head;

	if (r.n_left == 0 || r.is_damaged)
		return false;
	r.n_left--;
	post->id = r.last_id = take_difference(&r, r.last_id);
	post->created_at = r.last_at = take_difference(&r, r.last_at);
	head = take_byte(&r);
	post->class = head & ((1 << CLASS_BITS) - 1);
	post->form = head >> CLASS_BITS & ((1 << CLASS_BITS) - 1);
	post->flags = take_byte(&r);
	post->certainty = take_byte(&r) * (1 / 255.0);
	take_masses(&r, post);
	take_sites(&r, post);
	take_target(&r, post, (head & HAS_TARGET) != 0);
	take_counts(&r, post, (head & HAS_COUNTS) != 0);
	*reader = r;
	return !r.is_damaged;
}

void
pack_sites(const struct pack_reader *reader,
    void (*each)(void *arg, const char *site, size_t len), void *arg)
{
	struct pack_reader sites = {.at = reader->first_site,
	    .end = reader->end};

	for (uint64_t i = 0; i < reader->n_sites; i++) {
		size_t len = (size_t)take_number(&sites);

		each(arg, (const char *)sites.at, len);
		sites.at += len;
	}
}
