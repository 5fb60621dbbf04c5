#include "export/graph.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {
    [EDGE_ANSWER] = "answer",
    [EDGE_REPOST] = "repost",
    [EDGE_QUOTE] = "quote",
    [EDGE_MENTION] = "mention",
};

struct node {
	int64_t id;
	const char *handle; /* in the arena; NULL: not known */
};

struct graph {
	struct edge *edges; /* own */
	size_t n_edges, edges_cap;
	struct hash_map edge_index;
	struct node *nodes; /* own */
	size_t n_nodes, nodes_cap;
	struct hash_map node_index;
	struct arena arena;
	int64_t unknown; /* mentions of accounts without a known id */
};

struct graph *
graph_new(void)
{
	return mem_alloc(1, sizeof(struct graph));
}

void
graph_free(struct graph *graph)
{
	if (graph == NULL)
		return;
	free(graph->edges);
	free(graph->nodes);
	hash_map_release(&graph->edge_index);
	hash_map_release(&graph->node_index);
	arena_release(&graph->arena);
	free(graph);
}

static struct node *
node_of(struct graph *graph, int64_t id)
{
	int i = hash_map_get(&graph->node_index, (uint64_t)id);

	if (i == -1) {
		i = (int)graph->n_nodes++;
		graph->nodes = mem_grow(graph->nodes, &graph->nodes_cap,
		    graph->n_nodes, sizeof(*graph->nodes));
		graph->nodes[i] = (struct node){.id = id};
		hash_map_set(&graph->node_index, (uint64_t)id, i);
	}
	return &graph->nodes[i];
}

void
graph_name(struct graph *graph, int64_t id, const char *handle)
{
	struct node *node = node_of(graph, id);

	if (node->handle == NULL && handle != NULL)
		node->handle = arena_strdup(&graph->arena, handle);
}

/* The edge of the three, or a new one.  Two that share a hash are told apart
 * by hashing again. */
static struct edge *
edge_of(struct graph *graph, int64_t source, int64_t target,
    enum edge_kind kind)
{
	uint64_t hash =
	    hash_mix(hash_mix(hash_mix(HASH_START, (uint64_t)source),
			 (uint64_t)target),
		kind);
	int i;

	while ((i = hash_map_get(&graph->edge_index, hash)) != -1) {
		struct edge *edge = &graph->edges[i];

		if (edge->source == source && edge->target == target &&
		    edge->kind == kind)
			return edge;
		hash = hash_mix(hash, 1);
	}
	hash_map_set(&graph->edge_index, hash, (int)graph->n_edges);
	graph->edges = mem_grow(graph->edges, &graph->edges_cap,
	    graph->n_edges + 1, sizeof(*graph->edges));
	graph->edges[graph->n_edges] =
	    (struct edge){.source = source, .target = target, .kind = kind};
	return &graph->edges[graph->n_edges++];
}

void
graph_add(struct graph *graph, int64_t source, int64_t target,
    enum edge_kind kind, int64_t at)
{
	struct edge *edge;

	if (source == 0 || target == 0 || source == target)
		return;
	node_of(graph, source);
	node_of(graph, target);
	edge = edge_of(graph, source, target, kind);
	if (edge->weight++ == 0 || at < edge->first_at)
		edge->first_at = at;
	if (at > edge->last_at)
		edge->last_at = at;
}

const struct edge *
graph_edges(const struct graph *graph, size_t *n)
{
	*n = graph->n_edges;
	return graph->edges;
}

static int
add_mentions(struct graph *graph, struct db *db, int64_t rid,
    const int64_t *post, struct err *err)
{
	const enum statement s = STMT_MENTIONS_OF_POST;
	int rc;

	if (db_bind(db, s, err, "i", rid) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t id = db_int(db, s, 1);

		if (id == 0) {
			graph->unknown++;
			continue;
		}
		if (id != post[0])
			graph_name(graph, id, db_text(db, s, 0));
		if (id != post[2] && id != post[3] && id != post[4])
			graph_add(graph, post[0], id, EDGE_MENTION, post[1]);
	}
	return rc;
}

int
graph_add_post(struct graph *graph, struct db *db, int64_t rid, struct err *err)
{
	const enum statement s = STMT_EXPORT_EDGES;
	int64_t post[5]; /* author, time, whom it answers, reposts, quotes */
	bool is_repost;
	int rc;

	if (db_bind(db, s, err, "i", rid) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0) /* no longer shown */
		return 0;
	for (int i = 0; i < 5; i++)
		post[i] = db_int(db, s, i);
	is_repost = db_int(db, s, 5) != 0;
	db_reset(db, s);
	for (int kind = EDGE_ANSWER; kind <= EDGE_QUOTE; kind++)
		graph_add(graph, post[0], post[2 + kind], (enum edge_kind)kind,
		    post[1]);
	/* What is in a repost was said by somebody else. */
	return is_repost ? 0 : add_mentions(graph, db, rid, post, err);
}

static int
compare_edges(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	if (x->target != y->target)
		return x->target < y->target ? -1 : 1;
	return (x->kind > y->kind) - (x->kind < y->kind);
}

static int
compare_nodes(const void *a, const void *b)
{
	const struct node *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Put everything into a fixed order and name the nodes. */
static int
finish(struct graph *graph, struct db *db, struct err *err)
{
	const enum statement s = STMT_USER_FIND;
	int rc;

	qsort(graph->edges, graph->n_edges, sizeof(*graph->edges),
	    compare_edges);
	qsort(graph->nodes, graph->n_nodes, sizeof(*graph->nodes),
	    compare_nodes);
	hash_map_release(&graph->node_index);
	for (size_t i = 0; i < graph->n_nodes; i++) {
		struct node *node = &graph->nodes[i];

		hash_map_set(&graph->node_index, (uint64_t)node->id, (int)i);
		if (db_bind(db, s, err, "i", node->id) == -1 ||
		    (rc = db_step(db, s, err)) == -1)
			return -1;
		if (rc == 1 && !db_is_null(db, s, 0))
			node->handle =
			    arena_strdup(&graph->arena, db_text(db, s, 0));
		db_reset(db, s);
	}
	return 0;
}

static void
write_rows(struct graph *graph, struct out *out)
{
	for (size_t i = 0; i < graph->n_edges; i++) {
		const struct edge *e = &graph->edges[i];

		out_id(out, e->source);
		out_text(out, node_of(graph, e->source)->handle);
		out_id(out, e->target);
		out_text(out, node_of(graph, e->target)->handle);
		out_text(out, kind_names[e->kind]);
		out_int(out, e->weight);
		out_time(out, e->first_at);
		out_time(out, e->last_at);
		out_row(out);
	}
}

static void
give(struct out *out, struct buf *line)
{
	out_raw(out, line->data, line->len);
	buf_clear(line);
}

void
graph_add_xml(struct buf *buf, const char *name)
{
	struct buf line = BUF_INIT;

	text_add_terminal(&line, name, strlen(name));
	text_add_html(buf, line.data, line.len);
	buf_release(&line);
}

void
graph_add_dot(struct buf *buf, const char *name)
{
	struct buf line = BUF_INIT;

	text_add_terminal(&line, name, strlen(name));
	buf_addc(buf, '"');
	for (const char *p = line.data; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			buf_addc(buf, '\\');
		buf_addc(buf, *p);
	}
	buf_addc(buf, '"');
	buf_release(&line);
}

/* The name of a node: its handle, else its id. */
static void
add_label(struct buf *label, const struct node *node)
{
	buf_clear(label);
	if (node->handle != NULL)
		buf_addf(label, "@%s", node->handle);
	else
		buf_addf(label, "%" PRId64, node->id);
}

static void
write_gexf(const struct graph *graph, struct out *out)
{
	struct buf line = BUF_INIT, label = BUF_INIT;

	buf_adds(&line,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
	    "<graph defaultedgetype=\"directed\">\n"
	    "<attributes class=\"edge\">\n"
	    "<attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n"
	    "</attributes>\n<nodes>\n");
	for (size_t i = 0; i < graph->n_nodes; i++) {
		add_label(&label, &graph->nodes[i]);
		buf_addf(&line, "<node id=\"%" PRId64 "\" label=\"",
		    graph->nodes[i].id);
		graph_add_xml(&line, label.data);
		buf_adds(&line, "\"/>\n");
		give(out, &line);
	}
	buf_adds(&line, "</nodes>\n<edges>\n");
	for (size_t i = 0; i < graph->n_edges; i++) {
		const struct edge *e = &graph->edges[i];

		buf_addf(&line,
		    "<edge id=\"%zu\" source=\"%" PRId64 "\" target=\"%" PRId64
		    "\" weight=\"%" PRId64 "\"><attvalues>"
		    "<attvalue for=\"kind\" value=\"%s\"/></attvalues>"
		    "</edge>\n",
		    i, e->source, e->target, e->weight, kind_names[e->kind]);
		give(out, &line);
	}
	buf_adds(&line, "</edges>\n</graph>\n</gexf>\n");
	give(out, &line);
	buf_release(&line);
	buf_release(&label);
}

static void
write_dot(const struct graph *graph, struct out *out)
{
	struct buf line = BUF_INIT, label = BUF_INIT;

	buf_adds(&line, "digraph givetake {\n");
	for (size_t i = 0; i < graph->n_nodes; i++) {
		add_label(&label, &graph->nodes[i]);
		buf_addf(&line,
		    "\t\"%" PRId64 "\" [label=", graph->nodes[i].id);
		graph_add_dot(&line, label.data);
		buf_adds(&line, "];\n");
		give(out, &line);
	}
	for (size_t i = 0; i < graph->n_edges; i++) {
		const struct edge *e = &graph->edges[i];

		buf_addf(&line,
		    "\t\"%" PRId64 "\" -> \"%" PRId64 "\" [label=%s, "
		    "weight=%" PRId64 "];\n",
		    e->source, e->target, kind_names[e->kind], e->weight);
		give(out, &line);
	}
	buf_adds(&line, "}\n");
	give(out, &line);
	buf_release(&line);
	buf_release(&label);
}

int
graph_write(struct graph *graph, struct store *store, enum out_format format,
    struct out *out, struct export_counts *counts, struct err *err)
{
	if (finish(graph, store_db(store), err) == -1)
		return -1;
	if (format == OUT_GEXF)
		write_gexf(graph, out);
	else if (format == OUT_DOT)
		write_dot(graph, out);
	else
		write_rows(graph, out);
	counts->written = (int64_t)graph->n_edges;
	counts->left_out = graph->unknown;
	return 0;
}
