#include "xsim/worlds.h"

#include "base/mem.h"
#include "sim/demo.h"
#include "xsim/compose.h"
#include "xsim/load.h"
#include "xsim/script.h"

#include <inttypes.h>

#define DAY_MS  INT64_C(86400000)
#define LIST_ID INT64_C(1680000000000000001)

static const struct {
	const char *name, *text;
} scripts[] = {
    {"ana", data_ana},
    {"brightwell", data_brightwell},
    {"crowd", data_crowd},
    {"dex", data_dex},
    {"fortunes", data_fortunes},
    {"golden", data_golden},
    {"hobline", data_hobline},
    {"jun", data_jun},
    {"kettlecare", data_kettlecare},
    {"kofi", data_kofi},
    {"mara", data_mara},
    {"noor", data_noor},
    {"quiet", data_quiet},
    {"secondlife", data_secondlife},
    {"toby", data_toby},
    {"torque", data_torque},
};

/* A list of the neighbourhood's helpers. */
static int
add_list(struct world *world, struct err *err)
{
	static const char *const members[] = {"mendwithmara", "cellwisejun",
	    "linkloupe_ana", "secondlife_org"};
	struct json_doc doc = JSON_DOC_INIT;
	struct buf buf = BUF_INIT;
	struct json_writer w = {.buf = &buf};
	int rc = -1;

	json_write_begin(&w, NULL, '{');
	json_write_id(&w, "id", LIST_ID);
	json_write_string(&w, "name", "Menders");
	json_write_string(&w, "description", "People who show how to fix it");
	json_write_bool(&w, "private", false);
	json_write_id(&w, "owner_id",
	    world_user_by_name(world, "linkloupe_ana")->id);
	json_write_int(&w, "member_count", ARRAY_LEN(members));
	json_write_begin(&w, "member_ids", '[');
	for (size_t i = 0; i < ARRAY_LEN(members); i++)
		json_write_id(&w, NULL,
		    world_user_by_name(world, members[i])->id);
	json_write_end(&w, ']');
	json_write_end(&w, '}');
	if (json_parse(&doc, buf.data, buf.len, err) == 0 &&
	    world_add_list(world, doc.root, err) != NULL)
		rc = 0;
	json_release(&doc);
	buf_release(&buf);
	return rc;
}

int
world_make_demo(struct world *world, int64_t now_ms, struct err *err)
{
	struct stage stage = {now_ms - 42 * DAY_MS, now_ms};

	for (size_t i = 0; i < ARRAY_LEN(scripts); i++)
		if (script_cast(world, scripts[i].name, scripts[i].text, &stage,
			err) == -1)
			return -1;
	for (size_t i = 0; i < ARRAY_LEN(scripts); i++)
		if (script_play(world, scripts[i].name, scripts[i].text, &stage,
			err) == -1)
			return -1;
	return add_list(world, err);
}
