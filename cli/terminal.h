// SPDX-License-Identifier: Apache-2.0
//
// What the environment says of the terminal: whether it shows colour, links and drawings. Whether
// there is a terminal at all is for the console to find out.
//
// Colour goes by the variables that people have agreed upon, in this order: FORCE_COLOR, NO_COLOR,
// CLICOLOR_FORCE, CLICOLOR=0. NO_COLOR is about colour alone and leaves links as they are. Links go
// by FORCE_HYPERLINK, else only to terminals that are known to understand them: there is no way to
// ask, and one that does not may show the address as rubbish.
#ifndef QG_TERMINAL_H
#define QG_TERMINAL_H

#include <stdbool.h>

enum qg_terminal_word { QG_TERMINAL_SILENT, QG_TERMINAL_YES, QG_TERMINAL_NO };

struct qg_terminal {
    enum qg_terminal_word colour, links; // what is asked for, terminal or not
    bool dumb;                           // it cannot move its cursor: TERM=dumb
    bool knows_links;                    // it is known to understand them
    bool utf8;                           // the locale's characters, by its name
};

struct qg_terminal qg_terminal_named(void);

#endif
