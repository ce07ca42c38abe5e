// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "options.h"

#include <string.h>

enum { NAME, QUIET, DEPTH };

static const struct qg_option table[] = {
    [NAME] = {"name", 'n', "TEXT", "a name"},
    [QUIET] = {"quiet", 0, NULL, "say nothing"},
    [DEPTH] = {"depth", 'd', "[all]", "how deep"},
    {0},
};

// A command line and what was read of it last.
struct line {
    struct qg_options options;
    struct qg_text problem;
    int read;
};

static void read_next(struct line *line) {
    line->read = qg_options_next(&line->options, &line->problem);
}

static struct line line_of(char **argv) {
    struct line line = {.options = {.argv = argv, .table = table}};
    while (argv[line.options.argc] != NULL)
        line.options.argc++;
    return line;
}

#define LINE(...) line_of((char *[]){__VA_ARGS__, NULL})

static void assert_reads(struct line *line, int option, const char *value) {
    read_next(line);
    assert_int_equal(line->read, option);
    assert_string_equal(line->options.value, value);
}

static void assert_refuses(struct line *line, const char *problem) {
    read_next(line);
    assert_int_equal(line->read, QG_OPTION_WRONG);
    assert_string_equal(line->problem.at, problem);
    qg_text_free(&line->problem);
}

static void a_value_may_be_attached_or_follow(void **state) {
    (void)state;
    struct line line = LINE("--name=a=b", "--name", "c", "-n", "d", "-ne");
    assert_reads(&line, NAME, "a=b");
    assert_reads(&line, NAME, "c");
    assert_reads(&line, NAME, "d");
    assert_reads(&line, NAME, "e");
    read_next(&line);
    assert_int_equal(line.read, QG_OPTION_END);
}

static void a_value_in_brackets_may_be_left_out(void **state) {
    (void)state;
    struct line line = LINE("--depth=all", "-dall", "--depth", "-d", "all");
    assert_reads(&line, DEPTH, "all");
    assert_reads(&line, DEPTH, "all");
    read_next(&line);
    assert_int_equal(line.read, DEPTH);
    assert_null(line.options.value);
    read_next(&line);
    assert_int_equal(line.read, DEPTH);
    assert_null(line.options.value);
    assert_reads(&line, QG_OPTION_OPERAND, "all");
}

static void what_is_no_option_is_an_operand(void **state) {
    (void)state;
    struct line line = LINE("file", "-", "--quiet", "");
    assert_reads(&line, QG_OPTION_OPERAND, "file");
    assert_reads(&line, QG_OPTION_OPERAND, "-");
    read_next(&line);
    assert_int_equal(line.read, QUIET);
    assert_reads(&line, QG_OPTION_OPERAND, "");
}

static void two_dashes_end_the_options(void **state) {
    (void)state;
    struct line line = LINE("--", "--quiet", "--");
    assert_reads(&line, QG_OPTION_OPERAND, "--quiet");
    assert_reads(&line, QG_OPTION_OPERAND, "--");
}

static void a_misspelt_option_is_refused_with_the_nearest(void **state) {
    (void)state;
    struct line line = LINE("--quite");
    assert_refuses(&line, "unknown option `--quite`; did you mean `--quiet`?");
    struct line far = LINE("--frobnicate=1");
    assert_refuses(&far, "unknown option `--frobnicate=1`");
    struct line letter = LINE("-x");
    assert_refuses(&letter, "unknown option `-x`");
}

static void a_value_too_many_or_too_few_is_refused(void **state) {
    (void)state;
    struct line line = LINE("--quiet=yes");
    assert_refuses(&line, "option `--quiet` takes no value");
    struct line last = LINE("--name");
    assert_refuses(&last, "option `--name` needs a value");
}

static void a_choice_is_one_of_its_names(void **state) {
    (void)state;
    static const char *const names[] = {"violated", "undetermined", "never", NULL};
    struct qg_text problem = {0};
    assert_int_equal(qg_options_choice("--fail-on", "never", names, &problem), 2);
    assert_int_equal(qg_options_choice("--fail-on", "violate", names, &problem), -1);
    assert_string_equal(problem.at, "--fail-on cannot be `violate`; did you mean `violated`?");
    qg_text_clear(&problem);
    assert_int_equal(qg_options_choice("--fail-on", "x", names, &problem), -1);
    assert_string_equal(problem.at, "--fail-on cannot be `x` (it is one of violated, "
                                    "undetermined, never)");
    qg_text_free(&problem);
}

static void help_has_a_line_for_each_option(void **state) {
    (void)state;
    struct qg_text out = {0};
    qg_options_help(table, &out);
    assert_string_equal(out.at, "  -n, --name=TEXT             a name\n"
                                "      --quiet                 say nothing\n"
                                "  -d, --depth[=all]           how deep\n");
    qg_text_free(&out);
}

// ---- into a struct ----

struct args {
    struct qg_words files;
    const char *name;
    int loudness, colour;
    double share;
    uint64_t count;
    bool marks[2];
};

enum { A_NAME, A_QUIET, A_COLOUR, A_SHARE, A_COUNT, A_MARKS };

static const struct qg_option args_options[] = {
    [A_NAME] = {"name", 'n', "TEXT", "a name"},
    [A_QUIET] = {"quiet", 'q', NULL, "say nothing"},
    [A_COLOUR] = {"colour", 0, "[NAME]", "red or green"},
    [A_SHARE] = {"share", 0, "PERCENT", "of it"},
    [A_COUNT] = {"count", 0, "N", "how many"},
    [A_MARKS] = {"marks", 0, "LIST", "red, green"},
    {0},
};

static const char *const colours[] = {"red", "green", NULL};

static const struct qg_setter args_setters[] = {
    [A_NAME] = QG_TAKES(args, name),
    [A_QUIET] = QG_SETS(args, loudness, -1),
    [A_COLOUR] = QG_CHOOSES(args, colour, colours),
    [A_SHARE] = QG_MEASURES(args, share, 0, 100),
    [A_COUNT] = QG_COUNTS(args, count, 1, 1000000000),
    [A_MARKS] = QG_MARKS(args, marks, colours),
};

static const struct qg_command_line args_table = {args_options, args_setters, QG_ADDS(args, files),
                                                  sizeof(struct args), NULL};

static bool read_args(struct args *args, struct qg_text *problem, int argc, char **argv) {
    return qg_options_read(&args_table, args, argc, argv, problem);
}

static void each_option_sets_its_own_field(void **state) {
    (void)state;
    struct args args = {.colour = -2};
    struct qg_text problem = {0};
    char *words[] = {"one", "--name=n", "-q", "--colour=green", "one more", "--", "-q"};
    assert_true(read_args(&args, &problem, 7, words));
    assert_string_equal(args.name, "n");
    assert_int_equal(args.loudness, -1);
    assert_int_equal(args.colour, 1);
    assert_int_equal(args.files.len, 3);
    assert_string_equal(args.files.at[0], "one");
    assert_string_equal(args.files.at[1], "one more");
    assert_string_equal(args.files.at[2], "-q");
    qg_words_free(&args.files);
}

static void what_is_not_set_stays_as_it_was(void **state) {
    (void)state;
    struct args args = {.colour = -2};
    struct qg_text problem = {0};
    assert_true(read_args(&args, &problem, 0, NULL));
    assert_null(args.name);
    assert_int_equal(args.colour, -2);
}

static void a_wrong_choice_names_its_option(void **state) {
    (void)state;
    struct args args = {0};
    struct qg_text problem = {0};
    char *words[] = {"--colour=gren"};
    assert_false(read_args(&args, &problem, 1, words));
    assert_string_equal(problem.at, "--colour cannot be `gren`; did you mean `green`?");
    qg_text_free(&problem);
}

static void a_choice_that_is_left_out_is_the_first(void **state) {
    (void)state;
    struct args args = {.colour = -2};
    struct qg_text problem = {0};
    char *words[] = {"--colour"};
    assert_true(read_args(&args, &problem, 1, words));
    assert_int_equal(args.colour, 0);
}

static void a_number_lies_within_its_bounds(void **state) {
    (void)state;
    static char *const outside[] = {"101", "-1", "", "5x", "nan", "0x10", " 5", "inf"};
    struct args args = {0};
    struct qg_text problem = {0};
    char *words[] = {"--share=62.5"};
    assert_true(read_args(&args, &problem, 1, words));
    assert_true(args.share > 62.4 && args.share < 62.6);
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        char *wrong[] = {"--share", outside[i]};
        assert_false(read_args(&args, &problem, 2, wrong));
    }
    qg_text_clear(&problem);
    char *wrong[] = {"--share", "101"};
    assert_false(read_args(&args, &problem, 2, wrong));
    assert_string_equal(problem.at, "--share takes a number from 0 to 100, not `101`");
    qg_text_free(&problem);
}

static void a_count_is_a_whole_number_within_its_bounds(void **state) {
    (void)state;
    static char *const wrong_counts[] = {"1.5", "1e3", "0", "1000000001", "99999999999999999999",
                                         "-1",  "+1",  "",  " 1",         "0x1"};
    struct args args = {0};
    struct qg_text problem = {0};
    char *words[] = {"--count=1000000000"};
    assert_true(read_args(&args, &problem, 1, words));
    assert_int_equal(args.count, 1000000000);
    for (size_t i = 0; i < sizeof wrong_counts / sizeof wrong_counts[0]; i++) {
        char *wrong[] = {"--count", wrong_counts[i]};
        assert_false(read_args(&args, &problem, 2, wrong));
    }
    qg_text_clear(&problem);
    char *wrong[] = {"--count", "1.5"};
    assert_false(read_args(&args, &problem, 2, wrong));
    assert_string_equal(problem.at, "--count takes a whole number from 1 to 1000000000, not `1.5`");
    qg_text_free(&problem);
}

static void a_list_marks_each_of_its_words(void **state) {
    (void)state;
    struct args args = {0};
    struct qg_text problem = {0};
    char *one[] = {"--marks=green"}, *both[] = {"--marks", "green,red"}, *open[] = {"--marks=red,"};
    assert_true(read_args(&args, &problem, 1, one));
    assert_false(args.marks[0]);
    assert_true(args.marks[1]);
    assert_true(read_args(&args, &problem, 2, both));
    assert_true(args.marks[0]);
    assert_false(read_args(&args, &problem, 1, open));
    assert_string_equal(problem.at, "--marks cannot be `` (it is one of red, green)");
    qg_text_free(&problem);
}

static void a_struct_begins_as_its_table_says_and_is_given_back_with_its_words(void **state) {
    (void)state;
    char *argv[] = {"--quiet", "a.json", "b.json"};
    const struct args initial = {.share = 50};
    struct qg_command_line line = args_table;
    struct qg_text problem = {0};
    line.initial = &initial;
    struct args *args = qg_options_args(&line);
    assert_non_null(args);
    assert_true(qg_options_read(&line, args, 3, argv, &problem));
    assert_true(args->share == 50);
    assert_int_equal(args->loudness, -1);
    assert_int_equal(args->files.len, 2);
    qg_options_free(&line, args); // a sanitizer would see what stays behind
    qg_options_free(&line, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_may_be_attached_or_follow),
        cmocka_unit_test(a_value_in_brackets_may_be_left_out),
        cmocka_unit_test(what_is_no_option_is_an_operand),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(a_misspelt_option_is_refused_with_the_nearest),
        cmocka_unit_test(a_value_too_many_or_too_few_is_refused),
        cmocka_unit_test(a_choice_is_one_of_its_names),
        cmocka_unit_test(help_has_a_line_for_each_option),
        cmocka_unit_test(each_option_sets_its_own_field),
        cmocka_unit_test(what_is_not_set_stays_as_it_was),
        cmocka_unit_test(a_wrong_choice_names_its_option),
        cmocka_unit_test(a_choice_that_is_left_out_is_the_first),
        cmocka_unit_test(a_number_lies_within_its_bounds),
        cmocka_unit_test(a_count_is_a_whole_number_within_its_bounds),
        cmocka_unit_test(a_list_marks_each_of_its_words),
        cmocka_unit_test(a_struct_begins_as_its_table_says_and_is_given_back_with_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
