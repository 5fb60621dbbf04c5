#include "xsim/template.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static size_t
count_choices(const char *s)
{
	size_t n = 1;

	for (; *s != '\0'; s++)
		n += *s == '|';
	return n;
}

static int
read_slot(struct templates *t, const char *s, struct err *err)
{
	const char *blank = strchr(s, ' ');
	struct slot *slot;

	if (blank == NULL)
		return err_set(err, ERR_DATA, "a slot without choices: %s", s);
	t->slots = mem_grow(t->slots, &t->slots_cap, t->n_slots + 1,
	    sizeof(*t->slots));
	slot = &t->slots[t->n_slots++];
	slot->name = mem_copy(s, (size_t)(blank - s));
	slot->choices = mem_strdup(blank + 1);
	slot->n = count_choices(slot->choices);
	return 0;
}

/* "CLASS SHAPE TEXT" or "CLASS SHAPE OTHER => TEXT". */
static int
read_template(struct templates *t, const char *s, struct err *err)
{
	size_t len = strcspn(s, " ");
	char *name = mem_copy(s, len);
	int act = class_by_name(name);
	struct template *template;
	const char *arrow;

	free(name);
	if (act == -1 || strlen(s + len) < 4)
		return err_set(err, ERR_DATA, "no template: %.40s", s);
	t->items = mem_grow(t->items, &t->cap, t->n + 1, sizeof(*t->items));
	template = &t->items[t->n++];
	template->act = (enum post_class)act;
	template->shape = s[len + 1];
	s += len + 3;
	arrow = strstr(s, " => ");
	if (template->shape == '~')
		template->other = mem_strdup(s);
	else if (arrow != NULL)
		template->other = mem_copy(s, (size_t)(arrow - s));
	template->text = mem_strdup(arrow != NULL ? arrow + 4 : s);
	return 0;
}

int
templates_read(struct templates *templates, const char *text, struct err *err)
{
	int rc = 0;

	while (*text != '\0' && rc == 0) {
		size_t len = strcspn(text, "\n");
		char *s = mem_copy(text, len);

		if (*s == '%')
			rc = read_slot(templates, s + 1, err);
		else if (*s != '\0' && *s != '#')
			rc = read_template(templates, s, err);
		free(s);
		text += len + (text[len] == '\n');
	}
	return rc;
}

void
templates_release(struct templates *templates)
{
	for (size_t i = 0; i < templates->n; i++) {
		free(templates->items[i].other);
		free(templates->items[i].text);
	}
	for (size_t i = 0; i < templates->n_slots; i++) {
		free(templates->slots[i].name);
		free(templates->slots[i].choices);
	}
	free(templates->items);
	free(templates->slots);
}

const struct template *
templates_pick(const struct templates *templates, enum post_class act,
    struct rng *rng)
{
	const struct template *picked = NULL;
	uint64_t seen = 0;

	for (size_t i = 0; i < templates->n; i++)
		if (templates->items[i].act == act &&
		    rng_below(rng, ++seen) == 0)
			picked = &templates->items[i];
	return picked;
}

static const struct slot *
find_slot(const struct templates *templates, const char *name, size_t len)
{
	for (size_t i = 0; i < templates->n_slots; i++)
		if (strlen(templates->slots[i].name) == len &&
		    strncmp(templates->slots[i].name, name, len) == 0)
			return &templates->slots[i];
	return NULL;
}

/* Put a random choice of the slot into a copy; free() it. */
static char *
choose(const struct slot *slot, struct rng *rng)
{
	const char *s = slot->choices;

	for (uint64_t i = rng_below(rng, slot->n); i > 0; i--)
		s = strchr(s, '|') + 1;
	return mem_copy(s, strcspn(s, "|"));
}

void
templates_fill(const struct templates *templates, struct buf *buf,
    const char *text, const char *own, const char *who, struct rng *rng)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "}");
		const struct slot *slot;

		if (*text != '{' || text[len] == '\0') {
			buf_addc(buf, *text++);
			continue;
		}
		slot = find_slot(templates, text + 1, len - 1);
		if (slot != NULL) {
			char *choice = choose(slot, rng);

			/* A choice may hold {n} itself, never its own name. */
			templates_fill(templates, buf, choice, own, who, rng);
			free(choice);
		} else if (strncmp(text, "{own}", 5) == 0) {
			buf_adds(buf, own);
		} else if (strncmp(text, "{who}", 5) == 0) {
			buf_adds(buf, who);
		} else {
			buf_addf(buf, "%" PRIu64, 2 + rng_below(rng, 48));
		}
		text += len + 1;
	}
}
