/*
 * Packed posts come back as they were, and no damage is read past.
 */
#include "unit.h"

#include "base/mem.h"
#include "base/rand.h"
#include "store/pack_format.h"

#include <stdlib.h>
#include <string.h>

enum { MANY = 200 };

static const char *const names[] = {"a.example", "b.example", "",
    "a very long one that is no site at all.example"};

static void
make_post(struct rng *rng, struct packed_post *post)
{
	*post = (struct packed_post){.id = (int64_t)(rng_next(rng) >> 1),
	    .created_at = (int64_t)(rng_next(rng) >> 30) - 1000,
	    .class = (int)rng_below(rng, 8),
	    .form = (int)rng_below(rng, 5),
	    .flags = (int)rng_below(rng, 32),
	    .certainty = (double)rng_below(rng, 256) / 255,
	    .give = (double)rng_below(rng, 2000) / 1000,
	    .take = (double)rng_below(rng, 2000) / 1000,
	    .delay = -1,
	    .counts_after = -1};
	if (rng_below(rng, 2) == 0) {
		post->target_id = (int64_t)(rng_next(rng) >> 1) + 1;
		post->delay = (int64_t)rng_below(rng, 100000) - 1;
	}
	for (int i = 0; i < PACK_COUNTS; i++)
		post->counts[i] = -1;
	if (rng_below(rng, 2) == 0) {
		for (int i = 0; i < PACK_COUNTS; i++)
			post->counts[i] = (int64_t)rng_below(rng, 1000) - 1;
		post->counts[0] = (int64_t)(rng_next(rng) >> 1);
		post->counts_after = (int64_t)rng_below(rng, 9000) - 1;
	}
	post->n_sites = rng_below(rng, 4);
	for (uint32_t i = 0; i < post->n_sites; i++)
		post->sites[i] = i;
}

static void
add_name(void *arg, const char *site, size_t len)
{
	struct buf *all = arg;

	buf_add(all, site, len);
	buf_addc(all, '|');
}

static void
check_post(const struct packed_post *got, const struct packed_post *post)
{
	assert_int_equal(got->id, post->id);
	assert_int_equal(got->created_at, post->created_at);
	assert_int_equal(got->class, post->class);
	assert_int_equal(got->form, post->form);
	assert_int_equal(got->flags, post->flags);
	assert_float_equal(got->certainty, post->certainty, 1e-9);
	assert_float_equal(got->give, post->give, 1e-9);
	assert_float_equal(got->take, post->take, 1e-9);
	assert_int_equal(got->target_id, post->target_id);
	assert_int_equal(got->delay, post->delay);
	assert_int_equal(got->counts_after, post->counts_after);
	for (int i = 0; i < PACK_COUNTS; i++)
		assert_int_equal(got->counts[i], post->counts[i]);
	assert_int_equal(got->n_sites, post->n_sites);
	for (size_t i = 0; i < post->n_sites; i++)
		assert_int_equal(got->sites[i], post->sites[i]);
}

static void
posts_come_back(void **state)
{
	struct packed_post posts[MANY], got;
	struct buf pack = BUF_INIT, sites = BUF_INIT;
	struct pack_reader reader;
	struct rng rng;

	(void)state;
	rng_seed(&rng, 3);
	for (size_t i = 0; i < MANY; i++)
		make_post(&rng, &posts[i]);
	/* The first post names all, so that places stay as they are. */
	posts[0].n_sites = 4;
	for (uint32_t i = 0; i < 4; i++)
		posts[0].sites[i] = i;
	pack_add(&pack, posts, MANY, names, ARRAY_LEN(names));
	assert_true(pack_open(&reader, pack.data, pack.len));
	pack_sites(&reader, add_name, &sites);
	assert_string_equal(sites.data,
	    "a.example|b.example||a very long one that is no site at "
	    "all.example|");
	for (size_t i = 0; i < MANY; i++) {
		assert_true(pack_next(&reader, &got));
		check_post(&got, &posts[i]);
	}
	assert_false(pack_next(&reader, &got));
	buf_release(&pack);
	buf_release(&sites);
}

/* What was asked for is the same whatever else is read. */
static void
parts_come_alone(void **state)
{
	struct packed_post posts[MANY], got;
	struct buf pack = BUF_INIT;
	struct rng rng;

	(void)state;
	rng_seed(&rng, 4);
	for (size_t i = 0; i < MANY; i++)
		make_post(&rng, &posts[i]);
	pack_add(&pack, posts, MANY, names, ARRAY_LEN(names));
	for (unsigned parts = 0; parts <= PACK_ALL; parts++) {
		struct pack_reader reader;

		assert_true(pack_open(&reader, pack.data, pack.len));
		reader.parts = parts;
		for (size_t i = 0; i < MANY; i++) {
			/* The others are left alone. */
			got = posts[i];
			got.id = got.created_at = got.form = -1;
			if (parts & PACK_TARGET)
				got.target_id = got.delay = -7;
			if (parts & PACK_COUNTED)
				got.counts_after = got.counts[0] = -7;
			if (parts & PACK_MASSES)
				got.give = got.take = -7;
			if (parts & PACK_LINKED)
				got.n_sites = PACK_SITES + 1;
			assert_true(pack_next(&reader, &got));
			assert_int_equal(got.n_sites, posts[i].n_sites);
			/* Places are the pack's own. */
			memcpy(got.sites, posts[i].sites, sizeof(got.sites));
			check_post(&got, &posts[i]);
		}
		assert_false(pack_next(&reader, &got));
	}
	buf_release(&pack);
}

/* Cut off anywhere, or with any byte changed: fewer or other posts, nothing
 * worse. */
static void
damage_is_survived(void **state)
{
	struct packed_post posts[20], got;
	struct buf pack = BUF_INIT, sites = BUF_INIT;
	struct rng rng;
	size_t whole = 0;

	(void)state;
	rng_seed(&rng, 5);
	for (size_t i = 0; i < 20; i++)
		make_post(&rng, &posts[i]);
	pack_add(&pack, posts, 20, names, ARRAY_LEN(names));
	for (size_t len = 0; len <= pack.len; len++) {
		unsigned char *copy = mem_alloc(len + 1, 1);
		struct pack_reader reader;

		memcpy(copy, pack.data, len);
		for (int k = 0; k < 2; k++) {
			if (pack_open(&reader, copy, len)) {
				pack_sites(&reader, add_name, &sites);
				for (size_t n = 1; pack_next(&reader, &got);
				     n++)
					whole += k == 0 && n == 20;
			}
			if (len > 0)
				copy[rng_below(&rng, len)] =
				    (unsigned char)rng_below(&rng, 256);
		}
		free(copy);
	}
	assert_int_equal(whole, 1);
	buf_release(&pack);
	buf_release(&sites);
}

static void
blocks_round_down(void **state)
{
	(void)state;
	assert_int_equal(pack_block_of(0), 0);
	assert_int_equal(pack_block_of(PACK_BLOCK - 1), 0);
	assert_int_equal(pack_block_of(PACK_BLOCK), 1);
	assert_int_equal(pack_block_of(-1), -1);
	assert_int_equal(pack_block_of(-PACK_BLOCK), -1);
	assert_int_equal(pack_block_of(-PACK_BLOCK - 1), -2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(posts_come_back),
	    cmocka_unit_test(parts_come_alone),
	    cmocka_unit_test(damage_is_survived),
	    cmocka_unit_test(blocks_round_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
