#include "store/pack.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "store/pack_format.h"

#include <math.h>
#include <stddef.h>
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

enum column {
	HEADS, /* class, form, HAS_TARGET and HAS_COUNTS: a byte each */
	FLAGS,
	CERTAINTIES,
	IDS,
	TIMES,
	MASSES,
	SITES,
	TARGETS,
	COUNTS
};

/* The time of an id as X made it, from an epoch of X's own. */
static inline int64_t
time_in_id(int64_t id)
{
	return (id >> 22) / 1000;
}

/* Seconds after the time in its id: mostly none.  This may wrap. */
static inline int64_t
lateness(int64_t created_at, int64_t id)
{
	return (int64_t)((uint64_t)created_at - (uint64_t)time_in_id(id));
}

static void
add_post(struct buf columns[PACK_COLUMNS], const struct packed_post *post,
    const struct packed_post *before, const uint32_t *places)
{
	bool counts = has_counts(post);

	buf_addc(&columns[HEADS],
	    (char)(post->class | post->form << CLASS_BITS |
		   (post->target_id > 0 ? HAS_TARGET : 0) |
		   (counts ? HAS_COUNTS : 0)));
	buf_addc(&columns[FLAGS], (char)post->flags);
	buf_addc(&columns[CERTAINTIES], (char)lround(post->certainty * 255));
	add_difference(&columns[IDS], post->id, before->id);
	add_difference(&columns[TIMES], lateness(post->created_at, post->id),
	    lateness(before->created_at, before->id));
	add_number(&columns[MASSES],
	    (uint64_t)lround(fmax(post->give, 0) * 1000));
	add_number(&columns[MASSES],
	    (uint64_t)lround(fmax(post->take, 0) * 1000));
	add_number(&columns[SITES], post->n_sites);
	for (size_t i = 0; i < post->n_sites; i++)
		add_number(&columns[SITES], places[post->sites[i]] - 1);
	if (post->target_id > 0) {
		add_number(&columns[TARGETS], (uint64_t)post->target_id);
		add_maybe(&columns[TARGETS], post->delay);
	}
	for (int i = 0; i < PACK_COUNTS && counts; i++)
		add_maybe(&columns[COUNTS], post->counts[i]);
	if (counts)
		add_maybe(&columns[COUNTS], post->counts_after);
}

/* The sites that posts name, each once; places[name] is its place in them,
 * from 1. */
static void
add_sites(struct buf *buf, const struct packed_post *posts, size_t n,
    const char *const *names, uint32_t *places)
{
	struct buf sites = BUF_INIT;
	uint32_t used = 0;

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
	buf_release(&sites);
}

void
pack_add(struct buf *buf, const struct packed_post *posts, size_t n,
    const char *const *names, size_t n_names)
{
	static const struct packed_post nothing = {.id = 0};
	uint32_t *places = mem_alloc(n_names + 1, sizeof(*places));
	struct buf columns[PACK_COLUMNS];

	for (int c = 0; c < PACK_COLUMNS; c++)
		columns[c] = (struct buf)BUF_INIT;
	add_sites(buf, posts, n, names, places);
	for (size_t i = 0; i < n; i++)
		add_post(columns, &posts[i], i == 0 ? &nothing : &posts[i - 1],
		    places);
	add_number(buf, n);
	for (int c = 0; c < PACK_COLUMNS; c++)
		add_number(buf, columns[c].len);
	for (int c = 0; c < PACK_COLUMNS; c++) {
		buf_add(buf, columns[c].data, columns[c].len);
		buf_release(&columns[c]);
	}
	free(places);
}

/* Near the end of a column, or a long one: 0 where it ends too early. */
static uint64_t
take_last_number(struct pack_reader *reader, int column)
{
	const unsigned char *p = reader->at[column];
	uint64_t number = 0;

	for (int shift = 0; p < reader->at_end[column] && shift < 64;
	     shift += 7) {
		number |= (uint64_t)(*p & 0x7f) << shift;
		if ((*p++ & 0x80) == 0) {
			reader->at[column] = p;
			return number;
		}
	}
	reader->at[column] = reader->at_end[column];
	reader->is_damaged = true;
	return 0;
}

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* A report takes tens of millions: longer numbers are put together without a
 * branch for each byte, which nothing could foretell. */
static inline uint64_t
take_number(struct pack_reader *reader, int column)
{
	const unsigned char *p = reader->at[column];
	uint64_t x, ends;

	if (reader->at_end[column] - p < (ptrdiff_t)sizeof(x))
		return take_last_number(reader, column);
	if (*p < 0x80) {
		reader->at[column] = p + 1;
		return *p;
	}
	x = num_load_eight(p);
	ends = ~x & HIGH_BITS;
	if (ends == 0)
		return take_last_number(reader, column);
	reader->at[column] = p + __builtin_ctzll(ends) / 8 + 1;
	x &= (ends ^ (ends - 1)) & ~HIGH_BITS;
	x = (x & UINT64_C(0x007f007f007f007f)) |
	    (x & UINT64_C(0x7f007f007f007f00)) >> 1;
	x = (x & UINT64_C(0x00003fff00003fff)) |
	    (x & UINT64_C(0x3fff00003fff0000)) >> 2;
	return (x & UINT64_C(0x000000000fffffff)) |
	       (x & UINT64_C(0x0fffffff00000000)) >> 4;
}

static inline int64_t
take_difference(struct pack_reader *reader, int column, int64_t before)
{
	uint64_t z = take_number(reader, column);

	return (
	    int64_t)((uint64_t)before + (z >> 1 ^ (z & 1 ? ~UINT64_C(0) : 0)));
}

static inline int64_t
take_maybe(struct pack_reader *reader, int column)
{
	return (int64_t)(take_number(reader, column) - 1);
}

/* Lay out a column of len bytes behind what has been laid out; false if there
 * are not so many. */
static bool
lay_out(struct pack_reader *reader, int column, uint64_t len,
    const unsigned char **at, const unsigned char *end)
{
	if (len > (uint64_t)(end - *at))
		return false;
	reader->at[column] = *at;
	reader->at_end[column] = *at += len;
	return true;
}

/* Columns that hold a byte of each post are read without asking. */
static bool
are_whole(const struct pack_reader *reader)
{
	for (int c = HEADS; c <= CERTAINTIES; c++)
		if ((uint64_t)(reader->at_end[c] - reader->at[c]) !=
		    reader->n_left)
			return false;
	return true;
}

bool
pack_open(struct pack_reader *reader, const void *pack, size_t len)
{
	/* What comes first is read as if it were a column. */
	const unsigned char *at = pack, *end = at + len;
	uint64_t lengths[PACK_COLUMNS];

	*reader = (struct pack_reader){.parts = PACK_ALL};
	reader->at[HEADS] = at;
	reader->at_end[HEADS] = end;
	reader->n_sites = take_number(reader, HEADS);
	reader->first_site = reader->at[HEADS];
	reader->end = end;
	for (uint64_t i = 0; i < reader->n_sites; i++) {
		uint64_t size = take_number(reader, HEADS);

		if (reader->is_damaged ||
		    size > (uint64_t)(end - reader->at[HEADS]))
			return false;
		reader->at[HEADS] += size;
	}
	reader->n_left = take_number(reader, HEADS);
	for (int c = 0; c < PACK_COLUMNS; c++)
		lengths[c] = take_number(reader, HEADS);
	at = reader->at[HEADS];
	for (int c = 0; c < PACK_COLUMNS; c++)
		if (!lay_out(reader, c, lengths[c], &at, end))
			return false;
	return !reader->is_damaged && are_whole(reader);
}

static inline void
take_sites(struct pack_reader *reader, struct packed_post *post)
{
	uint64_t n = take_number(reader, SITES);

	if (n > PACK_SITES)
		reader->is_damaged = true;
	post->n_sites = n > PACK_SITES ? 0 : (size_t)n;
	for (size_t i = 0; i < post->n_sites; i++) {
		uint64_t site = take_number(reader, SITES);

		if (site >= reader->n_sites)
			reader->is_damaged = true;
		post->sites[i] = (uint32_t)site;
	}
}

static inline void
take_target(struct pack_reader *reader, struct packed_post *post, bool has)
{
	post->target_id = has ? (int64_t)take_number(reader, TARGETS) : 0;
	post->delay = has ? take_maybe(reader, TARGETS) : -1;
}

static inline void
take_counts(struct pack_reader *reader, struct packed_post *post, bool has)
{
	for (int i = 0; i < PACK_COUNTS; i++)
		post->counts[i] = has ? take_maybe(reader, COUNTS) : -1;
	post->counts_after = has ? take_maybe(reader, COUNTS) : -1;
}

bool
pack_next(struct pack_reader *reader, struct packed_post *post)
{
	unsigned parts = reader->parts;
	int head;

	if (reader->n_left == 0 || reader->is_damaged)
		return false;
	reader->n_left--;
	post->id = reader->last_id =
	    take_difference(reader, IDS, reader->last_id);
	reader->last_late = take_difference(reader, TIMES, reader->last_late);
	post->created_at = (int64_t)((uint64_t)reader->last_late +
				     (uint64_t)time_in_id(post->id));
	head = *reader->at[HEADS]++;
	post->class = head & ((1 << CLASS_BITS) - 1);
	post->form = head >> CLASS_BITS & ((1 << CLASS_BITS) - 1);
	post->flags = *reader->at[FLAGS]++;
	post->certainty = *reader->at[CERTAINTIES]++ * (1 / 255.0);
	if (parts & PACK_MASSES) {
		post->give = (double)take_number(reader, MASSES) * 0.001;
		post->take = (double)take_number(reader, MASSES) * 0.001;
	}
	if (parts & PACK_LINKED)
		take_sites(reader, post);
	if (parts & PACK_TARGET)
		take_target(reader, post, (head & HAS_TARGET) != 0);
	if (parts & PACK_COUNTED)
		take_counts(reader, post, (head & HAS_COUNTS) != 0);
	return !reader->is_damaged;
}

void
pack_sites(const struct pack_reader *reader,
    void (*each)(void *arg, const char *site, size_t len), void *arg)
{
	struct pack_reader sites = {.at = {reader->first_site},
	    .at_end = {reader->end}};

	for (uint64_t i = 0; i < reader->n_sites; i++) {
		size_t len = (size_t)take_number(&sites, 0);

		each(arg, (const char *)sites.at[0], len);
		sites.at[0] += len;
	}
}
