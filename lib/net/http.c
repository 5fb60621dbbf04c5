#include "net/http_private.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* No page of X comes near this; a compressed bomb does. */
#define MAX_BYTES  ((size_t)64 * 1024 * 1024)
#define USER_AGENT "givetake/" GIVETAKE_VERSION

void
transfer_free(struct transfer *t)
{
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->headers);
	buf_release(&t->answer.body);
	free(t->body);
	free(t);
}

static int
check_base_url(struct http *http, struct err *err)
{
	struct url url;
	bool secure, loopback;

	if (url_parse(http->base_url, &url) == -1)
		return err_set(err, ERR_CONFIG,
		    "api.base_url is no http or https URL: %s", http->base_url);
	secure = strcmp(url.scheme, "https") == 0;
	loopback = url_is_loopback(url.host);
	url_release(&url);
	http->is_plain = !secure;
	if (!secure && !loopback)
		return err_set(err, ERR_CONFIG,
		    "api.base_url %s would send the token in the clear; use "
		    "https (http is for this machine only)",
		    http->base_url);
	return 0;
}

static const char *
or_null(const char *s)
{
	return *s == '\0' ? NULL : s;
}

struct http *
http_new(const struct http_settings *settings, struct err *err)
{
	struct http *http = mem_alloc(1, sizeof(*http));

	http->base_url = mem_strdup(settings->base_url);
	http->token = mem_strdup(settings->token);
	http->ca_file = mem_strdup(settings->ca_file);
	http->proxy = mem_strdup(settings->proxy);
	http->timeout_ms = (long)settings->timeout_ms;
	http->max_in_flight =
	    settings->max_in_flight > 0 ? settings->max_in_flight : 1;
	if (check_base_url(http, err) == -1) {
		http_free(http);
		return NULL;
	}
	curl_global_init(CURL_GLOBAL_DEFAULT);
	http->multi = curl_multi_init();
	if (http->multi == NULL) {
		err_set(err, ERR_BUG, "libcurl cannot start");
		http_free(http);
		return NULL;
	}
	curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS,
	    (long)http->max_in_flight);
	return http;
}

void
http_free(struct http *http)
{
	if (http == NULL)
		return;
	http_stream_close(http);
	while (http->idle != NULL) {
		struct transfer *t = http->idle;

		http->idle = t->next;
		transfer_free(t);
	}
	curl_multi_cleanup(http->multi);
	free(http->base_url);
	free(http->token);
	free(http->ca_file);
	free(http->proxy);
	free(http);
}

struct http *
http_new_other(const struct http *http, const char *base_url,
    int64_t timeout_ms, struct err *err)
{
	struct http_settings settings = {
	    .base_url = base_url,
	    .token = "",
	    .ca_file = http->ca_file,
	    .proxy = http->proxy,
	    .timeout_ms = timeout_ms,
	    .max_in_flight = 1,
	};

	return http_new(&settings, err);
}

void
http_answer_release(struct http_answer *answer)
{
	buf_release(&answer->body);
}

static size_t
receive(char *bytes, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;

	if (t->answer.body.len + size * n > MAX_BYTES) {
		t->too_big = true;
		return 0;
	}
	buf_add(&t->answer.body, bytes, size * n);
	return size * n;
}

static void
set_security(struct http *http, CURL *easy)
{
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR,
	    http->is_plain ? "http" : "https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_CAINFO, or_null(http->ca_file));
	if (*http->ca_file == '\0') /* back to the built-in path */
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	if (*http->proxy != '\0')
		curl_easy_setopt(easy, CURLOPT_PROXY, http->proxy);
	if (http->is_plain) /* this machine is not behind a proxy */
		curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
	if (*http->token != '\0') {
		curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
		curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, http->token);
	}
}

static struct transfer *
take_transfer(struct http *http)
{
	struct transfer *t = http->idle;

	if (t != NULL) {
		http->idle = t->next;
		curl_easy_reset(t->easy);
	} else {
		t = mem_alloc(1, sizeof(*t));
		t->easy = curl_easy_init();
	}
	buf_release(&t->answer.body);
	t->answer = (struct http_answer){.body = BUF_INIT};
	t->too_big = false;
	t->next = NULL;
	return t;
}

static void
set_body(struct transfer *t, const char *type, const char *body)
{
	free(t->body);
	t->body = mem_strdup(body);
	curl_slist_free_all(t->headers);
	t->headers = NULL;
	if (body == NULL)
		return;
	t->headers = curl_slist_append(NULL, type);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, t->body);
}

struct transfer *
transfer_new(struct http *http, const char *path)
{
	struct transfer *t = take_transfer(http);
	struct buf url = BUF_INIT;

	buf_addf(&url, "%s%s", http->base_url, path);
	curl_easy_setopt(t->easy, CURLOPT_URL, url.data);
	buf_release(&url);
	curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
	curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, receive);
	curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, USER_AGENT);
	curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS,
	    http->timeout_ms < 10000 ? http->timeout_ms : 10000L);
	set_security(http, t->easy);
	return t;
}

int
transfer_start(struct http *http, struct transfer *t, struct err *err)
{
	if (curl_multi_add_handle(http->multi, t->easy) != CURLM_OK) {
		transfer_free(t);
		return err_set(err, ERR_BUG, "libcurl takes no request");
	}
	http->in_flight++;
	return 0;
}

static struct transfer *
new_request(struct http *http, const char *path, void *tag)
{
	struct transfer *t = transfer_new(http, path);

	t->answer.tag = tag;
	curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, http->timeout_ms);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, 20L);
	return t;
}

int
http_start(struct http *http, const char *path, const char *post_body,
    void *tag, struct err *err)
{
	struct transfer *t = new_request(http, path, tag);

	set_body(t, "Content-Type: application/json", post_body);
	return transfer_start(http, t, err);
}

int
http_put(struct http *http, const char *path, const char *body, void *tag,
    struct err *err)
{
	struct transfer *t = new_request(http, path, tag);

	set_body(t, "Content-Type: text/plain", body);
	curl_easy_setopt(t->easy, CURLOPT_CUSTOMREQUEST, "PUT");
	return transfer_start(http, t, err);
}

int
http_in_flight(const struct http *http)
{
	return http->in_flight;
}

static int64_t
header_number(CURL *easy, const char *name)
{
	struct curl_header *header;
	int64_t value;

	if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) !=
		CURLHE_OK ||
	    num_parse(header->value, 0, INT64_MAX, &value) == -1)
		return -1;
	return value;
}

static int64_t
header_date(CURL *easy)
{
	struct curl_header *header;

	if (curl_easy_header(easy, "date", 0, CURLH_HEADER, -1, &header) !=
	    CURLHE_OK)
		return -1;
	return (int64_t)curl_getdate(header->value, NULL);
}

static void
explain_failure(struct transfer *t, CURLcode code)
{
	struct http_answer *answer = &t->answer;

	answer->failure = HTTP_NETWORK;
	if (t->too_big)
		answer->failure = HTTP_TOO_BIG;
	else if (code == CURLE_PEER_FAILED_VERIFICATION ||
		 code == CURLE_SSL_CACERT_BADFILE ||
		 code == CURLE_SSL_CERTPROBLEM)
		answer->failure = HTTP_TLS;
	snprintf(answer->reason, sizeof(answer->reason), "%s",
	    t->too_big ? "the answer is too large" : curl_easy_strerror(code));
}

static void
fill_answer(struct transfer *t, CURLcode code)
{
	struct http_answer *answer = &t->answer;
	const char *type = NULL;
	curl_off_t sent_after = 0;
	long status = 0;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(t->easy, CURLINFO_CONTENT_TYPE, &type);
	curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &sent_after);
	answer->sent = sent_after > 0;
	answer->status = (int)status;
	answer->is_json = type == NULL || strstr(type, "json") != NULL;
	answer->rate_limit = header_number(t->easy, "x-rate-limit-limit");
	answer->rate_remaining =
	    header_number(t->easy, "x-rate-limit-remaining");
	answer->rate_reset = header_number(t->easy, "x-rate-limit-reset");
	answer->retry_after = header_number(t->easy, "retry-after");
	answer->date = header_date(t->easy);
	if (code != CURLE_OK)
		explain_failure(t, code);
}

bool
transfer_finished(struct http *http, struct http_answer *answer)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(http->multi, &left)) != NULL) {
		CURLcode code = message->data.result;
		struct transfer *t = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &t);
		fill_answer(t, code);
		curl_multi_remove_handle(http->multi, t->easy);
		http->in_flight--;
		*answer = t->answer;
		t->answer.body = (struct buf)BUF_INIT;
		t->next = http->idle;
		http->idle = t;
		return true;
	}
	return false;
}

int
http_wait(struct http *http, int64_t timeout_ms, struct http_answer *answer,
    struct err *err)
{
	int64_t end = clock_monotonic_ms() + timeout_ms;
	int running;

	for (;;) {
		int64_t left = end - clock_monotonic_ms();

		if (curl_multi_perform(http->multi, &running) != CURLM_OK)
			return err_set(err, ERR_BUG, "libcurl has failed");
		if (transfer_finished(http, answer))
			return 1;
		if (left <= 0 || http->in_flight == 0)
			return 0;
		if (curl_multi_poll(http->multi, NULL, 0, (int)left, NULL) !=
		    CURLM_OK)
			return err_set(err, ERR_BUG, "libcurl has failed");
	}
}

const char *
http_library(void)
{
	return "curl " LIBCURL_VERSION;
}
