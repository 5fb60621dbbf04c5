#include "xsim/print.h"

#include "base/mem.h"
#include "model/class.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_POSTS 100

struct printing {
	struct world *world;
	FILE *file;
	bool flat, all;
	struct buf posts, users, things; /* of one page */
	struct map seen;
	size_t n;
};

static void
add_comma(struct buf *buf)
{
	if (buf->len > 0)
		buf_addc(buf, ',');
}

/* Put {"sim":...} into the object that ends buf. */
static void
add_sim(struct buf *buf, const char *members)
{
	if (*members == '\0')
		return;
	buf_truncate(buf, buf->len - 1);
	buf_addf(buf, ",\"sim\":{%s}}", members);
}

static void
add_user(const struct printing *p, struct buf *buf, const struct sim_user *user)
{
	record_add(buf, &user->record, KIND_USER, UINT64_MAX, false);
	if (p->all && user->suspended)
		add_sim(buf, "\"suspended\":true");
	else if (p->all && user->deactivated)
		add_sim(buf, "\"deactivated\":true");
}

static void
add_post(const struct printing *p, struct buf *buf, const struct sim_post *post)
{
	struct buf sim = BUF_INIT;

	record_add(buf, &post->record, KIND_POST, UINT64_MAX, false);
	if (p->all && post->act >= 0)
		buf_addf(&sim, "\"act\":\"%s\"", class_info[post->act].name);
	if (p->all && post->deleted) {
		add_comma(&sim);
		buf_adds(&sim, "\"deleted\":true");
	}
	add_sim(buf, sim.data);
	buf_release(&sim);
}

static void
print_flat(struct printing *p, const struct sim_post *post)
{
	struct buf line = BUF_INIT;

	add_post(p, &line, post);
	if (post->author != NULL) {
		buf_truncate(&line, line.len - 1);
		buf_adds(&line, ",\"author\":");
		add_user(p, &line, post->author);
		buf_addc(&line, '}');
	}
	fprintf(p->file, "%s\n", line.data);
	buf_release(&line);
}

static void
add_included_user(struct printing *p, struct sim_user *user)
{
	if (user == NULL || user->username == NULL ||
	    map_get(&p->seen, user->id) != NULL)
		return;
	map_set(&p->seen, user->id, user);
	add_comma(&p->users);
	add_user(p, &p->users, user);
}

static void
add_media(struct printing *p, const struct sim_post *post)
{
	for (size_t i = 0; i < post->n_media; i++) {
		const struct sim_thing *thing =
		    world_thing(p->world, KIND_MEDIA, post->media[i]);

		if (thing == NULL)
			continue;
		add_comma(&p->things);
		record_add(&p->things, &thing->record, KIND_MEDIA, UINT64_MAX,
		    false);
	}
}

static void
end_page(struct printing *p)
{
	if (p->posts.len == 0 && p->users.len == 0)
		return;
	fputc('{', p->file);
	if (p->posts.len > 0)
		fprintf(p->file, "\"data\":[%s],", p->posts.data);
	fprintf(p->file, "\"includes\":{\"users\":[%s]", p->users.data);
	if (p->things.len > 0)
		fprintf(p->file, ",\"media\":[%s]", p->things.data);
	fprintf(p->file, "},\"meta\":{\"result_count\":%zu}}\n", p->n);
	buf_clear(&p->posts);
	buf_clear(&p->users);
	buf_clear(&p->things);
	map_clear(&p->seen);
	p->n = 0;
}

static void
print_post(struct printing *p, const struct sim_post *post)
{
	if (p->flat) {
		print_flat(p, post);
		return;
	}
	add_comma(&p->posts);
	add_post(p, &p->posts, post);
	add_included_user(p, post->author);
	add_media(p, post);
	if (++p->n == PAGE_POSTS)
		end_page(p);
}

/* Accounts that no printed post brought along, on a page of their own. */
static void
print_other_users(struct printing *p)
{
	for (size_t i = 0; i < p->world->n_users; i++) {
		struct sim_user *user = p->world->users[i];

		if (p->all || user_visibility(user) == UNSEEN_PROTECTED)
			add_included_user(p, user);
	}
	end_page(p);
}

static void
print_lists(struct printing *p)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < p->world->n_lists; i++) {
		const struct sim_list *list = p->world->all_lists[i];

		buf_clear(&line);
		record_add(&line, &list->record, KIND_LIST, UINT64_MAX, false);
		buf_truncate(&line, line.len - 1);
		buf_adds(&line, ",\"member_ids\":[");
		for (size_t m = 0; m < list->n_members; m++)
			buf_addf(&line, "%s\"%" PRId64 "\"", m > 0 ? "," : "",
			    list->members[m]->id);
		fprintf(p->file, "{\"sim_list\":%s]}}\n", line.data);
	}
	buf_release(&line);
}

int
print_world(struct world *world, FILE *file, bool flat, bool all,
    struct err *err)
{
	struct printing p = {.world = world,
	    .file = file,
	    .flat = flat,
	    .all = all,
	    .posts = BUF_INIT,
	    .users = BUF_INIT,
	    .things = BUF_INIT};

	post_list_sort(&world->posts);
	for (size_t i = world->posts.n; i > 0; i--) {
		const struct sim_post *post = world->posts.items[i - 1];

		if (all || post_is_shown(world, post, INT64_MAX))
			print_post(&p, post);
	}
	end_page(&p);
	if (!flat)
		print_other_users(&p);
	if (all)
		print_lists(&p);
	buf_release(&p.posts);
	buf_release(&p.users);
	buf_release(&p.things);
	map_release(&p.seen);
	if (fflush(file) == EOF || ferror(file))
		return err_errno(err, ERR_IO, "writing the world");
	return 0;
}
