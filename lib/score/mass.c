#include "score/mass.h"

#include "base/hash.h"
#include "base/num.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "data/data.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Raised when the way masses are used changes. */
#define MASS_GENERATION 1

static double *
setting_of(struct masses *masses, const char *name)
{
	if (strcmp(name, "thread_exponent") == 0)
		return &masses->thread_exponent;
	if (strcmp(name, "amplify_cap") == 0)
		return &masses->amplify_cap;
	return NULL;
}

static struct mass *
mass_by_name(struct masses *masses, const char *name)
{
	int class = class_by_name(name);

	if (strcmp(name, "insight_self") == 0)
		return &masses->insight_self;
	if (strcmp(name, "amplify_plain") == 0)
		return &masses->plain_repost;
	return class < 0 || class == CLASS_OTHER ? NULL
						 : &masses->of_class[class];
}

static int
add_row(struct masses *masses, const struct tsv *tsv, struct err *err)
{
	const char *name = tsv->fields[0];
	struct mass *mass = mass_by_name(masses, name);
	double *setting = setting_of(masses, name);
	double first, second = 0;
	int64_t days;

	if (num_parse_real(tsv->fields[1], &first) == -1 ||
	    (mass != NULL && num_parse_real(tsv->fields[2], &second) == -1) ||
	    first < 0 || second < 0)
		return tsv_error(tsv, err, "%s needs %s that are not negative",
		    name, mass != NULL ? "two numbers" : "numbers");
	if (mass != NULL)
		*mass = (struct mass){first, second};
	else if (setting != NULL && first <= 1)
		*setting = first;
	else if (setting != NULL)
		return tsv_error(tsv, err, "%s must be at most 1", name);
	else if (strcmp(name, "repeat_days") == 0 &&
		 num_parse(tsv->fields[1], 0, 36500, &days) == 0)
		masses->repeat_days = (int)days;
	else if (strcmp(name, "repeat_gives_once") == 0)
		masses->repeat_gives_once = first != 0;
	else
		return tsv_error(tsv, err,
		    "\"%s\" is no class and no setting of the weights", name);
	return 0;
}

static int
add_table(struct masses *masses, const char *text, const char *what,
    struct err *err)
{
	struct tsv tsv = {.next = text, .what = what};
	int rc = 0;

	while (rc == 0 && tsv_next(&tsv))
		rc = add_row(masses, &tsv, err);
	tsv_release(&tsv);
	return rc;
}

static uint64_t
hash_number(uint64_t hash, double number)
{
	return hash_mix(hash, (uint64_t)llround(number * 1e9));
}

static void
set_version(struct masses *masses)
{
	uint64_t hash = HASH_START;

	for (int c = 0; c < CLASS_COUNT; c++) {
		hash = hash_number(hash, masses->of_class[c].give);
		hash = hash_number(hash, masses->of_class[c].take);
	}
	hash = hash_number(hash, masses->insight_self.give);
	hash = hash_number(hash, masses->insight_self.take);
	hash = hash_number(hash, masses->plain_repost.give);
	hash = hash_number(hash, masses->plain_repost.take);
	hash = hash_number(hash, masses->thread_exponent);
	hash = hash_number(hash, masses->amplify_cap);
	hash = hash_number(hash, masses->repeat_days);
	hash = hash_number(hash, masses->repeat_gives_once);
	snprintf(masses->version, sizeof(masses->version), "%d-%016" PRIx64,
	    MASS_GENERATION, hash);
}

int
mass_load(struct masses *masses, const char *more, struct err *err)
{
	memset(masses, 0, sizeof(*masses));
	if (add_table(masses, data_weights, "built-in weights.tsv", err) ==
		-1 ||
	    add_table(masses, more, "your weights file", err) == -1)
		return -1;
	set_version(masses);
	return 0;
}

struct mass
mass_of(const struct masses *masses, const struct verdict *verdict,
    enum post_class class, bool is_repeat)
{
	struct mass mass = masses->of_class[class];

	if (class == CLASS_INSIGHT && verdict->self_link)
		mass = masses->insight_self;
	if (class == CLASS_AMPLIFY && verdict->form == FORM_REPOST)
		mass = masses->plain_repost;
	if (is_repeat && masses->repeat_gives_once)
		mass.give = 0;
	return mass;
}

double
mass_thread_weight(const struct masses *masses, int length)
{
	return length > 1 ? pow(length, -masses->thread_exponent) : 1;
}

/* True where a link, a mention or a blank-free run that is left out begins. */
static bool
is_left_out(const char *s, size_t len)
{
	/* Most letters are neither. */
	if (s[0] != 'h')
		return s[0] == '@';
	return (len > 7 && strncmp(s, "http://", 7) == 0) ||
	       (len > 8 && strncmp(s, "https://", 8) == 0);
}

uint64_t
mass_text_key(const char *text, size_t len)
{
	struct buf lower = BUF_INIT;
	uint64_t hash = HASH_START;
	size_t letters = 0;
	uint32_t c;

	utf8_add_lower(&lower, text, len);
	for (size_t i = 0, n; i < lower.len; i += n) {
		if (is_left_out(lower.data + i, lower.len - i)) {
			n = strcspn(lower.data + i, " \t\r\n");
			if (lower.data[i] == '@')
				n = 1 + strspn(lower.data + i + 1,
					    "abcdefghijklmnopqrstuvwxyz01234567"
					    "89_");
			continue;
		}
		n = 1;
		c = (unsigned char)lower.data[i];
		if (c >= 0x80)
			n = utf8_decode(lower.data + i, lower.len - i, &c);
		if (c < 'a' || (c > 'z' && c < 0x80) || c == 0x2026)
			continue;
		hash = hash_bytes(hash, lower.data + i, n);
		letters++;
	}
	buf_release(&lower);
	return letters > 0 ? hash : 0;
}
