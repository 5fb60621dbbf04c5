#include "import/importer.h"

#include "base/mem.h"

#include <string.h>

/* The variables whose values X's exports assign, up to the first of these
 * that fits; "*" ends a part that has a number. */
static const struct kind {
	const char *name;
	enum { POSTS, DELETED, OWNER, PRIVATE } holds;
} kinds[] = {
    {"window.YTD.tweets.", POSTS},
    {"window.YTD.tweet.", POSTS},
    {"window.YTD.community_tweet.", POSTS},
    {"window.YTD.deleted_tweets.", DELETED},
    {"window.YTD.account.", OWNER},
    {"window.YTD.profile.", OWNER},
    {"window.YTD.note_tweet.", OWNER},
    {"window.__THAR_CONFIG", OWNER},
    {"var user_details", OWNER},
    {"Grailbird.data.tweets_", POSTS},
    /* Messages, addresses, likes, advertising: not for an archive. */
    {"window.", PRIVATE},
    {"Grailbird.", PRIVATE},
    {"var ", PRIVATE},
};

static const struct kind *
find_kind(const char *text, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		size_t n = strlen(kinds[i].name);

		if (len >= n && memcmp(text, kinds[i].name, n) == 0)
			return &kinds[i];
	}
	return NULL;
}

static bool
recognise(const char *head, size_t len)
{
	const char *equals = memchr(head, '=', len < 200 ? len : 200);

	return find_kind(head, len) != NULL && equals != NULL;
}

/* Go behind the "=" of the assignment; the kind of its variable. */
static const struct kind *
take_name(struct reader *reader)
{
	const char *text = reader_text(reader);
	const char *equals = memchr(text, '=', reader_left(reader));
	const struct kind *kind = find_kind(text, reader_left(reader));

	reader_take(reader,
	    equals == NULL ? reader_left(reader) : (size_t)(equals - text) + 1);
	return kind;
}

static int
read_script(struct reader *reader, struct collect *collect, struct err *err)
{
	const struct kind *kind = take_name(reader);

	if (kind->holds != POSTS && kind->holds != DELETED)
		return 0;
	collect->is_deleted = kind->holds == DELETED;
	return importer_read_values(reader, collect, err);
}

static int
learn_value(void *arg, const struct import_reject *reject, struct err *err)
{
	struct owner *owner = arg;
	struct json_doc doc = JSON_DOC_INIT;
	struct err why = ERR_INIT;

	(void)err;
	if (json_parse(&doc, reject->text, reject->len, &why) == 0)
		owner_learn(owner, doc.root);
	json_release(&doc);
	return 0;
}

static int
ignore_page(void *arg, struct import_page *page, struct err *err)
{
	(void)arg;
	(void)page;
	(void)err;
	return 0;
}

int
script_learn(struct reader *reader, struct owner *owner, struct err *err)
{
	/* What is said of an owner holds no posts, so it comes back as
	 * something that is of no use to an archive. */
	const struct import_sink sink = {.arg = owner,
	    .page = ignore_page,
	    .reject = learn_value};
	struct collect collect = {.sink = NULL};
	const struct kind *kind;
	int rc;

	if (!recognise(reader_text(reader), reader_left(reader)))
		return 0;
	kind = take_name(reader);
	if (kind->holds != OWNER)
		return 0;
	collect_begin(&collect, &sink, NULL, "");
	rc = importer_read_values(reader, &collect, err);
	collect_release(&collect);
	return rc;
}

const struct importer importer_script = {
    .name = "export",
    .recognise = recognise,
    .read = read_script,
};
