// SPDX-License-Identifier: Apache-2.0
//
// The two streams that a command talks to: results on the standard output, everything else on the
// standard error. Colour, links and progress are for terminals, as far as nobody wishes otherwise.

#ifndef QG_CONSOLE_H
#define QG_CONSOLE_H

#include "fault.h"
#include "outputs.h"
#include "terminal.h"
#include "text.h"

#include <stdbool.h>

// How a command ends.
enum { QG_EXIT_OK = 0, QG_EXIT_FINDINGS = 1, QG_EXIT_FAILED = 2 };

enum qg_colour_wish { QG_COLOUR_AUTO, QG_COLOUR_ALWAYS, QG_COLOUR_NEVER };

// "auto", "always", "never": what --color and --hyperlinks can be set to.
extern const char *const qg_wishes[];

// The rows about colour of a table of options whose places are called so, `help` telling what of it
// can be coloured, and those of its setters. --color by itself means always.
#define QG_COLOUR_OPTIONS(help)                                                                    \
    [COLOR] = {"color", 0, "[WHEN]", help}, [NO_COLOR] = {"no-color", 0, NULL, "no colour"}
#define QG_COLOUR_SETTERS(args)                                                                    \
    [COLOR] = {.how = QG_SET_CHOICE,                                                               \
               .at = offsetof(struct args, colour),                                                \
               .names = qg_wishes,                                                                 \
               .number = QG_COLOUR_ALWAYS},                                                        \
    [NO_COLOR] = QG_SETS(args, colour, QG_COLOUR_NEVER)

struct qg_console {
    struct qg_stream out;
    bool out_is_terminal, err_is_terminal;
    struct qg_terminal terminal; // what the environment says of it
    enum qg_colour_wish hyperlinks;
    bool plain; // nothing but text: no colour, links, progress or drawings
};

// Gives each standard descriptor that is closed a substitute that cannot be used either; else the
// first file opened would get its number, and the report would be written into that file. First.
bool qg_console_hold_descriptors(void);

void qg_console_init(struct qg_console *console);

// Whether to colour what goes to the standard output (or the standard error).
bool qg_console_colours(const struct qg_console *console, enum qg_colour_wish wish, bool error);

// Whether places on the standard output are links.
bool qg_console_links(const struct qg_console *console);

// Whether drawings may use more than ASCII: the locale's characters, by its name.
bool qg_console_draws(const struct qg_console *console);

// Whether something on the standard error may change while somebody looks at it.
bool qg_console_animates(const struct qg_console *console);

// Prints a whole result; the exit status, `status` if it could be written.
int qg_console_print(struct qg_console *console, struct qg_text *text, int status);

// The same into a file, which is written whole or not at all.
int qg_console_write(const char *path, const struct qg_text *text, int status);

// The one or, where there is no path, the other.
int qg_console_deliver(struct qg_console *console, struct qg_text *text, const char *path,
                       int status);

// Complains: "qagida: …" and a newline on the standard error. Gives QG_EXIT_FAILED.
int qg_console_complain(struct qg_str message);

// Complains of one file or text: "NAME: reason".
int qg_console_complain_of(struct qg_str name, struct qg_str reason);

// Complains with the words of `problem`; where it has none, about the fault behind it.
int qg_console_trouble(enum qg_fault fault, const struct qg_text *problem);

// Complains about a fault, and says where help is when it is a usage error.
int qg_console_fault(enum qg_fault fault);
int qg_console_usage(const char *command, struct qg_text *problem);

// The same of a program by its name: "see `./checker --help`".
int qg_console_usage_of(const char *program, struct qg_text *problem);

// Prints text on the standard error as it is.
void qg_console_show(const struct qg_text *text);

#endif
