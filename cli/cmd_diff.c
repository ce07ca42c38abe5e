// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "compile.h"
#include "date.h"
#include "diff.h"
#include "law.h"
#include "policy_args.h"

#include <string.h>

enum { POLICY, WITH, FORMAT, OUTPUT, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [WITH] = {"with", 'w', "PATH", "a draft: its amendments belong to the law"},
    [FORMAT] = {"format", 0, "FORMAT", "text or json"},
    [OUTPUT] = {"output", 'o', "FILE", "write there, whole or not at all"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

enum format { FORMAT_TEXT, FORMAT_JSON };
static const char *const formats[] = {[FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", NULL};

struct args {
    struct qg_policy_args policy;
    struct qg_words drafts, sides;
    const char *output;
    int format; // enum format
    int colour; // enum qg_colour_wish
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [WITH] = QG_ADDS(args, drafts),
    [FORMAT] = QG_CHOOSES(args, format, formats),
    [OUTPUT] = QG_TAKES(args, output),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, sides),
                                                 sizeof(struct args), NULL};

static bool is_sound(const struct args *args, struct qg_text *problem) {
    if (args->sides.len != 0 && args->sides.len != QG_SIDES)
        qg_text_addz(problem,
                     "name two dates or policies to compare, or none and a draft (--with)");
    else if (args->sides.len == 0 && (args->drafts.len == 0 || args->drafts.len > 2))
        qg_text_addz(problem, "name a draft (--with), two drafts, or two dates or policies");
    else if (args->sides.len != 0 && args->drafts.len > 1)
        qg_text_addz(problem, "with dates or policies there can be one draft");
    return problem->len == 0;
}

// ---- the sides ----

// Two texts and what they are called. A side that is named by its path has a policy of its own.
struct comparison {
    struct qg_console *console;
    const struct args *args;
    struct qg_policy policy, other[QG_SIDES];
    bool loaded; // `policy`
    struct qg_contrast_side side[QG_SIDES];
    struct qg_text name[QG_SIDES];
};

static int load_own(struct comparison *c) {
    if (c->loaded)
        return QG_EXIT_OK;
    c->loaded = true;
    return qg_policy_args_load_drafts(c->console, &c->policy, &c->args->policy, &c->args->drafts,
                                      false, (enum qg_colour_wish)c->args->colour);
}

static void take(struct comparison *c, int side, const struct qg_policy *policy, uint32_t world,
                 int32_t day) {
    struct qg_law law;
    qg_law_on(policy->compilation, world, day, &law);
    c->side[side] = (struct qg_contrast_side){law.typed, &policy->compilation->sources};
    if (law.doubt != NULL)
        qg_text_printf(&c->name[side], " (not certain: when %.*s %s is not known)",
                       QG_STR_ARG(law.doubt->amendment->name.text),
                       law.doubt->ends ? "ends" : "begins");
}

// The law without and with a draft, or with one and with another.
static int take_drafts(struct comparison *c) {
    const struct qg_words *drafts = &c->args->drafts;
    int status = load_own(c);
    for (uint32_t side = 0; side < QG_SIDES && status == QG_EXIT_OK; side++) {
        uint32_t world = drafts->len == QG_SIDES ? side + 1 : side;
        qg_text_addz(&c->name[side],
                     world == 0 ? "the law without the draft" : drafts->at[world - 1]);
        take(c, (int)side, &c->policy, world, QG_NONE);
    }
    return status;
}

static int take_day(struct comparison *c, int side, int32_t day) {
    int status = load_own(c);
    qg_text_printf(&c->name[side], "the law of %s", c->args->sides.at[side]);
    if (status == QG_EXIT_OK)
        take(c, side, &c->policy, c->args->drafts.len, day);
    return status;
}

static int take_path(struct comparison *c, int side, const char *path) {
    struct qg_policy_args other = {0};
    if (!qg_words_add(&other.paths, path))
        return qg_console_fault(QG_FAULT_MEMORY);
    int status = qg_policy_args_load(c->console, &c->other[side], &other,
                                     (enum qg_colour_wish)c->args->colour, true);
    qg_text_addz(&c->name[side], path);
    if (status == QG_EXIT_OK)
        take(c, side, &c->other[side], 0, QG_NONE);
    qg_words_free(&other.paths);
    return status;
}

static int take_sides(struct comparison *c) {
    int status = QG_EXIT_OK;
    if (c->args->sides.len == 0)
        return take_drafts(c);
    for (int side = 0; side < QG_SIDES && status == QG_EXIT_OK; side++) {
        const char *word = c->args->sides.at[side];
        int32_t day;
        status = qg_date_parse(word, strlen(word), &day) ? take_day(c, side, day)
                                                         : take_path(c, side, word);
    }
    return status;
}

static void release(struct comparison *c) {
    for (int side = 0; side < QG_SIDES; side++) {
        qg_text_free(&c->name[side]);
        qg_policy_free(&c->other[side]);
    }
    qg_policy_free(&c->policy);
}

// ---- the command ----

static int print(const struct comparison *c, const struct qg_diff *diff) {
    struct qg_diff_names names = {
        {qg_text_str(&c->name[QG_BEFORE]), qg_text_str(&c->name[QG_AFTER])}};
    struct qg_text out = {0};
    bool named = !c->name[QG_BEFORE].failed && !c->name[QG_AFTER].failed;
    enum qg_fault fault = named ? QG_OK : QG_FAULT_MEMORY;
    if (fault == QG_OK && c->args->format == FORMAT_JSON)
        fault = qg_diff_json(diff, &names, &out);
    else if (fault == QG_OK)
        qg_diff_text(diff, &names, &out);
    int status = fault != QG_OK
                     ? qg_console_fault(fault)
                     : qg_console_deliver(c->console, &out, c->args->output,
                                          qg_diff_same(diff) ? QG_EXIT_OK : QG_EXIT_FINDINGS);
    qg_text_free(&out);
    return status;
}

static int run(struct qg_command_call *call) {
    struct comparison c = {.console = call->console, .args = call->args};
    struct qg_diff diff = {0};
    if (!is_sound(c.args, &call->problem))
        return qg_command_call_usage(call);
    int status = take_sides(&c);
    if (status == QG_EXIT_OK) {
        enum qg_fault fault = qg_diff(&diff, c.side[QG_BEFORE], c.side[QG_AFTER]);
        status = fault == QG_OK ? print(&c, &diff) : qg_console_fault(fault);
        qg_diff_free(&diff);
    }
    release(&c);
    return status;
}

const struct qg_command qg_cmd_diff = {
    .name = "diff",
    .summary = "compare two versions of an act by what they mean",
    .usage = "  qagida diff [OPTIONS] DATE|PATH DATE|PATH\n"
             "  qagida diff [OPTIONS] --with=DRAFT [--with=DRAFT]\n",
    .examples = "Tells which rules, numbers, scopes and exemptions differ; not which lines.\n\n"
                "  qagida diff --with draft.qagida\n"
                "  qagida diff -p my-policy/ 2026-01-01 2027-01-01\n"
                "  qagida diff old-policy/ new-policy/",
    .line = &arguments,
    .operand = "PATH",
    .notes =
        "A date is the policy's text of that day (with the draft, if there is one); a path is\n"
        "another policy. Without either, the law is compared with what the draft makes of it, or\n"
        "one draft with another. What was moved or spaced anew is no difference; what is only\n"
        "worded differently is told apart.\n"
        "Exit status: 0 they mean the same, 1 they differ, 2 it could not be done.\n",
    .run = run,
};
