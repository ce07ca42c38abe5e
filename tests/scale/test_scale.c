// SPDX-License-Identifier: Apache-2.0
//
// What compiling costs as a policy grows: seconds for a hundred thousand rules, and time and
// memory in proportion to their number. Each policy is compiled in a process of its own, so that
// the peak of its memory is that process's.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "qagida/qagida.h"

#include "text.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// Sanitizers slow everything down and keep what was freed; there, a tenth has to do.
#ifdef __SANITIZE_ADDRESS__
#define RULES 10000
#else
#define RULES 100000
#endif

// Ten times the rules may take ten times the time and memory, and twice that for tables that grow
// by doubling and for a machine that is busy with other things. A square would be a hundred times.
#define TENFOLD 20

// On a slow machine; here it takes two.
#define SECONDS_LIMIT 60

static const char head[] =
    "severity RC1 warrants en \"serious\" ru \"серьёзно\" kk \"ауыр\"\n"
    "type hearing { id: id  held_on: date  votes: count }\n"
    "record dossier { id: id  born: date  hearings: list of hearing }\n"
    "template limited(limit: count) {\n"
    "  rule *-t severity RC1 require votes <= limit duty en \"T\" ru \"T\" kk \"T\"\n"
    "}\n"
    "act big {\n"
    "  title en \"B\" ru \"B\" kk \"B\" number \"1\" adopted 2019-01-01 in force from 2019-01-02\n"
    "  audits dossier verdict for each hearing dated hearing by held_on\n"
    "}\n"
    "chapter 1 of big {\n";

// One paragraph: a rule with a definition and messages with holes, one that silences it, and one
// that comes from a template.
static void add_paragraph(struct qg_text *text, int number) {
    qg_text_printf(text,
                   "paragraph %d for each hearing {\n"
                   "  define fits%d of hearing = votes <= %d\n"
                   "  rule P%d-a severity RC1 when votes is recorded\n"
                   "    require fits%d and held_on at least 1 month after born\n"
                   "    duty en \"At most %d.\" ru \"Не более %d.\" kk \"%d-ден аспайды.\"\n"
                   "    breach en \"{votes} are too many.\" ru \"{votes} слишком много.\"\n"
                   "      kk \"{votes} тым көп.\"\n"
                   "  rule P%d-b severity RC1 silences P%d-a forbid votes = %d\n"
                   "    duty en \"Not %d.\" ru \"Не %d.\" kk \"%d емес.\"\n"
                   "  apply limited(limit: %d) as P%d\n"
                   "}\n",
                   number, number, number, number, number, number, number, number, number, number,
                   number, number, number, number, number, number);
}

// Compiles a policy of `rules` rules; true if it compiles.
static bool compile(int rules) {
    struct qg_text text = {0};
    qagida_policy *policy = qagida_policy_new();
    qg_text_addz(&text, head);
    for (int number = 1; number <= (rules + 2) / 3; number++)
        add_paragraph(&text, number);
    qg_text_addz(&text, "}\n");
    bool ok = policy != NULL && !text.failed &&
              qagida_policy_add_text(policy, "big.qagida", text.at, text.len) == QAGIDA_OK &&
              qagida_policy_compile(policy) == QAGIDA_OK;
    qagida_policy_free(policy);
    qg_text_free(&text);
    return ok;
}

struct cost {
    double seconds; // of the processor's time
    long kilobytes; // at the peak
};

static struct cost cost_of(int rules) {
    struct rusage usage;
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(compile(rules) ? 0 : 1);
    assert_true(child > 0);
    assert_int_equal(wait4(child, &status, 0, &usage), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    struct cost cost = {
        .seconds = (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6,
        .kilobytes = usage.ru_maxrss,
    };
    print_message("%d rules: %.2f s, %ld KB\n", rules, cost.seconds, cost.kilobytes);
    return cost;
}

static void ten_times_the_rules_cost_ten_times_as_much(void **state) {
    (void)state;
    struct cost few = cost_of(RULES / 10), many = cost_of(RULES);
    assert_true(many.seconds < SECONDS_LIMIT);
    assert_true(many.seconds < TENFOLD * few.seconds);
    assert_true(many.kilobytes < TENFOLD * few.kilobytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_times_the_rules_cost_ten_times_as_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
