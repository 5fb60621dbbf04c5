#include "xsim/load.h"

#include "base/fs.h"

#include <string.h>

#define MAX_WORLD ((size_t)1 << 30)

static int
add_posts(struct world *world, const struct json *node, struct err *err)
{
	if (json_is_array(node)) {
		for (node = json_first(node); node != NULL;
		     node = json_next(node))
			if (load_value(world, node, err) == -1)
				return -1;
		return 0;
	}
	return node == NULL ? 0 : load_value(world, node, err);
}

static void
add_includes(struct world *world, const struct json *includes)
{
	static const struct {
		const char *name;
		enum kind kind;
	} lists[] = {{"media", KIND_MEDIA}, {"polls", KIND_POLL},
	    {"places", KIND_PLACE}};
	const struct json *node;

	for (node = json_first(json_get(includes, "users")); node != NULL;
	     node = json_next(node))
		world_add_user(world, node, NULL);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		for (node = json_first(json_get(includes, lists[i].name));
		     node != NULL; node = json_next(node))
			world_add_thing(world, lists[i].kind, node);
}

int
load_value(struct world *world, const struct json *value, struct err *err)
{
	const struct json *includes = json_get(value, "includes");

	if (json_get(value, "data") != NULL || includes != NULL) {
		add_includes(world, includes);
		if (add_posts(world, json_get(value, "data"), err) == -1)
			return -1;
		return add_posts(world, json_get2(includes, "tweets", "posts"),
		    err);
	}
	if (json_get(value, "sim_list") != NULL)
		return world_add_list(world, json_get(value, "sim_list"),
			   err) == NULL
			   ? -1
			   : 0;
	if (json_get(value, "text") != NULL)
		return world_add_post(world, value, err) == NULL ? -1 : 0;
	if (json_get(value, "username") != NULL)
		return world_add_user(world, value, err) == NULL ? -1 : 0;
	if (json_get(value, "errors") != NULL)
		return 0;
	return err_set(err, ERR_DATA, "neither posts nor accounts");
}

int
load_text(struct world *world, const char *text, struct err *err)
{
	struct json_doc doc = JSON_DOC_INIT;
	int number = 0, rc = -1;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		number++;
		if (strspn(text, " \t\r") < len) {
			if (json_parse(&doc, text, len, err) == -1 ||
			    load_value(world, doc.root, err) == -1) {
				err_context(err, "line %d", number);
				goto out;
			}
		}
		text += len + (text[len] == '\n');
	}
	world_link(world);
	rc = 0;
out:
	json_release(&doc);
	return rc;
}

int
load_file(struct world *world, const char *path, struct err *err)
{
	struct buf content = BUF_INIT;
	int rc = fs_read(path, &content, MAX_WORLD, err);

	if (rc == 0 && (rc = load_text(world, content.data, err)) == -1)
		err_context(err, "%s", path);
	buf_release(&content);
	return rc;
}
