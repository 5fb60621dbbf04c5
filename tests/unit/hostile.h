/*
 * Strings that strangers could send to break a terminal, a table, a
 * spreadsheet, a JSON reader or a web page.  Every sink must pass them all.
 * Include after "base/utf8.h"; what is unused in a test is static inline.
 */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include "base/utf8.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct hostile {
	const char *name, *text;
	size_t len; /* may hold NULs */
};

#define HOSTILE(name, text)                  \
	{                                    \
		name, text, sizeof(text) - 1 \
	}

static const struct hostile hostile[] = {
    HOSTILE("empty", ""),
    HOSTILE("plain", "plain words"),
    /* Terminals */
    HOSTILE("colour", "\033[31mred\033[0m"),
    HOSTILE("clear the screen", "\033[2J\033[H"),
    HOSTILE("title", "\033]0;owned\007"),
    HOSTILE("clipboard (OSC 52)", "\033]52;c;cm0gLXJm\007"),
    HOSTILE("link (OSC 8)",
	"\033]8;;https://evil.example\033\\good.example\033]8;;\033\\"),
    HOSTILE("device control", "\033P+q544e\033\\"),
    HOSTILE("answerback", "\005\033[c\033[6n"),
    HOSTILE("C1 as code points", "\xc2\x9b"
				 "31m\xc2\x9d"
				 "0;x\xc2\x9c"),
    HOSTILE("C1 as bytes", "\x9b"
			   "31m \x9d"
			   "0;x\x9c"),
    HOSTILE("backspaces", "good\b\b\b\bevil"),
    HOSTILE("carriage return", "good\revil"),
    HOSTILE("tabs and feeds", "a\tb\vc\fd"),
    HOSTILE("delete and bell", "a\x7f\a"),
    HOSTILE("shift out", "\016lqqk\017"),
    /* Direction */
    HOSTILE("override", "user\xe2\x80\xaetxt.exe"),
    HOSTILE("embedding", "\xe2\x80\xab"
			 "abc\xe2\x80\xaa"),
    HOSTILE("isolates", "\xe2\x81\xa7"
			"abc\xe2\x81\xa6"
			"def\xe2\x81\xa8"),
    HOSTILE("marks", "\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c"),
    HOSTILE("right to left", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 123 "
			     "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85"),
    /* What is not seen */
    HOSTILE("zero width", "a\xe2\x80\x8b"
			  "b\xe2\x81\xa0"
			  "c\xef\xbb\xbf"
			  "d"),
    HOSTILE("joiners", "a\xe2\x80\x8d"
		       "b\xe2\x80\x8c"
		       "c"),
    HOSTILE("language tag", "\xf3\xa0\x80\x81\xf3\xa0\x81\xa5"),
    HOSTILE("interlinear", "\xef\xbf\xb9"
			   "a\xef\xbf\xba"
			   "b\xef\xbf\xbb"),
    HOSTILE("separators", "a\xe2\x80\xa8"
			  "b\xe2\x80\xa9"
			  "c\xc2\x85"
			  "d"),
    HOSTILE("combining", "Z\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84"
			 "algo"),
    HOSTILE("combining first", "\xcc\x80\xcc\x81 a"),
    /* Wide and joined */
    HOSTILE("wide", "\xe5\xa4\xa9\xe6\xb0\x97\xe3\x81\xaf"),
    HOSTILE("emoji", "\xf0\x9f\x98\x80\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"),
    HOSTILE("family", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80"
		      "\x8d\xf0\x9f\x91\xa7"),
    HOSTILE("selector", "\xe2\x9d\xa4\xef\xb8\x8f \xe2\x98\x82\xef\xb8\x8e"),
    HOSTILE("flags", "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab"),
    HOSTILE("keycap", "1\xef\xb8\x8f\xe2\x83\xa3"),
    HOSTILE("subdivision flag", "\xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81"
				"\xa2\xf3\xa0\x81\xbf"),
    /* Broken UTF-8 */
    HOSTILE("invalid", "a\xff\xfe\xc0z"),
    HOSTILE("cut short", "a\xe2\x82"),
    HOSTILE("lone continuation", "\x80\xbf"),
    HOSTILE("overlong slash", "\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf"),
    HOSTILE("overlong escape", "\xc0\x9b[31m"),
    HOSTILE("surrogates (CESU-8)", "\xed\xa0\xbd\xed\xb8\x80"),
    HOSTILE("past the end", "\xf4\x90\x80\x80\xf8\x88\x80\x80\x80"),
    HOSTILE("noncharacters", "\xef\xbf\xbe\xef\xbf\xbf"),
    HOSTILE("replacement", "\xef\xbf\xbd"),
    HOSTILE("NUL", "a\0b"),
    /* Spreadsheets */
    HOSTILE("formula", "=HYPERLINK(\"https://evil.example\",\"x\")"),
    HOSTILE("formula, plus", "+1+cmd|' /C calc'!A0"),
    HOSTILE("formula, minus", "-2+3"),
    HOSTILE("formula, at", "@SUM(1)"),
    HOSTILE("formula, tab", "\t=1"),
    HOSTILE("formula, CR", "\r=1"),
    HOSTILE("formula, LF", "\n=1"),
    HOSTILE("formula, wide", "\xef\xbc\x9d"
			     "1"),
    HOSTILE("formula after a separator", "x;=1"),
    HOSTILE("comma and quotes", "a,\"b\",'c'"),
    HOSTILE("lone quote", "\""),
    HOSTILE("line feeds", "a\nb\r\nc"),
    /* JSON, HTML, the shell, formats */
    HOSTILE("JSON", "\",\"owned\":true,\"x\":\"\\"),
    HOSTILE("backslashes", "\\u0000\\ud800\\"),
    HOSTILE("script", "</script><script>alert(1)</script>"),
    HOSTILE("attribute", "\" onmouseover=\"alert(1)\" x='"),
    HOSTILE("entity", "&lt;script&gt; &amp;amp; &#x3c;"),
    HOSTILE("comment", "--><!-- ]]>"),
    HOSTILE("shell", "$(reboot) `reboot` ; reboot | sh"),
    HOSTILE("format", "%s%n%99999d"),
    HOSTILE("path", "../../etc/passwd"),
};

#define HOSTILE_COUNT (sizeof(hostile) / sizeof(hostile[0]))

/* True if bytes may go to a terminal: valid, and no control but \n. */
static inline bool
hostile_is_harmless(const char *s, size_t len)
{
	uint32_t c;

	for (size_t i = 0; i < len;) {
		size_t n = utf8_decode(s + i, len - i, &c);

		if ((c == 0xfffd && n == 1) ||
		    (c != '\n' && utf8_is_control(c)))
			return false;
		i += n;
	}
	return true;
}

#endif
