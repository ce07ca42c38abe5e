// SPDX-License-Identifier: Apache-2.0

#include "sweep.h"

#include "date.h"

// ---- which act ----

static bool has_act(const struct qg_program *program, struct qg_str name) {
    for (uint32_t i = 0; i < program->act_count; i++)
        if (qg_str_equal(program->acts[i].name, name))
            return true;
    return false;
}

static bool find_act(struct qg_str *out, const struct qg_program *program, struct qg_str wish,
                     struct qg_text *problem) {
    *out = wish.len > 0 || program->act_count != 1 ? wish : program->acts[0].name;
    if (has_act(program, *out))
        return true;
    if (wish.len > 0)
        qg_text_printf(problem, "--act: there is no act `%.*s`", QG_STR_ARG(wish));
    else
        qg_text_addz(problem, "the policy has several acts; say which: --act");
    for (uint32_t i = 0; i < program->act_count; i++)
        qg_text_printf(problem, "%s`%.*s`", i == 0 ? " (" : ", ",
                       QG_STR_ARG(program->acts[i].name));
    qg_text_addz(problem, program->act_count > 0 ? ")" : "");
    return false;
}

// ---- a change ----

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct qg_str without_space_behind(struct qg_str s) {
    while (s.len > 0 && is_space(s.at[s.len - 1]))
        s.len--;
    return s;
}

// Whether `s` ends in `word`, which is then taken off.
static bool take_last(struct qg_str *s, struct qg_str word) {
    struct qg_str all = without_space_behind(*s);
    if (all.len <= word.len || !is_space(all.at[all.len - word.len - 1]) ||
        !qg_str_equal(qg_str_slice(all, all.len - word.len, all.len), word))
        return false;
    *s = qg_str_slice(all, 0, all.len - word.len - 1);
    return true;
}

// What stands behind the last `replace`.
static bool find_present(struct qg_str change, struct qg_str *out) {
    if (!take_last(&change, QG_STR("with")))
        return false;
    struct qg_str rest = without_space_behind(change);
    for (size_t end = rest.len; end > 0; end--) {
        struct qg_str before = qg_str_slice(rest, 0, end);
        if (!is_space(rest.at[end - 1]))
            continue;
        if (take_last(&before, QG_STR("replace")) ||
            qg_str_equal(without_space_behind(before), QG_STR("replace"))) {
            *out = qg_str_slice(rest, end, rest.len);
            return out->len > 0;
        }
    }
    return false;
}

bool qg_sweep_change_read(struct qg_sweep_change *out, const struct qg_program *program,
                          struct qg_sweep_wish wish, struct qg_text *problem) {
    *out = (struct qg_sweep_change){.text = wish.what, .option = "--change"};
    if (!find_present(wish.what, &out->present)) {
        qg_text_addz(problem, "--change ends in `replace … with`, as in "
                              "`in paragraph 35 replace 1 month with`");
        return false;
    }
    return find_act(&out->act, program, wish.act, problem);
}

// ---- a parameter ----

static const struct qg_parameter *find_parameter(const struct qg_program *program,
                                                 struct qg_str name, struct qg_text *problem) {
    for (uint32_t i = 0; i < program->parameter_count; i++)
        if (qg_str_equal(program->parameters[i].name, name))
            return &program->parameters[i];
    qg_text_printf(problem, "--parameter: there is no parameter `%.*s`", QG_STR_ARG(name));
    for (uint32_t i = 0; i < program->parameter_count; i++)
        qg_text_printf(problem, "%s`%.*s`", i == 0 ? " (there is " : ", ",
                       QG_STR_ARG(program->parameters[i].name));
    qg_text_addz(problem, program->parameter_count > 0 ? ")" : "");
    return NULL;
}

// The default as a policy writes it; false where there is none.
static bool print_default(const struct qg_program *program, const struct qg_parameter *p,
                          struct qg_text *out) {
    char date[QG_DATE_TEXT];
    if (p->required || p->preset.lo != p->preset.hi)
        return false;
    if (p->shape.kind == QG_KIND_DATE) {
        qg_date_format(p->preset.lo, date);
        qg_text_addz(out, date);
    } else if (p->shape.kind == QG_KIND_BOOL) {
        qg_text_addz(out, p->preset.lo != 0 ? "true" : "false");
    } else if (p->shape.kind == QG_KIND_ENUM) {
        qg_text_add(out, program->schema.enums[p->shape.enumeration].values[p->preset.lo]);
    } else {
        qg_text_number(out, p->preset.lo);
    }
    return true;
}

bool qg_sweep_change_parameter(struct qg_sweep_change *out, struct qg_arena *arena,
                               const struct qg_program *program, struct qg_sweep_wish wish,
                               struct qg_text *problem) {
    static const char pattern[] = "in parameter %.*s replace %.*s with";
    struct qg_text value = {0}, text = {0};
    *out = (struct qg_sweep_change){.option = "--parameter"};
    const struct qg_parameter *p = find_parameter(program, wish.what, problem);
    if (p == NULL || !find_act(&out->act, program, wish.act, problem))
        return false;
    bool known = print_default(program, p, &value);
    if (!known)
        qg_text_printf(problem, "--parameter: `%.*s` has no default to be replaced",
                       QG_STR_ARG(wish.what));
    qg_text_printf(&text, pattern, QG_STR_ARG(wish.what), QG_STR_ARG(qg_text_str(&value)));
    out->text = (struct qg_str){qg_arena_copy(arena, text.at, text.len), text.len};
    out->present = (struct qg_str){qg_arena_copy(arena, value.at, value.len), value.len};
    bool ok = !value.failed && !text.failed && out->text.at != NULL && out->present.at != NULL;
    if (!ok)
        qg_text_addz(problem, "out of memory");
    qg_text_free(&value);
    qg_text_free(&text);
    return known && ok;
}

// ---- a draft ----

// The change stands on a line of its own, so that a diagnostic shows nothing but it. In force from
// the first day that there is; backdated drafts always are.
static void write_amendment(const struct qg_sweep_change *change, uint32_t number,
                            struct qg_str value, struct qg_text *out) {
    qg_text_printf(out, "amendment sweep_%u to %.*s { in force from 1900-01-01\n", number,
                   QG_STR_ARG(change->act));
    qg_text_add(out, change->text);
    qg_text_char(out, ' ');
    qg_text_add(out, value);
    qg_text_addz(out, "\n}\n");
}

enum qg_fault qg_sweep_add_draft(struct qg_policy *policy, const struct qg_sweep_change *change,
                                 struct qg_str value) {
    struct qg_text name = {0}, text = {0};
    qg_policy_begin_draft(policy);
    policy->backdate = true;
    qg_text_printf(&name, "%s with --values `%.*s`", change->option, QG_STR_ARG(value));
    write_amendment(change, policy->draft, value, &text);
    enum qg_fault fault = name.failed || text.failed
                              ? QG_FAULT_MEMORY
                              : qg_policy_add_text(policy, qg_text_str(&name), qg_text_str(&text));
    qg_text_free(&name);
    qg_text_free(&text);
    return fault;
}
