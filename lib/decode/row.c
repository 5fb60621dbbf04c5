#include "decode/row.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "decode/parts.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Names of columns; where several are there, the earlier in this list wins. */
static const struct column_name {
	enum row_field field;
	const char *name;
} column_names[] = {
    {ROW_ID, "id"},
    {ROW_ID, "tweet_id"},
    {ROW_ID, "post_id"},
    {ROW_ID, "id_str"},
    {ROW_ID, "status_id"},
    {ROW_TEXT, "text"},
    {ROW_TEXT, "full_text"},
    {ROW_TEXT, "body"},
    {ROW_TEXT, "content"},
    {ROW_TEXT, "tweet"},
    {ROW_CREATED_AT, "created_at"},
    {ROW_CREATED_AT, "timestamp"},
    {ROW_CREATED_AT, "datetime"},
    {ROW_CREATED_AT, "date"},
    {ROW_CREATED_AT, "time"},
    {ROW_AUTHOR_ID, "author_id"},
    {ROW_AUTHOR_ID, "author.id"},
    {ROW_AUTHOR_ID, "user_id"},
    {ROW_AUTHOR_ID, "user_id_str"},
    {ROW_AUTHOR, "author.username"},
    {ROW_AUTHOR, "author_username"},
    {ROW_AUTHOR, "author_handle"},
    {ROW_AUTHOR, "username"},
    {ROW_AUTHOR, "screen_name"},
    {ROW_AUTHOR, "handle"},
    {ROW_AUTHOR, "author"},
    {ROW_AUTHOR, "user"},
    {ROW_AUTHOR_NAME, "author.name"},
    {ROW_AUTHOR_NAME, "author_name"},
    {ROW_AUTHOR_NAME, "author_fullname"},
    {ROW_CONVERSATION, "conversation_id"},
    {ROW_CONVERSATION, "thread_id"},
    {ROW_REPLY_TO, "referenced_tweets.replied_to.id"},
    {ROW_REPLY_TO, "reply_to_id"},
    {ROW_REPLY_TO, "in_reply_to_status_id"},
    {ROW_REPLY_TO, "in_reply_to_tweet_id"},
    {ROW_REPLY_TO_USER, "in_reply_to_user_id"},
    {ROW_REPLY_TO_USER, "reply_to_user_id"},
    {ROW_QUOTE_OF, "referenced_tweets.quoted.id"},
    {ROW_QUOTE_OF, "quote_of_id"},
    {ROW_QUOTE_OF, "quoted_status_id"},
    {ROW_QUOTE_OF, "quote_tweet_id"},
    {ROW_REPOST_OF, "referenced_tweets.retweeted.id"},
    {ROW_REPOST_OF, "repost_of_id"},
    {ROW_REPOST_OF, "retweeted_status_id"},
    {ROW_REPOST_OF, "retweet_id"},
    {ROW_LANG, "lang"},
    {ROW_LANG, "language"},
    {ROW_SOURCE, "source"},
    {ROW_REPOSTS, "public_metrics.retweet_count"},
    {ROW_REPOSTS, "repost_count"},
    {ROW_REPOSTS, "retweet_count"},
    {ROW_REPOSTS, "reposts"},
    {ROW_REPOSTS, "retweets"},
    {ROW_REPLIES, "public_metrics.reply_count"},
    {ROW_REPLIES, "reply_count"},
    {ROW_REPLIES, "replies"},
    {ROW_LIKES, "public_metrics.like_count"},
    {ROW_LIKES, "like_count"},
    {ROW_LIKES, "favorite_count"},
    {ROW_LIKES, "likes"},
    {ROW_QUOTES, "public_metrics.quote_count"},
    {ROW_QUOTES, "quote_count"},
    {ROW_QUOTES, "quotes"},
    {ROW_BOOKMARKS, "public_metrics.bookmark_count"},
    {ROW_BOOKMARKS, "bookmark_count"},
    {ROW_BOOKMARKS, "bookmarks"},
    {ROW_IMPRESSIONS, "public_metrics.impression_count"},
    {ROW_IMPRESSIONS, "impression_count"},
    {ROW_IMPRESSIONS, "impressions"},
    {ROW_SENSITIVE, "possibly_sensitive"},
    {ROW_SENSITIVE, "sensitive"},
    {ROW_URLS, "entities.urls"},
    {ROW_MENTIONS, "entities.mentions"},
    {ROW_HASHTAGS, "entities.hashtags"},
    {ROW_CASHTAGS, "entities.cashtags"},
    {ROW_LINKS, "links"},
    {ROW_LINKS, "urls"},
    {ROW_LINKS, "expanded_urls"},
    {ROW_EDITS, "edit_history_tweet_ids"},
};

static int
find_column(char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(names[i], name) == 0)
			return (int)i;
	return -1;
}

bool
row_map_read(struct row_map *map, char *const *names, size_t n)
{
	for (int f = 0; f < ROW_FIELDS; f++)
		map->column[f] = -1;
	for (size_t i = 0; i < ARRAY_LEN(column_names); i++) {
		int *column = &map->column[column_names[i].field];

		if (*column == -1)
			*column = find_column(names, n, column_names[i].name);
	}
	return map->column[ROW_ID] >= 0 && map->column[ROW_TEXT] >= 0;
}

/* One row being read. */
struct row {
	const struct row_map *map;
	char *const *cells;
	size_t n;
};

/* What stands in the column of a field, or NULL.  Spreadsheets are given ids
 * as '123, ="123" or with a tab before them. */
static const char *
cell_of(const struct row *row, enum row_field field)
{
	int column = row->map->column[field];
	char *s;
	size_t len;

	if (column < 0 || (size_t)column >= row->n)
		return NULL;
	s = row->cells[column];
	len = strlen(s);
	if (field == ROW_TEXT) {
		if (*s == '\'' && s[1] != '\0' && strchr("=+-@\t\r", s[1]))
			s++;
		return s;
	}
	if (len > 3 && strncmp(s, "=\"", 2) == 0 && s[len - 1] == '"') {
		s[len - 1] = '\0';
		return s + 2;
	}
	s += strspn(s, "'\t ");
	return *s != '\0' ? s : NULL;
}

/* An id, 0 without one; *why says what is wrong with it. */
static int64_t
id_of(const struct row *row, enum row_field field, const char **why)
{
	const char *s = cell_of(row, field);
	int64_t id = 0;
	double real;

	if (s == NULL || num_parse_id(s, &id) == 0)
		return id;
	/* Some tools write ids as 123.0. */
	if (strlen(s) < 18 && num_parse_real(s, &real) == 0 && real > 0 &&
	    real < 9007199254740992.0 && real == (double)(int64_t)real)
		return (int64_t)real;
	if (num_is_rounded_id(s))
		*why = "an id was rounded by a spreadsheet, such as 1.29E+18; "
		       "take the file from before it was opened there";
	return 0;
}

static int64_t
count_of(const struct row *row, enum row_field field)
{
	const char *s = cell_of(row, field);
	double real;

	if (s == NULL || num_parse_real(s, &real) == -1 || real < 0)
		return -1;
	return (int64_t)real;
}

static const char *
string_of(const struct row *row, enum row_field field, struct arena *arena)
{
	const char *s = cell_of(row, field);

	return s == NULL ? NULL : arena_strdup(arena, s);
}

/* Cells with JSON lists become the entities of a post. */
static const struct json *
entities_of(const struct row *row, struct json_doc *doc)
{
	static const struct {
		enum row_field field;
		const char *name;
	} parts[] = {
	    {ROW_URLS, "urls"},
	    {ROW_MENTIONS, "mentions"},
	    {ROW_HASHTAGS, "hashtags"},
	    {ROW_CASHTAGS, "cashtags"},
	};
	struct buf text = BUF_INIT;
	struct err why = ERR_INIT;
	const struct json *root = NULL;

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		const char *s = cell_of(row, parts[i].field);

		if (s != NULL && *s == '[')
			buf_addf(&text, "%c\"%s\":%s",
			    text.len == 0 ? '{' : ',', parts[i].name, s);
	}
	if (text.len > 0) {
		buf_addc(&text, '}');
		if (json_parse(doc, text.data, text.len, &why) == 0)
			root = doc->root;
	}
	buf_release(&text);
	return root;
}

/* Addresses in a cell that are not known from entities. */
static void
add_links(struct post *post, const char *cell, struct arena *arena)
{
	static const char between[] = " ,;|\n\t[]'\"";
	struct link *links;

	if (cell == NULL || post->n_links > 0)
		return;
	links = arena_zero(arena, strlen(cell) / 8 + 1, sizeof(*links));
	for (cell += strspn(cell, between); *cell != '\0';
	     cell += strspn(cell, between)) {
		size_t len = strcspn(cell, between);

		if (strncmp(cell, "http://", 7) == 0 ||
		    strncmp(cell, "https://", 8) == 0)
			links[post->n_links++].url =
			    arena_copy(arena, cell, len);
		cell += len;
	}
	post->links = links;
}

static void
read_metrics(const struct row *row, struct metrics *m)
{
	m->reposts = count_of(row, ROW_REPOSTS);
	m->replies = count_of(row, ROW_REPLIES);
	m->likes = count_of(row, ROW_LIKES);
	m->quotes = count_of(row, ROW_QUOTES);
	m->bookmarks = count_of(row, ROW_BOOKMARKS);
	m->impressions = count_of(row, ROW_IMPRESSIONS);
}

static void
read_author(const struct row *row, const struct owner *owner, struct page *page,
    struct post *post)
{
	const char *handle = string_of(row, ROW_AUTHOR, &page->arena);
	struct user *user = &page->users[page->n_users];

	if (handle != NULL && *handle == '@')
		handle++;
	if (post->author_id == 0 && handle == NULL && owner != NULL) {
		post->author_id = owner->user.id;
		if (post->author_id != 0)
			owner_copy(owner, &page->arena,
			    &page->users[page->n_users++]);
		return;
	}
	if (post->author_id == 0) {
		post->author_handle = handle;
		return;
	}
	if (handle == NULL)
		return;
	*user = (struct user){.id = post->author_id,
	    .username = handle,
	    .name = string_of(row, ROW_AUTHOR_NAME, &page->arena),
	    .followers = -1,
	    .following = -1,
	    .posts = -1,
	    .listed = -1};
	page->n_users++;
}

static void
read_body(const struct row *row, struct page *page, struct post *post)
{
	struct json_doc doc = JSON_DOC_INIT, edits = JSON_DOC_INIT;
	struct err why = ERR_INIT;
	const char *at = cell_of(row, ROW_CREATED_AT);
	const char *ids = cell_of(row, ROW_EDITS);
	const char *sensitive = cell_of(row, ROW_SENSITIVE);

	if (at == NULL || when_parse_foreign(at, &post->created_at) == -1)
		post->created_at = decode_time_of_id(post->id);
	decode_text(post, &page->arena, cell_of(row, ROW_TEXT),
	    entities_of(row, &doc));
	add_links(post, cell_of(row, ROW_LINKS), &page->arena);
	if (ids != NULL && *ids == '[' &&
	    json_parse(&edits, ids, strlen(ids), &why) == 0)
		decode_edits(edits.root, post);
	else
		post->edit_root = post->edit_latest = post->id;
	post->lang = string_of(row, ROW_LANG, &page->arena);
	post->source = string_of(row, ROW_SOURCE, &page->arena);
	post->sensitive = sensitive != NULL && tolower(*sensitive) == 't';
	json_release(&doc);
	json_release(&edits);
}

const char *
row_decode(const struct row_map *map, char *const *cells, size_t n,
    const struct owner *owner, struct page *page)
{
	const struct row row = {map, cells, n};
	const char *why = NULL;
	struct post *post;

	/* One more: a slot is filled before it is counted. */
	page_reserve(page, 1, 1);
	post = &page->posts[page->n_posts];
	*post = (struct post){.id = id_of(&row, ROW_ID, &why)};
	post->author_id = id_of(&row, ROW_AUTHOR_ID, &why);
	post->conversation_id = id_of(&row, ROW_CONVERSATION, &why);
	post->reply_to_id = id_of(&row, ROW_REPLY_TO, &why);
	post->reply_to_user_id = id_of(&row, ROW_REPLY_TO_USER, &why);
	post->quote_of_id = id_of(&row, ROW_QUOTE_OF, &why);
	post->repost_of_id = id_of(&row, ROW_REPOST_OF, &why);
	if (why != NULL)
		return why;
	if (post->id == 0)
		return "no id";
	if (cell_of(&row, ROW_TEXT) == NULL)
		return "no text";
	read_author(&row, owner, page, post);
	read_metrics(&row, &post->metrics);
	read_body(&row, page, post);
	page->kind = PAGE_POSTS;
	page->n_data++;
	page->n_posts++;
	return NULL;
}
