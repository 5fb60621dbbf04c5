#include "export/kind.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/class.h"
#include "model/post.h"

#include <string.h>

#define BIT(format) (1U << (format))
#define COLUMN(name)                       \
	{                                  \
		name, name, OUT_LEFT, true \
	}

static const struct out_column post_columns[] = {
    COLUMN("id"),
    COLUMN("created_at"),
    COLUMN("author_id"),
    COLUMN("author"),
    COLUMN("text"),
    COLUMN("lang"),
    COLUMN("class"),
    COLUMN("weight"),
    COLUMN("reply_to_id"),
    COLUMN("reply_to_user_id"),
    COLUMN("quote_of_id"),
    COLUMN("repost_of_id"),
    COLUMN("conversation_id"),
    COLUMN("reposts"),
    COLUMN("replies"),
    COLUMN("likes"),
    COLUMN("quotes"),
    COLUMN("bookmarks"),
    COLUMN("impressions"),
    COLUMN("sensitive"),
    COLUMN("paid"),
    COLUMN("truncated"),
    COLUMN("included"),
    COLUMN("state"),
    COLUMN("withheld"),
    COLUMN("source"),
    COLUMN("edit_root"),
    COLUMN("superseded_by"),
    COLUMN("seen_at"),
};

static const struct out_column user_columns[] = {
    COLUMN("id"),
    COLUMN("username"),
    COLUMN("name"),
    COLUMN("description"),
    COLUMN("url"),
    COLUMN("created_at"),
    COLUMN("verified_type"),
    COLUMN("followers"),
    COLUMN("following"),
    COLUMN("posts"),
    COLUMN("listed"),
    COLUMN("pinned_id"),
    COLUMN("state"),
    COLUMN("profile_at"),
};

static const struct out_column link_columns[] = {
    COLUMN("post_id"),
    COLUMN("created_at"),
    COLUMN("author_id"),
    COLUMN("author"),
    COLUMN("n"),
    COLUMN("url"),
    COLUMN("site"),
    COLUMN("title"),
    COLUMN("is_media"),
};

static const struct out_column mention_columns[] = {
    COLUMN("post_id"),
    COLUMN("created_at"),
    COLUMN("author_id"),
    COLUMN("author"),
    COLUMN("n"),
    COLUMN("handle"),
    COLUMN("user_id"),
};

static const struct out_column score_columns[] = {
    COLUMN("post_id"),
    COLUMN("created_at"),
    COLUMN("author_id"),
    COLUMN("author"),
    COLUMN("class"),
    COLUMN("flags"),
    COLUMN("weight"),
    COLUMN("give"),
    COLUMN("take"),
    COLUMN("model"),
    COLUMN("weights"),
};

static const struct out_column edge_columns[] = {
    COLUMN("source_id"),
    COLUMN("source"),
    COLUMN("target_id"),
    COLUMN("target"),
    COLUMN("kind"),
    COLUMN("weight"),
    COLUMN("first_at"),
    COLUMN("last_at"),
};

static const struct export_kind kinds[] = {
    {.name = "posts",
	.schema = "givetake.export.posts.1",
	.formats = BIT(OUT_JSONL) | BIT(OUT_CSV) | BIT(OUT_IDS),
	.is_flat = true,
	.rows = STMT_EXPORT_POST_ROW,
	.types = "iTisssc"
		 "riiiii"
		 "nnnnnn"
		 "bbbbz"
		 "ssiiT",
	.columns = post_columns},
    {.name = "accounts",
	.schema = "givetake.export.accounts.1",
	.formats = BIT(OUT_JSONL) | BIT(OUT_CSV) | BIT(OUT_IDS),
	.is_flat = true,
	.is_users = true,
	.rows = STMT_EXPORT_USER_ROW,
	.types = "issssTs"
		 "nnnn"
		 "izT",
	.columns = user_columns},
    {.name = "links",
	.schema = "givetake.export.links.1",
	.formats = BIT(OUT_JSONL) | BIT(OUT_CSV),
	.rows = STMT_EXPORT_LINK_ROWS,
	.types = "iTis"
		 "nsssb",
	.columns = link_columns},
    {.name = "mentions",
	.schema = "givetake.export.mentions.1",
	.formats = BIT(OUT_JSONL) | BIT(OUT_CSV),
	.rows = STMT_EXPORT_MENTION_ROWS,
	.types = "iTis"
		 "nsi",
	.columns = mention_columns},
    {.name = "edges",
	.schema = "givetake.export.edges.1",
	.formats = BIT(OUT_JSONL) | BIT(OUT_CSV) | BIT(OUT_GEXF) | BIT(OUT_DOT),
	.is_graph = true,
	.types = "isis"
		 "snTT",
	.columns = edge_columns},
    {.name = "scores",
	.schema = "givetake.export.scores.1",
	.formats = BIT(OUT_JSONL) | BIT(OUT_CSV),
	.rows = STMT_EXPORT_SCORE_ROW,
	.types = "iTis"
		 "cnrrr"
		 "ss",
	.columns = score_columns},
};

const struct export_kind *
export_kind_by_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(name, kinds[i].name) == 0)
			return &kinds[i];
	return NULL;
}

void
export_add_kinds(struct buf *buf)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		buf_addf(buf, "%s%s", i > 0 ? ", " : "", kinds[i].name);
}

int
export_check_format(const struct export_kind *kind, enum out_format format,
    struct err *err)
{
	struct buf list = BUF_INIT;

	if ((kind->formats & BIT(format)) != 0)
		return 0;
	for (int f = OUT_TABLE; f <= OUT_DOT; f++)
		if ((kind->formats & BIT(f)) != 0)
			buf_addf(&list, "%s%s", list.len > 0 ? ", " : "",
			    out_format_name((enum out_format)f));
	err_set(err, ERR_USAGE, "%s are not written as %s; use --format %s",
	    kind->name, out_format_name(format), list.data);
	buf_release(&list);
	return -1;
}

void
export_cell(struct out *out, struct db *db, enum statement s, int column,
    char type)
{
	int64_t n = db_int(db, s, column);

	if (db_is_null(db, s, column)) {
		out_text(out, NULL);
		return;
	}
	switch (type) {
	case 'i':
		out_id(out, n);
		break;
	case 'n':
		out_int(out, n);
		break;
	case 'r':
		out_real(out, db_real(db, s, column), 4);
		break;
	case 'T':
		out_time(out, n);
		break;
	case 'b':
		out_bool(out, n != 0);
		break;
	case 'c':
		out_text(out,
		    n >= 0 && n < CLASS_COUNT ? class_info[n].name : NULL);
		break;
	case 'z':
		out_text(out, state_name((enum state)n));
		break;
	default:
		out_text(out, db_text(db, s, column));
	}
}
