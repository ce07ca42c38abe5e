// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "command.h"
#include "common_args.h"
#include "option_kind.h"
#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- the tables ----

static void assert_kinds(const char *command, const struct qg_command_line *line) {
    enum qg_option_kind kind;
    for (int i = 0; line->options[i].name != NULL; i++) {
        if (qg_option_kind(&line->options[i], &kind))
            continue;
        fail_msg("%s --%s: nobody knows what %s is", command, line->options[i].name,
                 line->options[i].value);
    }
}

static void every_value_of_every_option_is_of_a_known_kind(void **state) {
    const struct qg_command *const *commands = qg_commands();
    (void)state;
    for (size_t i = 0; commands[i] != NULL; i++)
        assert_kinds(commands[i]->name, commands[i]->line);
    assert_kinds("every command", &qg_common_line);
}

// Else a setting of one would be that of the other.
static void no_option_of_every_command_is_also_one_of_its_own(void **state) {
    const struct qg_command *const *commands = qg_commands();
    (void)state;
    for (size_t i = 0; commands[i] != NULL; i++)
        for (int o = 0; commands[i]->line->options[o].name != NULL; o++)
            for (int c = 0; qg_common_line.options[c].name != NULL; c++)
                assert_string_not_equal(commands[i]->line->options[o].name,
                                        qg_common_line.options[c].name);
}

// ---- a table of our own ----

enum { WORD, WORDS, PAIR, SWITCH, ALWAYS, NEVER, DAY, ONCE };

struct args {
    const char *word, *day, *once;
    struct qg_words words, pairs;
    int on, colour;
};

static const struct qg_option options[] = {
    [WORD] = {"word", 0, "TEXT", ""},
    [WORDS] = {"some-words", 0, "TEXT", ""},
    [PAIR] = {"pair", 0, "NAME=VALUE", ""},
    [SWITCH] = {"on", 0, NULL, ""},
    [ALWAYS] = {"always", 0, NULL, ""},
    [NEVER] = {"never", 0, NULL, ""},
    [DAY] = {"day", 0, "DATE", ""},
    [ONCE] = {"once", 0, "TEXT", ""},
    {0},
};

static const struct qg_setter setters[] = {
    [WORD] = QG_TAKES(args, word),       [WORDS] = QG_ADDS(args, words),
    [PAIR] = QG_ADDS(args, pairs),       [SWITCH] = QG_SETS(args, on, true),
    [ALWAYS] = QG_SETS(args, colour, 1), [NEVER] = QG_SETS(args, colour, 2),
    [DAY] = QG_TAKES(args, day),         [ONCE] = QG_TAKES_FLAG(args, once),
};

static const struct qg_command_line line = {options, setters, {0}, sizeof(struct args), NULL};

struct fixture {
    struct qg_arena arena;
    struct qg_option_settings settings;
    struct qg_text problem;
};

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL)
        return -1;
    qg_arena_init(&f->arena, "test");
    f->settings = (struct qg_option_settings){.line = &line, .arena = &f->arena};
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    static const char *const variables[] = {"QAGIDA_WORD", "QAGIDA_SOME_WORDS", "QAGIDA_PAIR",
                                            "QAGIDA_ON",   "QAGIDA_DAY",        "QAGIDA_ONCE"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        unsetenv(variables[i]);
    qg_settings_free(&f->settings);
    qg_arena_free(&f->arena);
    qg_text_free(&f->problem);
    free(f);
    return 0;
}

static void add(struct fixture *f, int option, enum qg_origin origin, const char *value) {
    assert_true(qg_settings_add(
        &f->settings, &(struct qg_option_setting){
                          .option = option, .origin = origin, .value = value, .where = "here"}));
}

// The settings in force as "word=a some-words=b", in the order in which they were added.
static void assert_holds(struct fixture *f, const char *expected) {
    struct qg_text out = {0};
    for (uint32_t i = 0; i < f->settings.all.len; i++) {
        const struct qg_option_setting *s = &f->settings.all.at[i];
        if (qg_settings_hold(&f->settings, s))
            qg_text_printf(&out, "%s%s=%s", out.len > 0 ? " " : "", options[s->option].name,
                           s->value != NULL ? s->value
                           : s->off         ? "off"
                                            : "on");
    }
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    qg_text_free(&out);
}

static void the_command_line_goes_before_the_environment_and_that_before_the_file(void **state) {
    struct fixture *f = *state;
    add(f, WORD, QG_ORIGIN_FLAG, "flag");
    add(f, WORD, QG_ORIGIN_FILE, "file");
    add(f, DAY, QG_ORIGIN_FILE, "2024-01-01");
    add(f, DAY, QG_ORIGIN_VARIABLE, "2024-01-02");
    assert_holds(f, "word=flag day=2024-01-02");
}

static void a_list_is_set_whole_and_pairs_one_by_one(void **state) {
    struct fixture *f = *state;
    add(f, WORDS, QG_ORIGIN_FILE, "a");
    add(f, WORDS, QG_ORIGIN_FLAG, "b");
    add(f, WORDS, QG_ORIGIN_FLAG, "c");
    add(f, PAIR, QG_ORIGIN_FILE, "x=1");
    add(f, PAIR, QG_ORIGIN_FILE, "y=1");
    add(f, PAIR, QG_ORIGIN_FLAG, "x=2");
    assert_holds(f, "some-words=b some-words=c pair=y=1 pair=x=2");
}

static void two_options_for_one_thing_are_one(void **state) {
    struct fixture *f = *state;
    add(f, ALWAYS, QG_ORIGIN_FILE, NULL);
    add(f, NEVER, QG_ORIGIN_FLAG, NULL);
    assert_holds(f, "never=on");
}

static void of_two_equals_the_later_counts(void **state) {
    struct fixture *f = *state;
    add(f, WORD, QG_ORIGIN_FLAG, "a");
    add(f, WORD, QG_ORIGIN_FLAG, "b");
    assert_holds(f, "word=b");
}

static void the_environment_speaks_of_options_by_their_names(void **state) {
    struct fixture *f = *state;
    setenv("QAGIDA_WORD", "w", 1);
    setenv("QAGIDA_SOME_WORDS", "a\nb\n\nc", 1);
    setenv("QAGIDA_PAIR", "x=1\ny=2", 1);
    setenv("QAGIDA_ON", "1", 1);
    setenv("QAGIDA_DAY", "", 1);
    setenv("QAGIDA_ONCE", "not from here", 1);
    assert_true(qg_settings_environment(&f->settings, &f->problem));
    assert_holds(f, "word=w some-words=a some-words=b some-words=c pair=x=1 pair=y=2 on=on");
}

static void assert_refused(struct fixture *f, const char *name, const char *value,
                           const char *problem) {
    setenv(name, value, 1);
    assert_false(qg_settings_environment(&f->settings, &f->problem));
    assert_string_equal(f->problem.at, problem);
    unsetenv(name);
    qg_text_clear(&f->problem);
}

static void a_value_that_cannot_be_is_refused_by_the_name_of_its_variable(void **state) {
    struct fixture *f = *state;
    assert_refused(f, "QAGIDA_DAY", "2024-13-01",
                   "QAGIDA_DAY takes a date like 2024-01-31, not `2024-13-01`");
    assert_refused(f, "QAGIDA_PAIR", "x", "QAGIDA_PAIR takes NAME=VALUE, not `x`");
    assert_refused(f, "QAGIDA_ON", "yes", "QAGIDA_ON is 1 or 0, not `yes`");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_of_every_option_is_of_a_known_kind),
        cmocka_unit_test(no_option_of_every_command_is_also_one_of_its_own),
        cmocka_unit_test_setup_teardown(
            the_command_line_goes_before_the_environment_and_that_before_the_file, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(a_list_is_set_whole_and_pairs_one_by_one, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(two_options_for_one_thing_are_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_two_equals_the_later_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_environment_speaks_of_options_by_their_names, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            a_value_that_cannot_be_is_refused_by_the_name_of_its_variable, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
