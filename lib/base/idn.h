/*
 * Host names in other scripts, as the network writes them.
 */
#ifndef BASE_IDN_H
#define BASE_IDN_H

#include <stddef.h>

/* Write the host name of len bytes (UTF-8) in lower case to out (size bytes,
 * NUL included), with each label that is not ASCII as punycode ("xn--...",
 * RFC 3492) and the other full stops of RFC 3490 as ".".  The length, or 0
 * when it is not a host name or does not fit.  Letters are mapped by Unicode
 * simple case folding only, not by all of UTS 46. */
size_t idn_to_ascii(const char *host, size_t len, char *out, size_t size);

#endif
