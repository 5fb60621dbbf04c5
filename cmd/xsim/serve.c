#include "xsim/serve.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "xsim/stream.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define MAX_BODY ((size_t)64 << 20)

struct server {
	struct sim *sim;
	pthread_mutex_t lock; /* of stopping */
	pthread_cond_t stop;
	bool stopping;
};

/* A request on its way in. */
struct incoming {
	struct request request;
	bool too_big;
};

/* An answer on its way out. */
struct outgoing {
	struct server *server;
	struct buf body;       /* own */
	struct stream *stream; /* own; NULL if none */
	size_t sent, stop_at;  /* end of what is sent */
	size_t piece;          /* at most so much at once */
	int64_t pause_ms;      /* before each piece, or at stop_at */
	bool breaks;           /* the connection ends at stop_at */
};

/* Wait in real time; false if the server stops. */
static bool
server_wait(struct server *server, int64_t ms)
{
	int64_t end = clock_monotonic_ms() + ms;
	struct timespec until = {(time_t)(end / 1000), end % 1000 * 1000000};
	bool go_on;

	if (ms <= 0)
		return true;
	pthread_mutex_lock(&server->lock);
	while (!server->stopping && pthread_cond_timedwait(&server->stop,
					&server->lock, &until) == 0)
		continue;
	go_on = !server->stopping;
	pthread_mutex_unlock(&server->lock);
	return go_on;
}

static enum MHD_Result
keep_param(void *arg, enum MHD_ValueKind kind, const char *key,
    const char *value)
{
	struct incoming *incoming = arg;

	(void)kind;
	request_add_param(&incoming->request, key, value);
	return MHD_YES;
}

static ssize_t
send_piece(void *arg, uint64_t at, char *to, size_t max)
{
	struct outgoing *out = arg;
	size_t len = out->stop_at - (size_t)at;

	if (len == 0 || (out->piece > 0 && out->pause_ms > 0)) {
		if (!server_wait(out->server, out->pause_ms))
			return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	if (len == 0)
		return out->breaks ? MHD_CONTENT_READER_END_WITH_ERROR
				   : MHD_CONTENT_READER_END_OF_STREAM;
	if (out->piece > 0 && len > out->piece)
		len = out->piece;
	if (len > max)
		len = max;
	memcpy(to, out->body.data + at, len);
	return (ssize_t)len;
}

static ssize_t
send_stream(void *arg, uint64_t at, char *to, size_t max)
{
	struct outgoing *out = arg;

	if ((size_t)at >= out->body.len + out->sent) {
		out->sent = (size_t)at;
		buf_clear(&out->body);
	}
	while (out->body.len == 0) {
		if (!stream_next(out->stream, &out->body) ||
		    (out->body.len == 0 && !server_wait(out->server, 20)))
			return MHD_CONTENT_READER_END_OF_STREAM;
	}
	at -= out->sent;
	if (max > out->body.len - at)
		max = out->body.len - (size_t)at;
	memcpy(to, out->body.data + at, max);
	return (ssize_t)max;
}

static void
outgoing_free(void *arg)
{
	struct outgoing *out = arg;

	if (out->stream != NULL)
		stream_close(out->stream);
	buf_release(&out->body);
	free(out);
}

static struct outgoing *
outgoing_new(struct server *server, struct answer *answer)
{
	struct outgoing *out = mem_alloc(1, sizeof(*out));

	out->server = server;
	out->body = answer->body;
	out->stop_at = out->body.len;
	out->stream = answer->stream;
	answer->body = (struct buf)BUF_INIT;
	answer->stream = NULL;
	return out;
}

/* A response whose body comes by a callback, in the way of the answer. */
static struct MHD_Response *
make_slow(struct server *server, struct answer *answer)
{
	struct outgoing *out = outgoing_new(server, answer);
	uint64_t size = out->body.len;

	switch (answer->travel) {
	case TRAVEL_CUT:
		out->stop_at = answer->cut_at;
		out->breaks = true;
		break;
	case TRAVEL_STALL:
		out->stop_at = out->body.len / 2;
		out->pause_ms = answer->travel_ms;
		out->breaks = true;
		break;
	case TRAVEL_DRIP:
		out->piece = out->body.len / 20 + 1;
		out->pause_ms = answer->travel_ms / 20;
		break;
	case TRAVEL_STREAM:
	case TRAVEL_WHOLE:
	case TRAVEL_RESET:
	case TRAVEL_HANG:
		return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096,
		    send_stream, out, outgoing_free);
	}
	return MHD_create_response_from_callback(size, 16384, send_piece, out,
	    outgoing_free);
}

static void
add_number(struct MHD_Response *response, const char *name, int64_t n)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, n);
	MHD_add_response_header(response, name, text);
}

/* The date is that of the shared clock. */
static void
add_date(struct MHD_Response *response)
{
	time_t now = (time_t)clock_now();
	struct tm tm;
	char text[40];

	gmtime_r(&now, &tm);
	strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	MHD_add_response_header(response, "date", text);
}

static void
add_headers(struct MHD_Response *response, const struct answer *answer)
{
	add_date(response);
	MHD_add_response_header(response, "content-type", answer->content_type);
	MHD_add_response_header(response, "x-response-time", "12");
	MHD_add_response_header(response, "x-transaction-id", "5f00c0ffee");
	if (answer->encoding != ENCODING_NONE)
		MHD_add_response_header(response, "content-encoding", "gzip");
	if (answer->location.len > 0)
		MHD_add_response_header(response, "location",
		    answer->location.data);
	if (answer->retry_after > 0)
		add_number(response, "retry-after", answer->retry_after);
	if (!answer->has_rate)
		return;
	MHD_add_response_header(response, "x-access-level", "read");
	add_number(response, "x-rate-limit-limit", answer->rate_limit);
	add_number(response, "x-rate-limit-remaining", answer->rate_remaining);
	add_number(response, "x-rate-limit-reset", answer->rate_reset);
}

/* Closing now sends a reset instead of a good-bye. */
static void
set_reset(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(connection,
		MHD_CONNECTION_INFO_CONNECTION_FD);
	struct linger linger = {.l_onoff = 1, .l_linger = 0};

	setsockopt(info->connect_fd, SOL_SOCKET, SO_LINGER, &linger,
	    sizeof(linger));
}

static enum MHD_Result
send_answer(struct server *server, struct MHD_Connection *connection,
    struct answer *answer)
{
	struct MHD_Response *response;
	enum MHD_Result result;

	if (answer->travel == TRAVEL_RESET) {
		set_reset(connection);
		return MHD_NO;
	}
	if (answer->travel == TRAVEL_HANG) {
		server_wait(server, answer->travel_ms);
		return MHD_NO;
	}
	if (answer->travel == TRAVEL_WHOLE)
		response = MHD_create_response_from_buffer(answer->body.len,
		    answer->body.data, MHD_RESPMEM_MUST_COPY);
	else
		response = make_slow(server, answer);
	if (response == NULL)
		return MHD_NO;
	add_headers(response, answer);
	result =
	    MHD_queue_response(connection, (unsigned)answer->status, response);
	MHD_destroy_response(response);
	return result;
}

static void
read_token(struct request *request, struct MHD_Connection *connection)
{
	const char *header = MHD_lookup_connection_value(connection,
	    MHD_HEADER_KIND, "authorization");

	if (header != NULL && strncasecmp(header, "Bearer ", 7) == 0)
		request->token = mem_strdup(header + 7);
}

static enum MHD_Result
answer_request(struct server *server, struct incoming *incoming,
    struct MHD_Connection *connection)
{
	struct answer answer;
	enum MHD_Result result;

	MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, keep_param,
	    incoming);
	read_token(&incoming->request, connection);
	answer_init(&answer);
	if (incoming->too_big)
		answer_problem(&answer, 413, "Payload Too Large",
		    "The body is too large.");
	else
		sim_answer(server->sim, &incoming->request, &answer);
	if (strncmp(incoming->request.path, "/sim/", 5) != 0)
		server_wait(server, server->sim->latency_ms);
	result = send_answer(server, connection, &answer);
	answer_release(&answer);
	return result;
}

/* Its parameters are the HTTP library's. */
static enum MHD_Result /* NOLINTNEXTLINE(readability-function-size) */
on_request(void *arg, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *data, size_t *len,
    void **state)
{
	struct incoming *incoming = *state;

	(void)version;
	if (incoming == NULL) {
		incoming = mem_alloc(1, sizeof(*incoming));
		incoming->request.body = (struct buf)BUF_INIT;
		incoming->request.method = mem_strdup(method);
		incoming->request.path = mem_strdup(url);
		*state = incoming;
		return MHD_YES;
	}
	if (*len > 0) {
		if (incoming->request.body.len + *len > MAX_BODY)
			incoming->too_big = true;
		else
			buf_add(&incoming->request.body, data, *len);
		*len = 0;
		return MHD_YES;
	}
	return answer_request(arg, incoming, connection);
}

static void
on_completed(void *arg, struct MHD_Connection *connection, void **state,
    enum MHD_RequestTerminationCode why)
{
	struct incoming *incoming = *state;

	(void)arg;
	(void)connection;
	(void)why;
	if (incoming != NULL) {
		request_release(&incoming->request);
		free(incoming);
	}
	*state = NULL;
}

static struct MHD_Daemon *
start(struct server *server, int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr = {htonl(INADDR_LOOPBACK)}};

	return MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION |
				    MHD_USE_INTERNAL_POLLING_THREAD |
				    MHD_USE_POLL,
	    (uint16_t)port, NULL, NULL, on_request, server,
	    MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
	    MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL,
	    MHD_OPTION_CONNECTION_LIMIT, 2000u, MHD_OPTION_END);
}

static int
write_port(const struct sim *sim, const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc;

	buf_addf(&text, "%d\n", sim->port);
	rc = fs_replace(path, text.data, text.len, 0644, err);
	buf_release(&text);
	return rc;
}

static void
server_stop(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	server->stopping = true;
	pthread_cond_broadcast(&server->stop);
	pthread_mutex_unlock(&server->lock);
}

int
serve(struct sim *sim, int port, const char *port_file, struct err *err)
{
	struct server server = {.sim = sim};
	pthread_condattr_t monotonic;
	struct MHD_Daemon *daemon;
	sigset_t signals;
	int signal, rc = 0;

	pthread_mutex_init(&server.lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&server.stop, &monotonic);
	/* Blocked before the threads begin, so that only sigwait sees them. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	daemon = start(&server, port);
	if (daemon == NULL)
		return err_errno(err, ERR_SERVICE, "listening on 127.0.0.1:%d",
		    port);
	sim->port =
	    MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
	if (port_file != NULL)
		rc = write_port(sim, port_file, err);
	printf("xsim listens on http://127.0.0.1:%d\n", sim->port);
	fflush(stdout);
	if (rc == 0)
		sigwait(&signals, &signal);
	server_stop(&server);
	MHD_stop_daemon(daemon);
	pthread_condattr_destroy(&monotonic);
	return rc;
}
