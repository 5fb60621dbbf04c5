#include "xsim/mangle.h"

#include <stdint.h>
#include <string.h>

static void
insert(struct buf *body, size_t at, const char *bytes, size_t len)
{
	buf_reserve(body, len);
	memmove(body->data + at + len, body->data + at, body->len - at + 1);
	memcpy(body->data + at, bytes, len);
	body->len += len;
}

/* Put bytes into a string of the first object: a member nobody asked for, or
 * the beginning of the text. */
static void
spoil_string(struct call *call, const struct fault *fault, const char *bytes)
{
	struct buf *body = &call->answer->body;
	const char *place = strstr(body->data, "\"text\":\"");
	struct buf member = BUF_INIT;

	if (fault->in_text && place != NULL) {
		insert(body, (size_t)(place - body->data) + 8, bytes,
		    strlen(bytes));
		return;
	}
	place = strstr(body->data, "\"id\":");
	if (place == NULL)
		place = strchr(body->data, '"');
	if (place == NULL)
		return;
	buf_addf(&member, "\"card_name\":\"odd %s\",", bytes);
	insert(body, (size_t)(place - body->data), member.data, member.len);
	buf_release(&member);
}

struct rewrite {
	struct buf *buf;
	bool strings; /* numbers as strings */
	bool unknown; /* more members in every object */
};

static void rewrite_value(const struct rewrite *rewrite,
    const struct json *node);

static void
rewrite_children(const struct rewrite *rewrite, const struct json *node)
{
	bool object = json_is_object(node);
	const char *separator = "";

	buf_addc(rewrite->buf, object ? '{' : '[');
	if (object && rewrite->unknown) {
		buf_adds(rewrite->buf,
		    "\"grok_rating\":{\"score\":0.25,\"tags\":[null,true]}");
		separator = ",";
	}
	for (node = json_first(node); node != NULL; node = json_next(node)) {
		buf_adds(rewrite->buf, separator);
		if (object)
			buf_addf(rewrite->buf, "\"%s\":", json_name(node));
		rewrite_value(rewrite, node);
		separator = ",";
	}
	buf_addc(rewrite->buf, object ? '}' : ']');
}

static void
rewrite_value(const struct rewrite *rewrite, const struct json *node)
{
	if (json_is_object(node) || json_is_array(node)) {
		rewrite_children(rewrite, node);
	} else if (json_is_number(node) && rewrite->strings) {
		buf_addc(rewrite->buf, '"');
		json_add(rewrite->buf, node);
		buf_addc(rewrite->buf, '"');
	} else {
		json_add(rewrite->buf, node);
	}
}

static void
rewrite_body(struct call *call, bool strings, bool unknown)
{
	struct buf *body = &call->answer->body, result = BUF_INIT;
	struct rewrite rewrite = {&result, strings, unknown};
	struct json_doc doc = JSON_DOC_INIT;

	if (json_parse(&doc, body->data, body->len, NULL) == 0) {
		rewrite_value(&rewrite, doc.root);
		buf_clear(body);
		buf_add(body, result.data, result.len);
	}
	json_release(&doc);
	buf_release(&result);
}

static uint32_t
crc32_of(const char *s, size_t len)
{
	uint32_t crc = UINT32_MAX;

	while (len-- > 0) {
		crc ^= (unsigned char)*s++;
		for (int i = 0; i < 8; i++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

static void
add_little(struct buf *buf, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++) {
		unsigned char byte = value >> 8 * i & 0xff;

		buf_add(buf, &byte, 1);
	}
}

void
mangle_gzip(struct buf *body)
{
	static const char head[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03";
	struct buf frame = BUF_INIT;
	size_t at = 0;

	buf_add(&frame, head, sizeof(head) - 1);
	do {
		size_t len = body->len - at < 65535 ? body->len - at : 65535;

		buf_add(&frame, at + len == body->len ? "\1" : "\0", 1);
		add_little(&frame, (uint32_t)len, 2);
		add_little(&frame, ~(uint32_t)len, 2);
		buf_add(&frame, body->data + at, len);
		at += len;
	} while (at < body->len);
	add_little(&frame, crc32_of(body->data, body->len), 4);
	add_little(&frame, (uint32_t)body->len, 4);
	buf_clear(body);
	buf_add(body, frame.data, frame.len);
	buf_release(&frame);
}

static void
mangle_text(struct call *call)
{
	const struct fault *fault;
	bool strings = call_fault(call, FAULT_NUMBER_STRINGS) != NULL;
	bool unknown = call_fault(call, FAULT_UNKNOWN_FIELDS) != NULL;

	if (strings || unknown)
		rewrite_body(call, strings, unknown);
	fault = call_fault(call, FAULT_SURROGATE);
	if (fault != NULL)
		spoil_string(call, fault, "\\ud83d");
	fault = call_fault(call, FAULT_INVALID_UTF8);
	if (fault != NULL)
		spoil_string(call, fault, "\xff");
}

static void
mangle_encoding(struct call *call)
{
	struct answer *answer = call->answer;

	if (call_fault(call, FAULT_GZIP) != NULL) {
		mangle_gzip(&answer->body);
		answer->encoding = ENCODING_GZIP;
	} else if (call_fault(call, FAULT_GZIP_CUT) != NULL) {
		mangle_gzip(&answer->body);
		buf_truncate(&answer->body, answer->body.len / 2);
		answer->encoding = ENCODING_GZIP_CUT;
	}
}

static void
mangle_travel(struct call *call)
{
	struct answer *answer = call->answer;
	const struct fault *fault = call_fault(call, FAULT_CUT);

	if (fault != NULL) {
		answer->travel = TRAVEL_CUT;
		answer->cut_at = answer->body.len / 2;
		if (fault->bytes >= 0 &&
		    (size_t)fault->bytes < answer->body.len)
			answer->cut_at = (size_t)fault->bytes;
	} else if ((fault = call_fault(call, FAULT_DRIP)) != NULL) {
		answer->travel = TRAVEL_DRIP;
		answer->travel_ms =
		    (fault->seconds >= 0 ? fault->seconds : 5) * 1000;
	} else if ((fault = call_fault(call, FAULT_STALL)) != NULL) {
		answer->travel = TRAVEL_STALL;
		answer->travel_ms =
		    (fault->seconds >= 0 ? fault->seconds : 3600) * 1000;
	} else if (call_fault(call, FAULT_RESET_AFTER) != NULL) {
		answer->travel = TRAVEL_RESET;
	}
}

void
mangle_answer(struct call *call)
{
	if (call_fault(call, FAULT_NO_RATE_HEADERS) != NULL)
		call->answer->has_rate = false;
	if (call->answer->status != 200)
		return;
	mangle_text(call);
	mangle_encoding(call);
	mangle_travel(call);
}
