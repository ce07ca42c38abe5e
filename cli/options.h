// SPDX-License-Identifier: Apache-2.0
//
// The command line of one command, read option by option against its table. Long options take
// their value after `=` or as the next word, short ones likewise or attached (-pFILE); `--` ends
// the options; a lone `-` is an operand. An unknown option is refused, with the nearest known one.

#ifndef QG_OPTIONS_H
#define QG_OPTIONS_H

#include "text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// One option; a table ends with a NULL name. Its place in the table is its number.
struct qg_option {
    const char *name;  // without the dashes
    char letter;       // of the short form, or 0
    const char *value; // what the help calls the value; NULL for an option without one. One in
                       // square brackets may be left out, and then `value` comes as NULL; it has
                       // to be attached, for the next word is not asked
    const char *help;  // one line
};

enum {
    QG_OPTION_OPERAND = -1, // `value` is an operand
    QG_OPTION_END = -2,     // nothing more
    QG_OPTION_WRONG = -3    // the problem text says what is wrong
};

struct qg_options {
    int argc; // without the command's name
    char **argv;
    int at;
    const struct qg_option *table;
    bool operands_only; // `--` was met
    const char *value;  // of the option just read, NULL for none; or the operand
};

// The next option's number in the table, or one of the above. What is wrong goes to `problem`.
int qg_options_next(struct qg_options *options, struct qg_text *problem);

// The words given to one option, in their order. They stay those of argv.
struct qg_words {
    const char **at; // owned; [cap]
    uint32_t len, cap;
};

bool qg_words_add(struct qg_words *words, const char *word);
void qg_words_free(struct qg_words *words);

// What an option does to the struct of a command's arguments.
enum qg_effect {
    QG_SET_NUMBER,  // an int becomes `number`
    QG_SET_CHOICE,  // an int becomes the place of the value in `names`; `number` where left out
    QG_SET_REAL,    // a double becomes the value, from `least` to `most`
    QG_SET_COUNT,   // a uint64_t becomes the value, a whole number from `least` to `most`
    QG_SET_WORD,    // a const char * becomes the value
    QG_ADD_WORD,    // the value is added to a struct qg_words
    QG_SET_NOTHING, // it asks for help, which the command is not called for
    QG_MARK         // the value is a list: of a bool[], that of each word's place in `names` is set
};

// Who may set an option.
enum qg_from {
    QG_FROM_ANYWHERE, // a file of settings, a variable of the environment, the command line
    QG_FROM_VARIABLE, // not a file
    QG_FROM_FLAG      // the command line alone
};

struct qg_setter {
    enum qg_effect how;
    size_t at; // offset of the field
    int number;
    double least, most;
    const char *const *names;             // NULL at the end
    const char *const *(*names_of)(void); // where the list is somebody else's: what each word
                                          // begins with; or NULL
    enum qg_from from;
};

#define QG_SETS(args, field, value)                                                                \
    { .how = QG_SET_NUMBER, .at = offsetof(struct args, field), .number = (value) }
#define QG_CHOOSES(args, field, list)                                                              \
    { .how = QG_SET_CHOICE, .at = offsetof(struct args, field), .names = (list) }
#define QG_CHOOSES_FLAG(args, field, list)                                                         \
    {                                                                                              \
        .how = QG_SET_CHOICE, .at = offsetof(struct args, field), .names = (list),                 \
        .from = QG_FROM_FLAG                                                                       \
    }
#define QG_MEASURES(args, field, from, to)                                                         \
    { .how = QG_SET_REAL, .at = offsetof(struct args, field), .least = (from), .most = (to) }
#define QG_COUNTS(args, field, from, to)                                                           \
    { .how = QG_SET_COUNT, .at = offsetof(struct args, field), .least = (from), .most = (to) }
#define QG_MARKS(args, field, list)                                                                \
    { .how = QG_MARK, .at = offsetof(struct args, field), .names = (list) }
#define QG_TAKES(args, field)                                                                      \
    { .how = QG_SET_WORD, .at = offsetof(struct args, field) }
#define QG_ADDS(args, field)                                                                       \
    { .how = QG_ADD_WORD, .at = offsetof(struct args, field) }
#define QG_ADDS_OF(args, field, list)                                                              \
    { .how = QG_ADD_WORD, .at = offsetof(struct args, field), .names_of = (list) }
#define QG_TAKES_OF(args, field, list)                                                             \
    { .how = QG_SET_WORD, .at = offsetof(struct args, field), .names_of = (list) }
#define QG_TAKES_FLAG(args, field)                                                                 \
    { .how = QG_SET_WORD, .at = offsetof(struct args, field), .from = QG_FROM_FLAG }
#define QG_SETS_FLAG(args, field, value)                                                           \
    {                                                                                              \
        .how = QG_SET_NUMBER, .at = offsetof(struct args, field), .number = (value),               \
        .from = QG_FROM_FLAG                                                                       \
    }

// The row of --help, and its setter, whose place is that of no other.
#define QG_HELP_OPTION                                                                             \
    { "help", 'h', NULL, "print this" }
#define QG_HELPS                                                                                   \
    { .how = QG_SET_NOTHING, .at = SIZE_MAX, .from = QG_FROM_FLAG }

// A whole command line: its options, what each of them sets (in the same order), where the operands
// go, and the struct that all of it is set in.
struct qg_command_line {
    const struct qg_option *options;
    const struct qg_setter *setters;
    struct qg_setter operand;
    size_t size;         // of the struct
    const void *initial; // the struct where nothing is set; NULL: zeros
};

// A struct of arguments in which nothing is set; NULL if out of memory. To be freed.
void *qg_options_args(const struct qg_command_line *arguments);

// Gives back the struct (may be NULL), and the words of all options that collect some.
void qg_options_free(const struct qg_command_line *arguments, void *args);

// Reads every word into the struct `args`. False with the reason in `problem`.
bool qg_options_read(const struct qg_command_line *arguments, void *args, int argc, char **argv,
                     struct qg_text *problem);

// Sets one option, named in complaints as `what`: "--fail-on".
bool qg_options_set(const struct qg_setter *setter, void *args, const char *what, const char *value,
                    struct qg_text *problem);

// Appends a line for each option of the table, its help in a column.
void qg_options_help(const struct qg_option *table, struct qg_text *out);

// The place of `value` in `names` (NULL at the end), or -1 with the reason in `problem`, in which
// `what` names the option: "--fail-on".
int qg_options_choice(const char *what, const char *value, const char *const *names,
                      struct qg_text *problem);

#endif
