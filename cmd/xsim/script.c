#include "xsim/script.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "xsim/compose.h"
#include "xsim/script_line.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS    INT64_C(86400000)
#define HOUR_MS   INT64_C(3600000)
#define MINUTE_MS INT64_C(60000)

enum {
	FIRST_HOUR = 7, /* of the day, UTC, when people are awake */
	AWAKE_HOURS = 15
};

/* A script being played. */
struct play {
	struct world *world;
	const struct stage *stage;
	struct profile profile;
	struct sim_user *author;
	struct sim_post *own, *other; /* the last of each */
	int64_t at_ms;                /* the latest post of the scene */
	size_t scene, n_scenes;
	char *state; /* own; what the account becomes at the end, or NULL */
	struct err *err;
};

/* A number that is the same in every run. */
static uint64_t
mixed(const struct play *play, uint64_t salt)
{
	uint64_t x = (uint64_t)map_key(play->author->username) +
		     play->scene * UINT64_C(0x9e3779b97f4a7c15) + salt * 7919;

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* When the scene begins: its share of the stage, at a waking hour. */
static void
begin_scene(struct play *play)
{
	const struct stage *stage = play->stage;
	int64_t span = stage->end_ms - stage->start_ms;
	int64_t at = stage->start_ms +
		     (int64_t)((double)span * ((double)play->scene + 0.5) /
			       (double)play->n_scenes);

	at -= at % DAY_MS;
	at += (int64_t)(mixed(play, 1) % AWAKE_HOURS + FIRST_HOUR) * HOUR_MS +
	      (int64_t)(mixed(play, 2) % 3600) * 1000;
	/* Scenes of the last hours are squeezed in before now. */
	if (at > stage->end_ms - 4 * HOUR_MS)
		at = stage->end_ms - 4 * HOUR_MS -
		     (int64_t)(mixed(play, 3) % 600) * MINUTE_MS;
	play->at_ms = at;
	play->own = NULL;
	play->other = NULL;
	play->scene++;
}

/* Later in the scene. */
static void
wait_minutes(struct play *play, int64_t least, int64_t spread)
{
	play->at_ms +=
	    least * MINUTE_MS + (int64_t)(mixed(play, (uint64_t)play->at_ms) %
					  (uint64_t)(spread * 60)) *
				    1000;
}

/* The handle of somebody who only appears beside others. */
static struct sim_user *
find_or_make(struct play *play, const char *handle)
{
	struct sim_user *user = world_user_by_name(play->world, handle);
	struct profile profile = {.username = handle,
	    .name = handle,
	    .created_ms = play->stage->start_ms - 900 * DAY_MS,
	    .followers = (int64_t)strlen(handle) * 17,
	    .following = 230,
	    .posts = 900};

	return user != NULL ? user
			    : compose_user(play->world, &profile, play->err);
}

/* Post, and once more if the line tells of an earlier version. */
static struct sim_post *
post(struct play *play, struct draft *draft, const struct script_line *line)
{
	struct sim_post *made;

	draft->at_ms = play->at_ms;
	draft->text = line->text;
	draft->act = line->act;
	draft->lang = line->lang;
	draft->media = line->media;
	draft->paid = line->paid;
	if (line->was == NULL)
		return compose_post(play->world, draft, play->err);
	draft->text = line->was;
	made = compose_post(play->world, draft, play->err);
	if (made == NULL)
		return NULL;
	draft->edit_of = made->id;
	draft->at_ms += 5 * MINUTE_MS;
	draft->text = line->text;
	return compose_post(play->world, draft, play->err);
}

static int
play_other(struct play *play, const struct script_line *line)
{
	struct draft draft = {.author = find_or_make(play, line->who)};

	if (draft.author == NULL)
		return -1;
	begin_scene(play);
	play->other = post(play, &draft, line);
	return play->other == NULL ? -1 : 0;
}

static int
missing(struct play *play, const struct script_line *line)
{
	return err_set(play->err, ERR_DATA,
	    "nothing for '%c' to refer to: %.40s", line->shape, line->text);
}

/* Fill in what an own post refers to by its shape. */
static int
refer(struct play *play, const struct script_line *line, struct draft *draft)
{
	const struct sim_post *other = play->other, *own = play->own;

	if (line->shape == '-') {
		begin_scene(play);
		return 0;
	}
	if (strchr("+=<", line->shape) != NULL ? own == NULL : other == NULL)
		return missing(play, line);
	switch (line->shape) {
	case '+':
		draft->reply_to = own->id;
		wait_minutes(play, 1, 3);
		break;
	case '=':
		draft->repost_of = own->id;
		wait_minutes(play, 300, 600);
		break;
	case '<':
		draft->quote_of = own->id;
		wait_minutes(play, 300, 600);
		break;
	case '>':
		draft->reply_to = other->id;
		wait_minutes(play, 4, 90);
		break;
	case '~':
		draft->repost_of = other->id;
		wait_minutes(play, 6, 50);
		break;
	default:
		draft->quote_of = other->id;
		wait_minutes(play, 6, 50);
		break;
	}
	return 0;
}

static int
play_own(struct play *play, const struct script_line *line)
{
	struct draft draft = {.author = play->author};

	if (refer(play, line, &draft) == -1)
		return -1;
	play->own = post(play, &draft, line);
	if (play->own == NULL)
		return -1;
	if (line->deleted)
		world_set_deleted(play->own, true);
	return 0;
}

static int
play_post(struct play *play, const char *s)
{
	struct script_line line;
	int rc;

	if (play->author == NULL)
		return err_set(play->err, ERR_DATA, "no 'user' line before");
	rc = script_line_read(&line, s, play->err);
	if (rc == 0)
		rc = line.who != NULL ? play_other(play, &line)
				      : play_own(play, &line);
	/* Readers of a deleted question see only the answer. */
	if (rc == 0 && line.who != NULL && line.deleted)
		world_set_deleted(play->other, true);
	script_line_release(&line);
	return rc;
}

/* "*3 promote - {a|b|c}": the line three times. */
static int
play_line(struct play *play, const char *s)
{
	size_t times = 1;
	int rc = 0;

	if (*s == '*') {
		times = (size_t)strtoul(s + 1, NULL, 10);
		s += strcspn(s, " ");
		s += strspn(s, " ");
	}
	for (size_t k = 0; k < times && rc == 0; k++) {
		char *filled = script_line_fill(s, k);

		rc = play_post(play, filled);
		free(filled);
	}
	return rc;
}

/* The value of "name value" if the line is of that name. */
static const char *
value_of(const char *s, const char *name)
{
	size_t len = strlen(name);

	return strncmp(s, name, len) == 0 && s[len] == ' ' ? s + len + 1 : NULL;
}

static bool
read_profile_number(const char *s, struct profile *profile)
{
	const struct {
		const char *name;
		int64_t *number;
	} numbers[] = {
	    {"followers", &profile->followers},
	    {"following", &profile->following},
	    {"posts", &profile->posts},
	};

	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		const char *value = value_of(s, numbers[i].name);

		if (value != NULL)
			return num_parse(value, 0, INT64_C(1) << 40,
				   numbers[i].number) == 0;
	}
	return false;
}

/* A line of the account's head; false if it is none. */
static bool
read_profile(struct play *play, const char *s, struct profile *profile)
{
	const struct {
		const char *name, **text;
	} texts[] = {
	    {"user", &profile->username},
	    {"name", &profile->name},
	    {"bio", &profile->bio},
	    {"url", &profile->url},
	    {"location", &profile->location},
	    {"verified", &profile->verified_type},
	};
	const char *value = value_of(s, "state");
	int64_t at;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (value_of(s, texts[i].name) != NULL) {
			*texts[i].text = arena_strdup(&play->world->arena,
			    value_of(s, texts[i].name));
			return true;
		}
	if (value != NULL) {
		mem_replace(&play->state, value);
		return true;
	}
	value = value_of(s, "joined");
	if (value != NULL && when_parse(value, 0, &at) == 0) {
		profile->created_ms = at * 1000;
		return true;
	}
	return read_profile_number(s, profile);
}

/* How many scenes the posts of the text make. */
static size_t
count_scenes(const char *text)
{
	size_t n = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n"), times = 1;
		const char *s = text;

		if (*s == '*') {
			times = (size_t)strtoul(s + 1, NULL, 10);
			s += strcspn(s, " ") + 1;
		}
		if (*s == '@' ||
		    (memchr(s, ' ', len) != NULL && strcspn(s, " ") < len &&
			strncmp(s + strcspn(s, " "), " - ", 3) == 0))
			n += times;
		text += len + (text[len] == '\n');
	}
	return n;
}

static void
set_state(struct play *play)
{
	struct sim_user *user = play->author;

	if (play->state == NULL || user == NULL)
		return;
	user->protected = strcmp(play->state, "protected") == 0;
	user->suspended = strcmp(play->state, "suspended") == 0;
	if (user->protected)
		user->record.raw[USER_PROTECTED] = "true";
}

/* Call act for each line that says something; -1 at the first that fails. */
static int
for_each_line(struct play *play, const char *name, const char *text,
    int (*act)(struct play *play, const char *s))
{
	int number = 0, rc = 0;

	while (*text != '\0' && rc == 0) {
		size_t len = strcspn(text, "\n");
		char *s = mem_copy(text, len);

		number++;
		if (*s != '\0' && *s != '#')
			rc = act(play, s);
		if (rc == -1)
			err_context(play->err, "%s line %d", name, number);
		free(s);
		text += len + (text[len] == '\n');
	}
	return rc;
}

static int
read_head_line(struct play *play, const char *s)
{
	read_profile(play, s, &play->profile);
	return 0;
}

int
script_cast(struct world *world, const char *name, const char *text,
    const struct stage *stage, struct err *err)
{
	struct play play = {.world = world, .stage = stage, .err = err};
	int rc;

	play.profile.created_ms = stage->start_ms - DAY_MS;
	rc = for_each_line(&play, name, text, read_head_line);
	if (rc == 0 && play.profile.username == NULL)
		rc = err_set(err, ERR_DATA, "%s: no 'user' line", name);
	if (rc == 0 && compose_user(world, &play.profile, err) == NULL)
		rc = -1;
	free(play.state);
	return rc;
}

static int
play_body_line(struct play *play, const char *s)
{
	if (!read_profile(play, s, &play->profile))
		return play_line(play, s);
	if (play->author == NULL && play->profile.username != NULL)
		play->author =
		    world_user_by_name(play->world, play->profile.username);
	return 0;
}

int
script_play(struct world *world, const char *name, const char *text,
    const struct stage *stage, struct err *err)
{
	struct play play = {.world = world,
	    .stage = stage,
	    .n_scenes = count_scenes(text),
	    .err = err};
	int rc = for_each_line(&play, name, text, play_body_line);

	set_state(&play);
	free(play.state);
	return rc;
}
