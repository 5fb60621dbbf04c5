#include "xsim/field.h"

#include "base/mem.h"

#include <stddef.h>
#include <string.h>

static const struct field post_fields[] = {
    {"id", NULL, FIELD_DEFAULT},
    {"text", NULL, FIELD_DEFAULT},
    {"edit_history_tweet_ids", "edit_history_post_ids",
	FIELD_DEFAULT | FIELD_NO_POST},
    {"author_id", NULL, FIELD_NO_POST},
    {"created_at", NULL, 0},
    {"conversation_id", NULL, 0},
    {"in_reply_to_user_id", NULL, FIELD_NO_POST},
    {"referenced_tweets", "referenced_posts", FIELD_NO_POST},
    {"entities", NULL, 0},
    {"attachments", NULL, 0},
    {"geo", NULL, 0},
    {"note_tweet", "note_post", 0},
    {"lang", NULL, 0},
    {"public_metrics", NULL, FIELD_RENAMES},
    {"withheld", NULL, FIELD_RENAMES},
    {"article", NULL, 0},
    {"article_title", NULL, FIELD_POST_ONLY},
    {"card_uri", NULL, 0},
    {"community_id", NULL, 0},
    {"context_annotations", NULL, 0},
    {"display_text_range", NULL, 0},
    {"edit_controls", NULL, 0},
    {"matched_media_notes", NULL, 0},
    {"media_metadata", NULL, 0},
    {"non_public_metrics", NULL, FIELD_PRIVATE},
    {"note_request_suggestions", NULL, 0},
    {"organic_metrics", NULL, FIELD_PRIVATE},
    {"paid_partnership", NULL, 0},
    {"possibly_sensitive", NULL, 0},
    {"promoted_metrics", NULL, FIELD_PRIVATE},
    {"reply_settings", NULL, 0},
    {"scopes", NULL, 0},
    {"source", NULL, 0},
    {"suggested_source_links", NULL, 0},
    {"suggested_source_links_with_counts", NULL, 0},
};

static const struct field user_fields[] = {
    {"id", NULL, FIELD_DEFAULT},
    {"name", NULL, FIELD_DEFAULT},
    {"username", NULL, FIELD_DEFAULT},
    {"protected", NULL, 0},
    {"pinned_tweet_id", "pinned_post_id", FIELD_NO_POST},
    {"description", NULL, 0},
    {"created_at", NULL, 0},
    {"entities", NULL, 0},
    {"location", NULL, 0},
    {"url", NULL, 0},
    {"profile_image_url", NULL, 0},
    {"profile_banner_url", NULL, 0},
    {"public_metrics", NULL, FIELD_RENAMES},
    {"verified", NULL, 0},
    {"verified_type", NULL, 0},
    {"withheld", NULL, FIELD_RENAMES},
    {"affiliation", NULL, FIELD_NO_POST},
    {"confirmed_email", NULL, FIELD_PRIVATE},
    {"connection_status", NULL, FIELD_PRIVATE},
    {"is_identity_verified", NULL, 0},
    {"most_recent_tweet_id", "most_recent_post_id", FIELD_NO_POST},
    {"parody", NULL, 0},
    {"receives_your_dm", NULL, FIELD_PRIVATE},
    {"subscription", NULL, FIELD_PRIVATE},
    {"subscription_type", NULL, 0},
    {"subscribes_to_you", NULL, FIELD_PRIVATE},
    {"verified_followers_count", NULL, 0},
};

static const struct field media_fields[] = {
    {"media_key", NULL, FIELD_DEFAULT},
    {"type", NULL, FIELD_DEFAULT},
    {"alt_text", NULL, 0},
    {"duration_ms", NULL, 0},
    {"height", NULL, 0},
    {"non_public_metrics", NULL, FIELD_PRIVATE},
    {"organic_metrics", NULL, FIELD_PRIVATE},
    {"preview_image_url", NULL, 0},
    {"promoted_metrics", NULL, FIELD_PRIVATE},
    {"public_metrics", NULL, 0},
    {"url", NULL, 0},
    {"variants", NULL, 0},
    {"width", NULL, 0},
};

static const struct field poll_fields[] = {
    {"id", NULL, FIELD_DEFAULT},
    {"options", NULL, FIELD_DEFAULT},
    {"duration_minutes", NULL, 0},
    {"end_datetime", NULL, 0},
    {"voting_status", NULL, 0},
};

static const struct field place_fields[] = {
    {"id", NULL, FIELD_DEFAULT},
    {"full_name", NULL, FIELD_DEFAULT},
    {"contained_within", NULL, 0},
    {"country", NULL, 0},
    {"country_code", NULL, 0},
    {"geo", NULL, 0},
    {"name", NULL, 0},
    {"place_type", NULL, 0},
};

static const struct field list_fields[] = {
    {"id", NULL, FIELD_DEFAULT},
    {"name", NULL, FIELD_DEFAULT},
    {"created_at", NULL, 0},
    {"description", NULL, 0},
    {"follower_count", NULL, 0},
    {"member_count", NULL, 0},
    {"owner_id", NULL, 0},
    {"private", NULL, 0},
};

static const struct field usage_fields[] = {
    {"cap_reset_day", NULL, FIELD_DEFAULT},
    {"project_cap", NULL, FIELD_DEFAULT},
    {"project_id", NULL, FIELD_DEFAULT},
    {"project_usage", NULL, FIELD_DEFAULT},
    {"daily_project_usage", NULL, 0},
    {"daily_client_app_usage", NULL, 0},
};

const struct kind_info kind_info[KIND_COUNT] = {
    [KIND_POST] = {"tweet.fields", "post.fields", post_fields,
	ARRAY_LEN(post_fields)},
    [KIND_USER] = {"user.fields", NULL, user_fields, ARRAY_LEN(user_fields)},
    [KIND_MEDIA] = {"media.fields", NULL, media_fields,
	ARRAY_LEN(media_fields)},
    [KIND_POLL] = {"poll.fields", NULL, poll_fields, ARRAY_LEN(poll_fields)},
    [KIND_PLACE] = {"place.fields", NULL, place_fields,
	ARRAY_LEN(place_fields)},
    [KIND_LIST] = {"list.fields", NULL, list_fields, ARRAY_LEN(list_fields)},
    [KIND_USAGE] = {"usage.fields", NULL, usage_fields,
	ARRAY_LEN(usage_fields)},
};

int
field_find(enum kind kind, const char *name)
{
	const struct kind_info *info = &kind_info[kind];

	for (int i = 0; i < info->n_fields; i++) {
		const struct field *field = &info->fields[i];

		if (strcmp(field->name, name) == 0 ||
		    (field->post_name != NULL &&
			strcmp(field->post_name, name) == 0))
			return i;
	}
	return -1;
}

uint64_t
field_defaults(enum kind kind)
{
	const struct kind_info *info = &kind_info[kind];
	uint64_t mask = 0;

	for (int i = 0; i < info->n_fields; i++)
		if (info->fields[i].flags & FIELD_DEFAULT)
			mask |= UINT64_C(1) << i;
	return mask;
}

/* Words that stand as names or values inside a field's value. */
static const struct rename {
	const char *tweet, *post;
} renames[] = {
    {"\"retweet_count\":", "\"repost_count\":"},
    {"\"tweet_count\":", "\"post_count\":"},
    {"\"scope\":\"tweet\"", "\"scope\":\"post\""},
};

static void
add_renamed(struct buf *buf, const char *s, bool to_post)
{
	while (*s != '\0') {
		size_t i, len = 1;

		for (i = 0; i < ARRAY_LEN(renames); i++) {
			const char *from =
			    to_post ? renames[i].tweet : renames[i].post;

			len = strlen(from);
			if (strncmp(s, from, len) == 0)
				break;
		}
		if (i < ARRAY_LEN(renames)) {
			buf_adds(buf,
			    to_post ? renames[i].post : renames[i].tweet);
			s += len;
		} else {
			buf_addc(buf, *s++);
		}
	}
}

void
record_read(struct record *record, enum kind kind, const struct json *object,
    struct arena *arena)
{
	const struct json *member;
	struct buf value = BUF_INIT, renamed = BUF_INIT;

	for (member = json_first(object); member != NULL;
	     member = json_next(member)) {
		int i = field_find(kind, json_name(member));

		if (i == -1)
			continue;
		buf_clear(&value);
		json_add(&value, member);
		if (strcmp(value.data, "null") == 0)
			continue;
		if (kind_info[kind].fields[i].flags & FIELD_RENAMES) {
			buf_clear(&renamed);
			add_renamed(&renamed, value.data, false);
			record->raw[i] = arena_strdup(arena, renamed.data);
		} else {
			record->raw[i] = arena_strdup(arena, value.data);
		}
	}
	buf_release(&value);
	buf_release(&renamed);
}

void
record_add(struct buf *buf, const struct record *record, enum kind kind,
    uint64_t mask, bool post_words)
{
	const struct kind_info *info = &kind_info[kind];
	char separator = '{';

	for (int i = 0; i < info->n_fields; i++) {
		const struct field *field = &info->fields[i];
		const char *name = field->name;

		if (!(mask >> i & 1) || record->raw[i] == NULL ||
		    field->flags & FIELD_PRIVATE)
			continue;
		if (post_words && field->post_name != NULL)
			name = field->post_name;
		buf_addc(buf, separator);
		buf_addc(buf, '"');
		buf_adds(buf, name);
		buf_adds(buf, "\":");
		if (post_words && field->flags & FIELD_RENAMES)
			add_renamed(buf, record->raw[i], true);
		else
			buf_adds(buf, record->raw[i]);
		separator = ',';
	}
	buf_adds(buf, separator == '{' ? "{}" : "}");
}
