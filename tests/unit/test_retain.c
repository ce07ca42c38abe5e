// SPDX-License-Identifier: Apache-2.0
//
// What is retained of a finding, a verdict and a heading outlives all that it was made of. Every
// text and list of the originals stands in memory that is scribbled over before the copy is read.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "retain.h"

// Everything that the originals point at.
struct made {
    char text[400];
    size_t len;
    struct qg_fact facts[2];
    struct qg_str missing[1];
    enum qg_gap gaps[1];
    struct qg_reading_outcome readings[1];
    int32_t grounds[2];
    struct qg_raised raised[2];
    struct qg_course courses[1];
    struct qg_moment moments[1];
};

static struct qg_str text(struct made *m, const char *z) {
    struct qg_str made = {m->text + m->len, strlen(z)};
    assert_true(m->len + made.len < sizeof m->text);
    memcpy(m->text + m->len, z, made.len);
    m->len += made.len;
    return made;
}

#define assert_text(str, expected)                                                                 \
    do {                                                                                           \
        struct qg_str text_ = (str);                                                               \
        assert_int_equal(text_.len, strlen(expected));                                             \
        assert_memory_equal(text_.at, (expected), text_.len);                                      \
    } while (0)

static struct qg_finding make_finding(struct made *m) {
    m->facts[0] = (struct qg_fact){text(m, "/a"), text(m, "1"), NULL, NULL};
    m->facts[1] = (struct qg_fact){text(m, "/b"), text(m, "\"two\""), NULL, NULL};
    m->missing[0] = text(m, "/missing");
    m->gaps[0] = QG_GAP_OPEN;
    m->readings[0] =
        (struct qg_reading_outcome){QG_STR("month_end"), QG_STR("roll"), QG_UNDETERMINED};
    return (struct qg_finding){
        .rule = 7,
        .outcome = QG_VIOLATED,
        .subject = {{.id = text(m, "D-1"), .index = -1}, {.id = text(m, "C-1")}},
        .subject_count = 2,
        .location = {QG_STR("in.ndjson"), 3, 4, text(m, "/certifications/0")},
        .message = {text(m, "message"), text(m, "слово"), text(m, "сөз")},
        .remark = {text(m, "remark")},
        .evidence = m->facts,
        .evidence_count = 2,
        .missing = m->missing,
        .gaps = m->gaps,
        .missing_count = 1,
        .readings = m->readings,
        .reading_count = 1,
        .silenced_by = QG_NONE,
    };
}

static void a_finding_is_kept_with_all_its_parts(void **state) {
    struct made m = {0};
    struct qg_arena arena;
    (void)state;
    qg_arena_init(&arena, "test");
    struct qg_finding made = make_finding(&m);
    const struct qg_finding *f = qg_retain_finding(&arena, &made);
    memset(&m, '#', sizeof m);
    assert_non_null(f);
    assert_int_equal(f->rule, 7);
    assert_int_equal(f->location.line, 3);
    assert_text(f->subject[0].id, "D-1");
    assert_text(f->subject[1].id, "C-1");
    assert_text(f->location.pointer, "/certifications/0");
    assert_text(f->message[0], "message");
    assert_text(f->message[1], "слово");
    assert_text(f->message[2], "сөз");
    assert_text(f->remark[0], "remark");
    assert_text(f->remark[1], "");
    assert_text(f->evidence[0].pointer, "/a");
    assert_text(f->evidence[1].value, "\"two\"");
    assert_text(f->missing[0], "/missing");
    assert_int_equal(f->gaps[0], QG_GAP_OPEN);
    assert_int_equal(f->readings[0].outcome, QG_UNDETERMINED);
    qg_arena_free(&arena);
}

static void a_verdict_is_kept_with_its_flags_and_remedies(void **state) {
    struct made m = {0};
    struct qg_arena arena;
    (void)state;
    qg_arena_init(&arena, "test");
    m.grounds[0] = 4;
    m.grounds[1] = 9;
    m.raised[0] = (struct qg_raised){.flag = 1, .remark = {text(&m, "flag")}};
    m.raised[1] = (struct qg_raised){.flag = 2, .due = 50, .remark = {text(&m, "remedy")}};
    struct qg_verdict made = {.record = text(&m, "D-1"),
                              .certification = {.id = text(&m, "C-1"), .index = 2},
                              .grounds = m.grounds,
                              .ground_count = 2,
                              .flags = m.raised,
                              .flag_count = 1,
                              .remedy_count = 1};
    const struct qg_verdict *v = qg_retain_verdict(&arena, &made);
    memset(&m, '#', sizeof m);
    assert_non_null(v);
    assert_text(v->record, "D-1");
    assert_text(v->certification.id, "C-1");
    assert_int_equal(v->certification.index, 2);
    assert_int_equal(v->grounds[1], 9);
    assert_text(v->flags[0].remark[0], "flag");
    assert_text(v->flags[1].remark[0], "remedy");
    assert_int_equal(v->flags[1].due, 50);
    qg_arena_free(&arena);
}

static void a_heading_is_kept_with_its_courses(void **state) {
    struct made m = {0};
    struct qg_arena arena;
    (void)state;
    qg_arena_init(&arena, "test");
    m.moments[0] = (struct qg_moment){.pointer = text(&m, "/date"), .from = 10, .to = 20};
    m.courses[0] =
        (struct qg_course){.of = {.id = text(&m, "C-1")}, .moments = m.moments, .count = 1};
    struct qg_heading made = {.record = {.id = text(&m, "D-1")},
                              .body = text(&m, "I-01"),
                              .body_name = text(&m, "Agency"),
                              .person = text(&m, "A. B."),
                              .courses = m.courses,
                              .course_count = 1};
    const struct qg_heading *h = qg_retain_heading(&arena, &made);
    memset(&m, '#', sizeof m);
    assert_non_null(h);
    assert_text(h->record.id, "D-1");
    assert_text(h->body, "I-01");
    assert_text(h->body_name, "Agency");
    assert_text(h->person, "A. B.");
    assert_text(h->courses[0].of.id, "C-1");
    assert_text(h->courses[0].moments[0].pointer, "/date");
    assert_int_equal(h->courses[0].moments[0].to, 20);
    qg_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_is_kept_with_all_its_parts),
        cmocka_unit_test(a_verdict_is_kept_with_its_flags_and_remedies),
        cmocka_unit_test(a_heading_is_kept_with_its_courses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
