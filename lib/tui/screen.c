#include "tui/screen.h"

#include "base/buf.h"
#include "base/mem.h"
#include "tui/glyph.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <ncurses.h>

static const int caught[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP,
    SIGCHLD, SIGABRT};

/* One terminal, one state; signal handlers need it. */
static struct {
	SCREEN *handle;
	struct sigaction before[ARRAY_LEN(caught)];
	int wake[2]; /* a byte for each signal */
	enum theme theme;
	bool has_colours;
	volatile sig_atomic_t is_open;
} screen;

static void
note(int number)
{
	unsigned char byte = (unsigned char)number;
	int saved = errno;

	/* A full pipe has something to wake us already. */
	if (write(screen.wake[1], &byte, 1) == -1)
		errno = saved;
	errno = saved;
}

static void
restore(void)
{
	if (!screen.is_open)
		return;
	screen.is_open = 0;
	endwin();
}

/* Not safe by the book, but better than a terminal that is lost. */
static void
restore_and_die(int number)
{
	restore();
	signal(number, SIG_DFL);
	raise(number);
}

static int
make_pipe(struct err *err)
{
	if (pipe(screen.wake) == -1)
		return err_errno(err, ERR_IO, "pipe");
	for (int i = 0; i < 2; i++) {
		fcntl(screen.wake[i], F_SETFD, FD_CLOEXEC);
		fcntl(screen.wake[i], F_SETFL, O_NONBLOCK);
	}
	return 0;
}

static void
catch_signals(void)
{
	struct sigaction action = {.sa_handler = note};

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(caught); i++) {
		action.sa_handler =
		    caught[i] == SIGABRT ? restore_and_die : note;
		sigaction(caught[i], &action, &screen.before[i]);
	}
}

static void
start_colours(void)
{
	const char *no_colour = getenv("NO_COLOR");

	screen.has_colours = no_colour == NULL || *no_colour == '\0';
	screen.has_colours = screen.has_colours && has_colors() &&
			     start_color() == OK && use_default_colors() == OK;
	if (screen.has_colours)
		for (short i = 1; i < 8; i++)
			init_pair(i, i, -1);
}

int
screen_open(bool mouse, struct err *err)
{
	const char *term = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE,
		    "tui needs a terminal; for a file or pipe there is: "
		    "givetake report accounts");
	if (make_pipe(err) == -1)
		return -1;
	screen.handle =
	    term == NULL || *term == '\0' ? NULL : newterm(NULL, stdout, stdin);
	if (screen.handle == NULL) {
		close(screen.wake[0]);
		close(screen.wake[1]);
		return err_set(err, ERR_USAGE,
		    "the terminal type \"%s\" (TERM) is not known here; try: "
		    "TERM=vt100 givetake tui",
		    term == NULL ? "" : term);
	}
	screen.is_open = 1;
	mem_on_exhausted(restore);
	start_colours();
	cbreak();
	noecho();
	nonl();
	set_escdelay(25);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	curs_set(0);
	if (mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED,
		    NULL);
		mouseinterval(0);
	}
	catch_signals();
	return 0;
}

void
screen_close(void)
{
	if (screen.handle == NULL)
		return;
	restore();
	mem_on_exhausted(NULL);
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		sigaction(caught[i], &screen.before[i], NULL);
	close(screen.wake[0]);
	close(screen.wake[1]);
	delscreen(screen.handle);
	screen.handle = NULL;
}

void
screen_set_theme(enum theme theme)
{
	screen.theme = theme;
	screen_forget();
}

int
screen_rows(void)
{
	return LINES;
}

int
screen_columns(void)
{
	return COLS;
}

static void
take_size(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	screen_forget();
}

/* The shell gets its terminal back until it lets us go on. */
static void
stop_here(void)
{
	struct sigaction ours;

	endwin();
	sigaction(SIGTSTP, NULL, &ours);
	signal(SIGTSTP, SIG_DFL);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	refresh();
	take_size();
}

static void
read_signals(struct screen_events *events)
{
	unsigned char byte;

	while (read(screen.wake[0], &byte, 1) == 1) {
		switch (byte) {
		case SIGWINCH:
			take_size();
			events->redraw = true;
			break;
		case SIGTSTP:
			stop_here();
			events->redraw = true;
			break;
		case SIGCHLD:
			events->child_ended = true;
			break;
		default:
			events->stop_signal = byte;
		}
	}
}

bool
screen_is_wanted(void)
{
	struct pollfd fds[] = {
	    {.fd = STDIN_FILENO, .events = POLLIN},
	    {.fd = screen.wake[0], .events = POLLIN},
	};

	return poll(fds, ARRAY_LEN(fds), 0) > 0;
}

void
screen_wait(const int *fds, size_t n, int timeout_ms,
    struct screen_events *events)
{
	struct pollfd polled[2 + SCREEN_FDS] = {
	    {.fd = STDIN_FILENO, .events = POLLIN},
	    {.fd = screen.wake[0], .events = POLLIN},
	};

	*events = (struct screen_events){.key = false};
	for (size_t i = 0; i < n && i < SCREEN_FDS; i++)
		polled[2 + i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
	if (poll(polled, (nfds_t)(2 + n), timeout_ms) <= 0)
		n = polled[0].revents = 0;
	read_signals(events);
	events->key = (polled[0].revents & POLLIN) != 0;
	for (size_t i = 0; i < n; i++)
		events->output |= polled[2 + i].revents != 0;
	/* The terminal was closed under us. */
	if ((polled[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 &&
	    events->stop_signal == 0)
		events->stop_signal = SIGHUP;
}

static void
set_role(enum role role, bool selected)
{
	struct look look = theme_look(screen.theme, role);
	attr_t attributes = A_NORMAL;

	if (look.bold)
		attributes |= A_BOLD;
	if (look.dim && !selected)
		attributes |= A_DIM;
	if (look.underline)
		attributes |= A_UNDERLINE;
	if (look.reverse != selected)
		attributes |= A_REVERSE;
	attr_set(attributes,
	    screen.has_colours && look.colour > 0 && !selected ? look.colour
							       : 0,
	    NULL);
}

void
screen_text(struct pen *pen, const char *s, size_t len)
{
	struct glyph glyph;

	set_role(pen->role, pen->selected);
	for (size_t i = 0; i < len;) {
		i += glyph_next(s + i, len - i, pen->ascii, &glyph);
		if (glyph.width == 0)
			continue;
		if (pen->column + glyph.width > pen->end)
			break;
		/* Placed by us, not by where the last one was thought to
		 * end. */
		mvaddnwstr(pen->row, pen->column, glyph.chars, -1);
		pen->column += glyph.width;
	}
}

void
screen_rest(struct pen *pen)
{
	set_role(pen->role, pen->selected);
	for (; pen->column < pen->end; pen->column++)
		mvaddch(pen->row, pen->column, ' ');
}

void
screen_cursor(int row, int column)
{
	curs_set(row >= 0 ? 1 : 0);
	if (row >= 0)
		move(row, column);
	else
		move(LINES - 1, COLS - 1);
}

void
screen_flush(void)
{
	refresh();
}

void
screen_forget(void)
{
	clearok(stdscr, TRUE);
}

void
screen_copy(const char *s, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	struct buf out = BUF_INIT;

	buf_adds(&out, "\033]52;c;");
	for (size_t i = 0; i < len; i += 3) {
		uint32_t bits = (uint32_t)(unsigned char)s[i] << 16;

		if (i + 1 < len)
			bits |= (uint32_t)(unsigned char)s[i + 1] << 8;
		if (i + 2 < len)
			bits |= (unsigned char)s[i + 2];
		buf_addc(&out, digits[bits >> 18]);
		buf_addc(&out, digits[bits >> 12 & 63]);
		buf_addc(&out, i + 1 < len ? digits[bits >> 6 & 63] : '=');
		buf_addc(&out, i + 2 < len ? digits[bits & 63] : '=');
	}
	buf_addc(&out, '\a');
	fwrite(out.data, 1, out.len, stdout);
	fflush(stdout);
	buf_release(&out);
}
