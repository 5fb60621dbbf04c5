#include "score/ownership.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "score/own_name.h"
#include "score/token.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Raised when the rules change. */
#define OWNERSHIP_GENERATION 1

/* Linked again and again: at least so often, and this share of all links. */
enum { OFTEN_LINKS = 5, OFTEN_PERCENT = 40 };

enum { DESCRIPTION_TOKENS = 256 };

static const char *const status_names[] = {
    [OWN_NOT] = "not",
    [OWN_YES] = "own",
    [OWN_SUSPECTED] = "suspected",
    [OWN_DENIED] = "denied",
};

const char *
own_status_name(enum own_status status)
{
	return status_names[status];
}

int
own_status_by_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(status_names); i++)
		if (strcmp(status_names[i], name) == 0)
			return (int)i;
	return -1;
}

static struct own_item *
find(const struct ownership *own, const char *what)
{
	for (size_t i = 0; i < own->n; i++)
		if (strcmp(own->items[i].what, what) == 0)
			return &own->items[i];
	return NULL;
}

void
ownership_set(struct ownership *own, const char *what, enum own_status status,
    const char *reason, bool by_user)
{
	struct own_item *item = find(own, what);

	if (item == NULL) {
		own->items = mem_grow(own->items, &own->cap, own->n + 1,
		    sizeof(*own->items));
		item = &own->items[own->n++];
		item->what = mem_strdup(what);
	}
	mem_replace(&item->reason, reason);
	item->status = status;
	item->by_user = by_user;
}

/* Add what a rule found, unless a more certain rule has spoken. */
static void
propose(struct ownership *own, const char *what, enum own_status status,
    const char *reason)
{
	if (find(own, what) == NULL)
		ownership_set(own, what, status, reason, false);
}

static void
propose_handle(struct ownership *own, const char *handle, size_t len,
    const char *reason)
{
	struct buf what = BUF_INIT;

	buf_addc(&what, '@');
	utf8_add_lower(&what, handle, len);
	propose(own, what.data, OWN_YES, reason);
	buf_release(&what);
}

static bool
names_a_place(enum site_kind kind)
{
	return kind == SITE_PLAIN || kind == SITE_TENANT;
}

static void
propose_url(struct ownership *own, const struct sites *sites, const char *url,
    const char *reason)
{
	struct site site;

	site_of(sites, url, &site);
	if (names_a_place(site.kind))
		propose(own, site.key, OWN_YES, reason);
	else if (site.kind == SITE_INTERNAL && site.tenant_len > 0)
		propose_handle(own, site.key + site.tenant,
		    (size_t)site.tenant_len, reason);
}

static void
add_choices(struct ownership *own, const struct sites *sites,
    const struct own_facts *facts)
{
	for (size_t i = 0; i < facts->n_choices; i++) {
		const struct own_choice *choice = &facts->choices[i];
		struct buf what = BUF_INIT;
		struct site site;

		if (choice->what[0] == '@') {
			utf8_add_lower(&what, choice->what,
			    strlen(choice->what));
		} else {
			site_of(sites, choice->what, &site);
			buf_adds(&what, site.key);
		}
		if (what.len > 0)
			ownership_set(own, what.data,
			    choice->is_own ? OWN_YES : OWN_DENIED, "set by you",
			    true);
		buf_release(&what);
	}
}

/* Words that tell that what follows is no longer, or never was, the
 * account's: until the sentence ends. */
static bool
denies(const char *word, size_t len)
{
	static const char *const words[] = {"former", "formerly", "previously",
	    "prev", "ex", "past", "alum", "alumni", "fan", "supporter", "wife",
	    "husband", "married", "mom", "mum", "dad", "mother", "father",
	    "love", "loves", "via", "not", "follow", "opinions", "views",
	    "avatar", "photo", "banner", "header"};
	char lower[16];

	if (len >= sizeof(lower))
		return false;
	for (size_t i = 0; i < len; i++)
		lower[i] = (char)(word[i] | 0x20);
	lower[len] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(words[i], lower) == 0)
			return true;
	return false;
}

/* What stands between two tokens and ends a thought there. */
static bool
is_parted(const char *text, int from, int to)
{
	for (int i = from; i < to; i++)
		if (strchr(";|/\n", text[i]) != NULL)
			return true;
	return false;
}

/* The description: handles that it names as employer or project, and web
 * addresses in it. */
static void
add_description(struct ownership *own, const struct sites *sites,
    const char *text)
{
	struct token tokens[DESCRIPTION_TOKENS];
	size_t n = token_split(text, strlen(text), tokens, DESCRIPTION_TOKENS);
	bool denied = false;

	for (size_t i = 0; i < n; i++) {
		const struct token *token = &tokens[i];
		size_t len = (size_t)(token->end - token->start);
		char *url;

		if (token->kind == TOKEN_POINT || token->kind == TOKEN_BREAK ||
		    (i > 0 && is_parted(text, token[-1].end, token->start)))
			denied = false;
		if (token->kind == TOKEN_WORD)
			denied |= denies(text + token->start, len);
		if (token->kind == TOKEN_MENTION && !denied)
			propose_handle(own, text + token->start + 1, len - 1,
			    "named in the description");
		if (token->kind != TOKEN_URL || denied)
			continue;
		url = mem_copy(text + token->start, len);
		propose_url(own, sites, url, "linked in the description");
		free(url);
	}
}

/* "example.com" and "example.com/x" written without http. */
static void
add_bare_hosts(struct ownership *own, const struct sites *sites,
    const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, " \t\r\n,;|()\"'<>");
		const char *dot = memchr(text, '.', len);
		char *word;

		while (len > 0 && strchr(".:!?", text[len - 1]) != NULL)
			len--;
		if (dot != NULL && dot > text + 1 && len > 4 &&
		    dot + 2 < text + len && strncmp(text, "http", 4) != 0) {
			word = mem_copy(text, len);
			if (site_is_real(sites, word))
				propose_url(own, sites, word,
				    "named in the description");
			free(word);
		}
		text += len;
		text += strspn(text, " \t\r\n,;|()\"'<>.:!?");
	}
}

static void
add_profile(struct ownership *own, const struct sites *sites,
    const struct user *user)
{
	if (user->username != NULL)
		propose_handle(own, user->username, strlen(user->username),
		    "its own handle");
	if (user->url != NULL)
		propose_url(own, sites, user->url, "the link of the profile");
	for (size_t i = 0; i < user->n_links; i++)
		if (user->links[i].url != NULL)
			propose_url(own, sites, user->links[i].url,
			    "linked in the description");
	if (user->description != NULL) {
		add_description(own, sites, user->description);
		add_bare_hosts(own, sites, user->description);
	}
}

/* The names that a site may be like, and how to say it. */
struct likeness {
	enum own_likeness how;
	const char *whom; /* "the handle" */
};

static struct likeness
likeness_of(const struct ownership *own, const struct user *user,
    const char *key)
{
	struct likeness best = {OWN_UNLIKE, ""};
	struct own_name name;

	for (size_t i = 0; i < own->n; i++) {
		enum own_likeness how;
		bool is_self = i == 0 && user != NULL && user->username != NULL;

		if (own->items[i].what[0] != '@' ||
		    own->items[i].status != OWN_YES)
			continue;
		own_name_make(&name, own->items[i].what);
		how = own_name_of_site(&name, key);
		/* Sisters' names must be the same: they are more. */
		if (how > best.how && (is_self || how == OWN_SAME))
			best = (struct likeness){how,
			    is_self ? "the handle" : own->items[i].what};
	}
	own_name_make(&name, user != NULL ? user->name : NULL);
	if (own_name_of_site(&name, key) > best.how)
		best = (struct likeness){own_name_of_site(&name, key),
		    "the display name"};
	return best;
}

static void
judge_site(struct ownership *own, const struct user *user,
    const struct own_count *count)
{
	struct likeness like = likeness_of(own, user, count->key);
	bool is_often = count->links >= OFTEN_LINKS &&
			count->links * 100 >= own->n_links * OFTEN_PERCENT;
	struct buf reason = BUF_INIT;

	if (like.how != OWN_UNLIKE)
		buf_addf(&reason, "named like %s", like.whom);
	if (is_often)
		buf_addf(&reason,
		    "%s%" PRId64 " of %" PRId64 " links lead there",
		    reason.len > 0 ? "; " : "", count->links, own->n_links);
	if (like.how == OWN_SAME ||
	    (like.how == OWN_LIKE && is_often && count->kind != SITE_PLATFORM))
		propose(own, count->key, OWN_YES, reason.data);
	else if (is_often)
		propose(own, count->key, OWN_SUSPECTED, reason.data);
	buf_release(&reason);
}

static void
add_counts(struct ownership *own, const struct own_facts *facts)
{
	for (size_t i = 0; i < facts->n_counts; i++) {
		enum site_kind kind = facts->counts[i].kind;

		if (names_a_place(kind) || kind == SITE_PLATFORM)
			own->n_links += facts->counts[i].links;
	}
	for (size_t i = 0; i < facts->n_counts; i++) {
		const struct own_count *count = &facts->counts[i];
		struct own_item *item;

		if (names_a_place(count->kind) || count->kind == SITE_PLATFORM)
			judge_site(own, facts->user, count);
		item = find(own, count->key);
		if (item != NULL)
			item->links = count->links;
	}
}

/* Own ones first, then suspected, then denied; by insertion, few. */
static void
sort(struct ownership *own)
{
	for (size_t i = 1; i < own->n; i++) {
		struct own_item item = own->items[i];
		size_t k = i;

		for (; k > 0 && own->items[k - 1].status > item.status; k--)
			own->items[k] = own->items[k - 1];
		own->items[k] = item;
	}
}

void
ownership_find(struct ownership *own, const struct sites *sites,
    const struct own_facts *facts)
{
	const struct user *user = facts->user;

	ownership_release(own);
	if (user != NULL)
		add_profile(own, sites, user);
	add_choices(own, sites, facts);
	add_counts(own, facts);
	sort(own);
}

const struct own_item *
ownership_item(const struct ownership *own, const char *what)
{
	return find(own, what);
}

enum own_status
ownership_of_site(const struct ownership *own, const char *key)
{
	const struct own_item *item = find(own, key);

	return item != NULL ? item->status : OWN_NOT;
}

enum own_status
ownership_of_handle(const struct ownership *own, const char *handle)
{
	char what[64];
	size_t len = strlen(handle);

	if (len + 2 > sizeof(what))
		return OWN_NOT;
	what[0] = '@';
	for (size_t i = 0; i <= len; i++) {
		bool is_upper = handle[i] >= 'A' && handle[i] <= 'Z';

		what[i + 1] = (char)(handle[i] | (is_upper ? 0x20 : 0));
	}
	return ownership_of_site(own, what);
}

uint64_t
ownership_version(const struct ownership *own)
{
	uint64_t sum = OWNERSHIP_GENERATION;

	/* Whatever the order, and only what is scored. */
	for (size_t i = 0; i < own->n; i++)
		if (own->items[i].status == OWN_YES)
			sum +=
			    hash_mix(hash_bytes(HASH_START, own->items[i].what,
					 strlen(own->items[i].what)),
				1);
	return sum;
}

void
ownership_release(struct ownership *own)
{
	for (size_t i = 0; i < own->n; i++) {
		free(own->items[i].what);
		free(own->items[i].reason);
	}
	free(own->items);
	*own = (struct ownership)OWNERSHIP_INIT;
}
