// SPDX-License-Identifier: Apache-2.0
//
// A club's statute, drafts of its amendment, and the sittings of one year. What each draft changes
// is small enough to be told by hand; the derivation stands beside each case.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "impact.h"

#include <stdlib.h>
#include <string.h>

static const char statute[] =
    "severity grave warrants en \"grave\"\n"
    "severity slight en \"slight\"\n"
    "enum kind { formal, informal }\n"
    "type sitting { id: id date: date called: date kind: kind present: count votes: count }\n"
    "record club { id: id region: id sittings: list of sitting }\n"
    "act statute { title en \"Statute\" number \"7\" adopted 2019-05-01 in force from 2019-06-01\n"
    "  audits club verdict for each sitting dated sitting by sitting.date }\n"
    "chapter 1 of statute for each sitting {\n"
    "  paragraph 1 { rule P1-a severity grave require sitting.kind = formal governs paragraph 2\n"
    "    duty en \"Formal.\" }\n"
    "  paragraph 2 { rule P2-a severity grave require sitting.present >= 3 silences P2-b\n"
    "      duty en \"Three come.\"\n"
    "    rule P2-b severity slight require sitting.votes >= 3 duty en \"Three vote.\" }\n"
    "}\n";

// Five sittings: s1 has two present and votes, s2 four and four, s3 four present, two votes, s4 is
// informal, s5 has no date.
static const char year[] =
    "{\"record\":\"club\",\"id\":\"k\",\"region\":\"north\",\"sittings\":["
    "{\"id\":\"s1\",\"date\":\"2020-01-10\",\"called\":\"2019-12-01\",\"kind\":\"formal\","
    "\"present\":2,\"votes\":2},"
    "{\"id\":\"s2\",\"date\":\"2020-02-10\",\"called\":\"2020-02-01\",\"kind\":\"formal\","
    "\"present\":4,\"votes\":4},"
    "{\"id\":\"s3\",\"date\":\"2020-03-10\",\"called\":\"2020-02-20\",\"kind\":\"formal\","
    "\"present\":4,\"votes\":2},"
    "{\"id\":\"s4\",\"date\":\"2020-04-10\",\"called\":\"2020-04-01\",\"kind\":\"informal\","
    "\"present\":1,\"votes\":1},"
    "{\"id\":\"s5\",\"called\":\"2020-04-01\",\"kind\":\"formal\",\"present\":4,\"votes\":4}]}\n";

#define DRAFT(name, from, changes)                                                                 \
    "amendment " name " to statute { title en \"x\" number \"1\" adopted 2020-01-01\n"             \
    "  in force from " from "\n" changes "}\n"

enum { DRAFTS = 2, CHUNK_BYTES = 2000 }; // a chunk: three records

struct world {
    uint32_t jobs; // that judge
    struct qg_policy policy;
    struct qg_session session;
    struct qg_run_facts run;
    struct qg_impact_facts facts;
    struct qg_impact impact;
    struct qg_audit audit;
    struct qg_impact_writer writer;
    struct qg_text out, problem;
};

static enum qg_fault keep(void *user, const char *at, size_t len) {
    qg_text_add(user, (struct qg_str){at, len});
    return QG_OK;
}

static void ignore(void *user, struct qg_str line) {
    (void)user;
    (void)line;
}

static void compile(struct world *w, const char *const *drafts, uint32_t count, bool backdate) {
    qg_policy_init(&w->policy);
    w->policy.backdate = backdate;
    assert_int_equal(qg_policy_add_text(&w->policy, QG_STR("statute.qagida"), qg_str_of(statute)),
                     QG_OK);
    for (uint32_t i = 0; i < count; i++) {
        qg_policy_begin_draft(&w->policy);
        assert_int_equal(
            qg_policy_add_text(&w->policy, QG_STR("draft.qagida"), qg_str_of(drafts[i])), QG_OK);
    }
    assert_int_equal(qg_policy_compile(&w->policy), QG_OK);
    if (w->policy.program == NULL) {
        struct qg_text said = {0};
        qg_policy_render(&w->policy, &said, false);
        fail_msg("%s", said.at);
    }
}

static void judge(struct world *w, uint32_t drafts, const char *records) {
    static const struct qg_str names[DRAFTS] = {QG_STR_INIT("d1"), QG_STR_INIT("d2")};
    static const struct qg_str groups[] = {QG_STR_INIT("region")};
    struct qg_audit_options options = {
        .run = {.worlds = drafts + 1},
        .listener = qg_impact_listener(&w->impact),
        .jobs = w->jobs,
        .chunk_bytes = CHUNK_BYTES,
    };
    options.run.languages[QG_LANG_EN] = true;
    assert_int_equal(qg_session_init(&w->session, w->policy.program, NULL), QG_OK);
    w->session.worlds = UINT32_MAX;
    assert_true(qg_session_settle(&w->session, &w->problem));
    w->run = (struct qg_run_facts){.program = w->policy.program, .as_of = QG_NONE};
    w->facts = (struct qg_impact_facts){
        .run = &w->run, .drafts = names, .draft_count = drafts, .groups = groups, .group_count = 1};
    assert_true(
        qg_impact_writer_open(&w->writer, "text", &w->facts, (struct qg_output){&w->out, keep}));
    assert_int_equal(qg_impact_init(&w->impact, w->policy.program, &w->facts), QG_OK);
    qg_impact_write(&w->impact, &w->writer, 1);
    struct qg_audit_notes notes = {NULL, ignore};
    assert_int_equal(qg_audit_init(&w->audit, &w->session, NULL, &options, notes), QG_OK);
    assert_int_equal(qg_audit_memory(&w->audit, qg_str_of(records), "r"), QG_OK);
    assert_int_equal(qg_audit_end(&w->audit), QG_OK);
    assert_int_equal(qg_impact_end(&w->impact, &w->audit.run.tally), QG_OK);
}

static void begin(struct world *w, const char *const *drafts, uint32_t count, bool backdate) {
    memset(w, 0, sizeof *w);
    compile(w, drafts, count, backdate);
    judge(w, count, year);
}

static void end(struct world *w) {
    qg_audit_free(&w->audit);
    qg_impact_free(&w->impact);
    qg_impact_writer_close(&w->writer);
    qg_session_free(&w->session);
    qg_policy_free(&w->policy);
    qg_text_free(&w->out);
    qg_text_free(&w->problem);
}

// Whether the report begins with these lines, leaving out facts and totals.
static void assert_changes(const struct world *w, const char *expected) {
    struct qg_text lines = {0};
    assert_true(qg_text_reserve(&lines, w->out.len));
    assert_non_null(w->out.at);
    const char *end = strchr(w->out.at, '\n');
    for (const char *at = w->out.at; end != NULL && end != at; end = strchr(at, '\n')) {
        if (strncmp(at, "        ", 8) != 0)
            qg_text_add(&lines, (struct qg_str){at, (size_t)(end + 1 - at)});
        at = end + 1;
    }
    qg_text_addz(&lines, "");
    assert_string_equal(lines.at, expected);
    qg_text_free(&lines);
}

// ---- cases ----

// A quorum of five instead of three, from 1 March on: only s3 lies behind that day. It had four
// present, so P2-a breaks, which silences P2-b, broken before (slight: no verdict).
// s5 has no date: four were enough before, whatever the day; now it hangs on the day.
static void an_amendment_governs_from_its_day_on(void **state) {
    (void)state;
    const char *draft = DRAFT("d1", "2020-03-01", "in rule P2-a replace 3 with 5");
    struct world w;
    begin(&w, &draft, 1, false);
    assert_changes(&w, "r:1: draft d1: k, sitting s3: clean -> re-certification warranted\n"
                       "    satisfied -> violated: Three come. [statute 2 P2-a, as amended by d1]\n"
                       "    violated -> silenced: Three vote. [statute 2 P2-b]\n"
                       "r:1: draft d1: k, sitting s5: clean -> undetermined\n"
                       "    satisfied -> undetermined: Three come. [statute 2 P2-a, as amended by "
                       "d1]\n");
    const struct qg_impact_totals *totals = &w.impact.totals;
    assert_int_equal(totals->worlds[1].turns[QG_IMPACT_UNLAWFUL], 1);
    assert_int_equal(totals->worlds[1].turns[QG_IMPACT_OPEN], 1);
    assert_int_equal(totals->worlds[0].findings[QG_VIOLATED], 2); // P2-a of s1, P2-b of s3
    assert_int_equal(totals->worlds[1].findings[QG_VIOLATED], 2); // P2-a of s1 and s3
    assert_int_equal(totals->group_count, 1);
    assert_int_equal(totals->groups[0].turns[1][QG_IMPACT_UNLAWFUL], 1);
    end(&w);
}

// The same, always the law: s2 breaks as well, s1 as before; s5 may lie before the act's own force.
static void a_backdated_one_governs_all(void **state) {
    (void)state;
    const char *draft = DRAFT("d1", "2020-03-01", "in rule P2-a replace 3 with 5");
    struct world w;
    begin(&w, &draft, 1, true);
    assert_int_equal(w.impact.totals.worlds[1].turns[QG_IMPACT_UNLAWFUL], 2);
    assert_int_equal(w.impact.totals.worlds[1].turns[QG_IMPACT_OPEN], 1);
    assert_int_equal(w.impact.totals.worlds[1].moved[QG_VERDICT_CLEAN][QG_VERDICT_WARRANTED], 2);
    assert_int_equal(w.impact.totals.worlds[1].moved[QG_VERDICT_WARRANTED][QG_VERDICT_WARRANTED],
                     1);
    end(&w);
}

// Sittings called before the amendment finish under the old text: s3 was called in February. s5 was
// called in April, so five are asked for, if the act was in force on its day at all.
static void an_amendment_may_say_which_day_decides(void **state) {
    (void)state;
    const char *draft =
        DRAFT("d1", "2020-03-01", "dated sitting by sitting.called in rule P2-a replace 3 with 5");
    struct world w;
    begin(&w, &draft, 1, false);
    assert_changes(&w, "r:1: draft d1: k, sitting s5: clean -> undetermined\n"
                       "    satisfied -> undetermined: Three come. [statute 2 P2-a, as amended by "
                       "d1]\n");
    end(&w);
}

// Without P2-a, P2-b of s1 is silenced no more; it is slight, so s1 becomes clean.
static void what_a_repealed_rule_silenced_comes_to_light(void **state) {
    (void)state;
    const char *draft = DRAFT("d1", "2020-01-01", "repeal rule P2-a");
    struct world w;
    begin(&w, &draft, 1, false);
    assert_changes(&w, "r:1: draft d1: k, sitting s1: re-certification warranted -> clean\n"
                       "    violated -> not in force: Three come. [statute 2 P2-a]\n"
                       "    silenced -> violated: Three vote. [statute 2 P2-b]\n");
    end(&w);
}

// Only informal sittings are governed: s4 had one present. Whether s5 is governed hangs on whether
// the act was in force on its day.
static void a_scope_rule_governs_in_its_own_world(void **state) {
    (void)state;
    const char *draft = DRAFT("d1", "2020-01-01", "in rule P1-a replace formal with informal");
    struct world w;
    begin(&w, &draft, 1, true);
    assert_changes(&w,
                   "r:1: draft d1: k, sitting s1: re-certification warranted -> no verdict\n"
                   "    violated -> not applicable: Three come. [statute 2 P2-a]\n"
                   "    silenced -> not applicable: Three vote. [statute 2 P2-b]\n"
                   "r:1: draft d1: k, sitting s2: clean -> no verdict\n"
                   "r:1: draft d1: k, sitting s3: clean -> no verdict\n"
                   "    violated -> not applicable: Three vote. [statute 2 P2-b]\n"
                   "r:1: draft d1: k, sitting s4: no verdict -> re-certification warranted\n"
                   "    not applicable -> violated: Three come. [statute 2 P2-a]\n"
                   "    not applicable -> silenced: Three vote. [statute 2 P2-b]\n"
                   "r:1: draft d1: k, sitting s5: clean -> undetermined\n"
                   "    satisfied -> undetermined: Formal. [statute 1 P1-a, as amended by d1]\n");
    end(&w);
}

// One draft asks for two, the other for five: s1 becomes lawful by the first, s2 and s3 unlawful by
// the second.
static void drafts_are_compared_each_by_itself(void **state) {
    (void)state;
    const char *const drafts[] = {DRAFT("d1", "2020-01-01", "in rule P2-a replace 3 with 2"),
                                  DRAFT("d2", "2020-01-01", "in rule P2-a replace 3 with 5")};
    struct world w;
    begin(&w, drafts, 2, true);
    assert_int_equal(w.impact.totals.worlds[1].turns[QG_IMPACT_LAWFUL], 1);
    assert_int_equal(w.impact.totals.worlds[1].turns[QG_IMPACT_UNLAWFUL], 0);
    assert_int_equal(w.impact.totals.worlds[2].turns[QG_IMPACT_LAWFUL], 0);
    assert_int_equal(w.impact.totals.worlds[2].turns[QG_IMPACT_UNLAWFUL], 2);
    end(&w);
}

// Other words, the same demand.
static void words_alone_change_nothing(void **state) {
    (void)state;
    const char *draft =
        DRAFT("d1", "2020-01-01", "in rule P2-a replace \"Three come.\" with \"Three attend.\"");
    struct world w;
    begin(&w, &draft, 1, true);
    assert_changes(&w, "");
    end(&w);
}

// Of a club: a day that is none, and a key that stands twice. Of what is no club: that it is none.
// The lines before it and behind it are judged.
static void what_is_wrong_with_the_data_is_counted(void **state) {
    (void)state;
    static const char records[] =
        "{\"record\":\"club\",\"id\":\"k\",\"sittings\":[{\"date\":\"2020-02-30\"}],"
        "\"region\":\"north\",\"region\":\"south\"}\n"
        "nonsense\n"
        "{\"record\":\"club\",\"id\":\"l\",\"sittings\":[]}\n";
    const char *draft = DRAFT("d1", "2020-03-01", "in rule P2-a replace 3 with 5");
    struct world w = {0};
    compile(&w, &draft, 1, true);
    judge(&w, 1, records);
    assert_int_equal(w.impact.totals.records, 2);
    assert_int_equal(w.impact.totals.unreadable, 1);
    assert_int_equal(w.impact.totals.data_findings, 3);
    end(&w);
}

// A year of forty clubs; that of the first once more, as an id that came before; and what is none.
static void add_years(struct qg_text *out) {
    static const char head[] = "{\"record\":\"club\",\"id\":\"k";
    for (int i = 0; i <= 40; i++)
        qg_text_printf(out, "%s%d%s", head, i % 40, year + sizeof head - 1);
    qg_text_addz(out, "nonsense\n");
}

static void judge_years(struct world *w, const char *records, uint32_t jobs) {
    static const char *const drafts[] = {
        DRAFT("d1", "2020-03-01", "in rule P2-a replace 3 with 5"),
        DRAFT("d2", "2020-01-01", "in rule P1-a replace formal with informal")};
    *w = (struct world){.jobs = jobs};
    compile(w, drafts, DRAFTS, true);
    judge(w, DRAFTS, records);
}

// What one thread says and counts: of each club s2 and s3 become unlawful by d1 (as above), and
// what is wrong with the data is the id and the nonsense.
static void however_many_threads_judge_it_is_the_same(void **state) {
    static const uint32_t jobs[] = {2, 3, 8};
    struct qg_text records = {0};
    struct world alone, shared;
    (void)state;
    add_years(&records);
    judge_years(&alone, records.at, 1);
    assert_null(alone.audit.crew);
    assert_int_equal(alone.impact.totals.records, 41);
    assert_int_equal(alone.impact.totals.data_findings, 2);
    assert_int_equal(alone.impact.totals.worlds[1].turns[QG_IMPACT_UNLAWFUL], 82);
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        judge_years(&shared, records.at, jobs[i]);
        assert_non_null(shared.audit.crew);
        assert_string_equal(shared.out.at, alone.out.at);
        assert_int_equal(shared.impact.totals.data_findings, 2);
        end(&shared);
    }
    end(&alone);
    qg_text_free(&records);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amendment_governs_from_its_day_on),
        cmocka_unit_test(a_backdated_one_governs_all),
        cmocka_unit_test(an_amendment_may_say_which_day_decides),
        cmocka_unit_test(what_a_repealed_rule_silenced_comes_to_light),
        cmocka_unit_test(a_scope_rule_governs_in_its_own_world),
        cmocka_unit_test(drafts_are_compared_each_by_itself),
        cmocka_unit_test(words_alone_change_nothing),
        cmocka_unit_test(what_is_wrong_with_the_data_is_counted),
        cmocka_unit_test(however_many_threads_judge_it_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
