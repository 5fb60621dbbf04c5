#include "decode/owner.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "decode/parts.h"

#include <stdlib.h>
#include <string.h>

/* Notes are cut at about this length; what follows may be a link. */
#define NOTE_PREFIX 40

void
owner_release(struct owner *owner)
{
	arena_release(&owner->arena);
	free(owner->notes);
	*owner = (struct owner)OWNER_INIT;
}

static void
take_string(struct owner *owner, const char **to, const struct json *object,
    const char *name)
{
	const char *s = json_string(json_get(object, name));

	if (s != NULL && *s != '\0')
		*to = arena_strdup(&owner->arena, s);
}

static void
take_time(int64_t *to, const struct json *object, const char *name)
{
	const char *s = json_string(json_get(object, name));

	if (s != NULL)
		when_parse_foreign(s, to);
}

static void
learn_account(struct owner *owner, const struct json *account)
{
	owner->user.id = decode_id(account, "accountId");
	take_string(owner, &owner->user.username, account, "username");
	take_string(owner, &owner->user.name, account, "accountDisplayName");
	take_time(&owner->user.created_at, account, "createdAt");
}

static void
learn_manifest(struct owner *owner, const struct json *manifest)
{
	const struct json *user = json_get(manifest, "userInfo");

	if (owner->user.id == 0)
		owner->user.id = decode_id(user, "accountId");
	if (owner->user.username == NULL)
		take_string(owner, &owner->user.username, user, "userName");
	if (owner->user.name == NULL)
		take_string(owner, &owner->user.name, user, "displayName");
	take_time(&owner->seen_at, json_get(manifest, "archiveInfo"),
	    "generationDate");
}

static void
learn_profile(struct owner *owner, const struct json *profile)
{
	const struct json *about = json_get(profile, "description");

	take_string(owner, &owner->user.description, about, "bio");
	take_string(owner, &owner->user.url, about, "website");
	owner->user.has_profile = true;
}

static void
learn_details(struct owner *owner, const struct json *details)
{
	owner->user.id = decode_id(details, "id");
	take_string(owner, &owner->user.username, details, "screen_name");
	take_string(owner, &owner->user.name, details, "full_name");
	take_string(owner, &owner->user.description, details, "bio");
	take_time(&owner->user.created_at, details, "created_at");
	owner->user.has_profile = owner->user.description != NULL;
}

static void
learn_note(struct owner *owner, const struct json *note)
{
	const char *text =
	    json_string(json_get(json_get(note, "core"), "text"));
	struct owner_note *slot;

	if (text == NULL)
		return;
	owner->notes = mem_grow(owner->notes, &owner->cap_notes,
	    owner->n_notes + 1, sizeof(*owner->notes));
	slot = &owner->notes[owner->n_notes++];
	slot->text = arena_strdup(&owner->arena, text);
	take_time(&slot->created_at, note, "createdAt");
}

bool
owner_learn(struct owner *owner, const struct json *value)
{
	static const struct {
		const char *member; /* by which it is known */
		bool is_inside;     /* the member's value is what counts */
		void (*learn)(struct owner *owner, const struct json *value);
	} kinds[] = {
	    {"account", true, learn_account},
	    {"profile", true, learn_profile},
	    {"noteTweet", true, learn_note},
	    {"userInfo", false, learn_manifest},
	    {"full_name", false, learn_details},
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const struct json *found = json_get(value, kinds[i].member);

		if (found == NULL)
			continue;
		kinds[i].learn(owner, kinds[i].is_inside ? found : value);
		return true;
	}
	return false;
}

void
owner_copy(const struct owner *owner, struct arena *arena, struct user *user)
{
	*user = owner->user;
	user->username = arena_strdup(arena, user->username);
	user->name = arena_strdup(arena, user->name);
	user->description = arena_strdup(arena, user->description);
	user->url = arena_strdup(arena, user->url);
	user->followers = user->following = user->posts = user->listed = -1;
}

/* How many bytes of the text a note must begin with: up to the dots or the
 * link that stand where it was cut. */
static size_t
prefix_length(const char *text)
{
	const char *dots = strstr(text, "\u2026");
	size_t len = dots != NULL ? (size_t)(dots - text) : strlen(text);

	return len < NOTE_PREFIX ? len : NOTE_PREFIX;
}

const struct owner_note *
owner_find_note(const struct owner *owner, int64_t created_at,
    const char *cut_text)
{
	size_t len = prefix_length(cut_text);

	for (size_t i = 0; i < owner->n_notes && len > 0; i++)
		if (owner->notes[i].created_at == created_at &&
		    strncmp(owner->notes[i].text, cut_text, len) == 0)
			return &owner->notes[i];
	return NULL;
}
