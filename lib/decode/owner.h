/*
 * Whose posts they are, where the posts themselves do not say: in the export
 * of an account, a few files speak for all.
 */
#ifndef DECODE_OWNER_H
#define DECODE_OWNER_H

#include "model/post.h"
#include "json/json.h"

/* The whole text of a long post, which the export keeps apart under another
 * id. */
struct owner_note {
	int64_t created_at;
	const char *text;
};

struct owner {
	struct arena arena; /* own */
	struct user user;   /* id 0: not known */
	int64_t seen_at;    /* when the export was made; 0: not known */
	struct owner_note *notes;
	size_t n_notes, cap_notes;
};

#define OWNER_INIT                  \
	{                           \
		.arena = ARENA_INIT \
	}

void owner_release(struct owner *owner);

/* Learn from one value of account.js (never the e-mail address), profile.js,
 * note-tweet.js, the manifest, or the older user_details.js.  False if it is
 * none of these. */
bool owner_learn(struct owner *owner, const struct json *value);

/* The owner's account with its strings in the arena. */
void owner_copy(const struct owner *owner, struct arena *arena,
    struct user *user);

/* The note that a cut text of this time is the beginning of, or NULL. */
const struct owner_note *owner_find_note(const struct owner *owner,
    int64_t created_at, const char *cut_text);

#endif
