// SPDX-License-Identifier: Apache-2.0

#include "flags.h"

#include "facts.h"
#include "instance.h"
#include "message.h"

// One flag held against one verdict.
struct trial {
    struct qg_machine *machine;
    struct qg_arena *arena;
    struct qg_flags_wanted wanted;
    const struct qg_flag *flag;
    struct qg_value args[2]; // the record, the element that the verdict is about
};

static bool is_raised(struct trial *t, const struct qg_verdict *verdict) {
    const struct qg_program *program = t->machine->program;
    const struct qg_flag *flag = t->flag;
    if (flag->act != verdict->act ||
        (flag->breaches != 0 && (flag->breaches & verdict->breaches) == 0))
        return false;
    // A policy may audit records of several kinds, and a flag is about those of one.
    if (program->functions[flag->check].arg_shapes[0].type != t->machine->record->type)
        return false;
    if (flag->in_force != QG_NONE &&
        !qg_is_yes(qg_machine_value(t->machine, flag->in_force, t->args)))
        return false;
    return qg_is_yes(qg_machine_value(t->machine, flag->check, t->args));
}

static bool tell(struct trial *t, struct qg_raised *out) {
    bool ok = true;
    for (int lang = 0; lang < QG_LANGS && ok; lang++) {
        struct qg_text text = {0};
        if (!t->wanted.languages[lang])
            continue;
        qg_message_add(t->machine, t->flag->remark, t->args, lang, &text);
        ok = qg_text_keep(t->arena, &text, &out->remark[lang]);
        qg_text_free(&text);
    }
    return ok;
}

// The place of the verdict's next flag; most verdicts have none and need no room.
static struct qg_raised *next_place(struct trial *t, struct qg_verdict *verdict,
                                    struct qg_raised **raised) {
    uint32_t most = t->machine->program->flag_count;
    uint32_t at = verdict->flag_count + verdict->remedy_count;
    if (*raised == NULL)
        *raised = qg_arena_array(t->arena, most, sizeof **raised);
    verdict->flags = *raised;
    return *raised != NULL ? &(*raised)[at] : NULL;
}

// The day by which it is to be done, where that is certain.
static int32_t due(struct trial *t) {
    if (t->flag->due == QG_NONE)
        return QG_NONE;
    struct qg_value day = qg_machine_value(t->machine, t->flag->due, t->args);
    return day.lo == day.hi ? day.lo : QG_NONE;
}

// Flags and remedies are raised alike, but one after the other.
static bool raise_all(struct trial *t, struct qg_verdict *verdict, bool remedies,
                      struct qg_raised **raised) {
    const struct qg_program *program = t->machine->program;
    for (uint32_t i = 0; i < program->flag_count; i++) {
        t->flag = &program->flags[i];
        if ((t->flag->due != QG_NONE) != remedies || !is_raised(t, verdict))
            continue;
        struct qg_raised *out = next_place(t, verdict, raised);
        if (out == NULL)
            return false;
        out->flag = (int32_t)i;
        out->due = due(t);
        verdict->priority |= !remedies && t->flag->priority;
        *(remedies ? &verdict->remedy_count : &verdict->flag_count) += 1;
        if (!tell(t, out))
            return false;
    }
    return true;
}

static bool raise_on(struct trial *t, struct qg_verdict *verdict) {
    struct qg_raised *raised = NULL;
    int32_t ref = (int32_t)verdict->certification.ref;
    t->args[0] = (struct qg_value){1, 1};
    t->args[1] = (struct qg_value){ref, ref};
    return raise_all(t, verdict, false, &raised) &&
           (!t->wanted.remedies || raise_all(t, verdict, true, &raised));
}

// Keeps the order within those with priority, and within the others.
static bool put_first(struct qg_arena *arena, struct qg_verdict *verdicts, uint32_t count) {
    struct qg_verdict *sorted = qg_arena_array(arena, count, sizeof *sorted);
    uint32_t at = 0;
    if (sorted == NULL)
        return false;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < count; i++)
            if (verdicts[i].priority == (pass == 0))
                sorted[at++] = verdicts[i];
    for (uint32_t i = 0; i < count; i++)
        verdicts[i] = sorted[i];
    return true;
}

bool qg_flags_raise(struct qg_machine *m, struct qg_arena *arena, struct qg_flags_wanted wanted,
                    struct qg_verdict *verdicts, uint32_t count) {
    struct trial t = {.machine = m, .arena = arena, .wanted = wanted};
    bool urgent = false;
    for (uint32_t i = 0; i < count && m->program->flag_count > 0; i++) {
        if (!raise_on(&t, &verdicts[i]))
            return false;
        urgent |= verdicts[i].priority;
    }
    return !urgent || put_first(arena, verdicts, count);
}
