// SPDX-License-Identifier: Apache-2.0
#include "build.h"

// ---- Rules -----------------------------------------------------------------------------------

struct qg_grades qg_build_grade(struct qg_parser *p, struct qg_grades grades,
                                struct qg_name severity, struct qg_span span) {
    struct qg_grade *grade = qg_build_node(p, sizeof *grade);
    *grade = (struct qg_grade){.severity = severity, .span = span};
    qg_tree_link(grades, grade);
    return grades;
}

// The condition of the last grade, once it is clear that another one follows.
struct qg_grades qg_build_grade_when(struct qg_grades grades, struct qg_expr *when) {
    grades.last->when = when;
    grades.last->span = qg_span_join(grades.last->span, when->span);
    return grades;
}

struct qg_decl *qg_build_rule(struct qg_parser *p, struct qg_name id, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_RULE, id, span);
    struct qg_rule_decl *rule = &decl->as.rule;
    rule->duty = rule->breach = rule->remark = qg_build_no_langs();
    return decl;
}

struct qg_decl *qg_build_rule_severity(struct qg_parser *p, struct qg_decl *rule,
                                       struct qg_grades severity, struct qg_span span) {
    if (qg_build_once(p, rule->as.rule.severity.count != 0, span, "severity"))
        rule->as.rule.severity = severity;
    return rule;
}

struct qg_decl *qg_build_rule_scope(struct qg_decl *rule, struct qg_scope_syntax *scope) {
    qg_tree_link(rule->as.rule.scopes, scope);
    return rule;
}

struct qg_decl *qg_build_rule_dated(struct qg_parser *p, struct qg_decl *rule,
                                    struct qg_expr *dated, struct qg_span span) {
    if (qg_build_once(p, rule->as.rule.dated != NULL, span, "dated"))
        rule->as.rule.dated = dated;
    return rule;
}

struct qg_decl *qg_build_rule_let(struct qg_parser *p, struct qg_decl *rule, struct qg_name name,
                                  struct qg_expr *value, struct qg_span span) {
    struct qg_let_syntax *let = qg_build_node(p, sizeof *let);
    *let = (struct qg_let_syntax){.name = name, .value = value, .span = span};
    qg_tree_link(rule->as.rule.lets, let);
    return rule;
}

struct qg_decl *qg_build_rule_when(struct qg_decl *rule, struct qg_expr *when) {
    qg_tree_link(rule->as.rule.when, when);
    return rule;
}

static bool demands_once(struct qg_parser *p, const struct qg_decl *rule, struct qg_span span) {
    if (rule->as.rule.demand == NULL && rule->as.rule.agree.count == 0)
        return true;
    struct qg_diag *d = qg_grammar_error(p->diags, QG_CODE_GIVEN_TWICE, span,
                                         "a rule requires or forbids one thing");
    qg_diag_hint(d, "Join the conditions with `and`, or write a second rule.");
    return false;
}

struct qg_decl *qg_build_rule_demand(struct qg_parser *p, struct qg_decl *rule, bool forbids,
                                     struct qg_expr *demand, struct qg_span span) {
    if (!demands_once(p, rule, span))
        return rule;
    rule->as.rule.demand = demand;
    rule->as.rule.forbids = forbids;
    return rule;
}

// ---- Rules about all elements of a run --------------------------------------------------------

struct qg_decl *qg_build_rule_over(struct qg_parser *p, struct qg_decl *rule,
                                   struct qg_range *range, struct qg_span span) {
    struct qg_scope_syntax *scope = qg_build_scope(p, false, range, span);
    scope->over = true;
    qg_tree_link(rule->as.rule.scopes, scope);
    return rule;
}

struct qg_decl *qg_build_rule_per(struct qg_parser *p, struct qg_decl *rule, struct qg_exprs keys,
                                  struct qg_span span) {
    if (qg_build_once(p, rule->as.rule.per.count != 0, span, "per"))
        rule->as.rule.per = keys;
    return rule;
}

struct qg_decl *qg_build_rule_quota(struct qg_parser *p, struct qg_decl *rule,
                                    struct qg_quota quota, struct qg_expr *property,
                                    struct qg_span span) {
    if (!demands_once(p, rule, span))
        return rule;
    rule->as.rule.quota = quota;
    rule->as.rule.demand = property;
    return rule;
}

struct qg_decl *qg_build_rule_agree(struct qg_parser *p, struct qg_decl *rule,
                                    struct qg_exprs values, struct qg_span span) {
    if (demands_once(p, rule, span))
        rule->as.rule.agree = values;
    return rule;
}

struct qg_decl *qg_build_rule_voids(struct qg_parser *p, struct qg_decl *rule, struct qg_name noun,
                                    struct qg_span span) {
    if (qg_build_once(p, qg_name_given(&rule->as.rule.voids), span, "voids"))
        rule->as.rule.voids = noun;
    return rule;
}

struct qg_decl *qg_build_rule_silences(struct qg_decl *rule, struct qg_refs refs) {
    QG_TREE_EXTEND(rule->as.rule.silences, refs);
    return rule;
}

struct qg_decl *qg_build_rule_governs(struct qg_decl *rule, struct qg_refs refs) {
    QG_TREE_EXTEND(rule->as.rule.governs, refs);
    return rule;
}

struct qg_decl *qg_build_rule_text(struct qg_parser *p, struct qg_decl *rule,
                                   enum qg_rule_text which, struct qg_langs text,
                                   struct qg_span span) {
    static const char *const words[] = {"duty", "breach", "remark"};
    struct qg_langs *places[] = {&rule->as.rule.duty, &rule->as.rule.breach, &rule->as.rule.remark};
    if (qg_build_once(p, places[which]->span.end != 0, span, words[which]))
        *places[which] = text;
    return rule;
}

// A clause was not understood: it may have been the demand, so that its absence says nothing.
struct qg_decl *qg_build_rule_broken(struct qg_parser *p, struct qg_decl *rule,
                                     struct qg_span span) {
    if (rule->as.rule.demand == NULL && rule->as.rule.agree.count == 0)
        rule->as.rule.demand = qg_build_error(p, span);
    return rule;
}

struct qg_decl *qg_build_rule_end(struct qg_parser *p, struct qg_decl *rule, struct qg_span span) {
    if (rule->as.rule.demand == NULL && rule->as.rule.agree.count == 0)
        qg_grammar_error(p->diags, QG_CODE_NO_DEMAND, rule->name.span,
                         "rule `%.*s` has neither `require` nor `forbid`",
                         QG_STR_ARG(rule->name.text));
    return qg_build_end(rule, span);
}

struct qg_ref *qg_build_ref(struct qg_parser *p, enum qg_ref_kind kind, struct qg_name id,
                            struct qg_span span) {
    struct qg_ref *ref = qg_build_node(p, sizeof *ref);
    *ref = (struct qg_ref){.kind = kind, .id = id, .span = span};
    return ref;
}

// ---- Applications of templates ---------------------------------------------------------------

struct qg_argument *qg_build_argument(struct qg_parser *p, struct qg_name name,
                                      struct qg_expr *value, struct qg_span span) {
    struct qg_argument *argument = qg_build_node(p, sizeof *argument);
    *argument = (struct qg_argument){.name = name, .value = value, .span = span};
    return argument;
}

struct qg_decl *qg_build_apply(struct qg_parser *p, struct qg_name prefix, struct qg_name callee,
                               struct qg_arguments arguments, struct qg_refs silences,
                               struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_APPLY, prefix, span);
    decl->as.apply.callee = callee;
    decl->as.apply.arguments = arguments;
    decl->as.apply.silences = silences;
    return decl;
}

// ---- Exemptions ------------------------------------------------------------------------------

struct qg_decl *qg_build_exemption(struct qg_parser *p, struct qg_name name, struct qg_langs text,
                                   struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_EXEMPTION, name, span);
    decl->as.exemption.text = text;
    return decl;
}

struct qg_decl *qg_build_exemption_scope(struct qg_decl *exemption, struct qg_scope_syntax *scope) {
    qg_tree_link(exemption->as.exemption.scopes, scope);
    return exemption;
}

struct qg_decl *qg_build_exemption_lifts(struct qg_decl *exemption, struct qg_refs refs) {
    QG_TREE_EXTEND(exemption->as.exemption.lifts, refs);
    return exemption;
}

struct qg_decl *qg_build_exemption_when(struct qg_decl *exemption, struct qg_expr *when) {
    qg_tree_link(exemption->as.exemption.when, when);
    return exemption;
}

struct qg_decl *qg_build_exemption_overrides(struct qg_decl *exemption, struct qg_names names) {
    QG_TREE_EXTEND(exemption->as.exemption.overrides, names);
    return exemption;
}

struct qg_decl *qg_build_exemption_except(struct qg_parser *p, struct qg_decl *exemption,
                                          struct qg_name name, struct qg_expr *when,
                                          struct qg_span span) {
    struct qg_except *exception = qg_build_node(p, sizeof *exception);
    *exception = (struct qg_except){.name = name, .when = when, .span = span};
    qg_tree_link(exemption->as.exemption.except, exception);
    return exemption;
}

// A clause was not understood: whichever is missing at the end may have been that one.
struct qg_decl *qg_build_exemption_broken(struct qg_parser *p, struct qg_decl *exemption,
                                          struct qg_span span) {
    qg_tree_link(exemption->as.exemption.when, qg_build_error(p, span));
    return exemption;
}

// Whether the conditions end in the mark of a clause that was not understood.
static bool is_broken(const struct qg_exprs *when) {
    return when->last != NULL && when->last->kind == QG_EXPR_ERROR;
}

struct qg_decl *qg_build_exemption_end(struct qg_parser *p, struct qg_decl *exemption,
                                       struct qg_span span) {
    const struct qg_exemption_decl *as = &exemption->as.exemption;
    if ((as->when.count == 0 || as->lifts.count == 0) && !is_broken(&as->when))
        qg_grammar_error(p->diags, QG_CODE_NO_WHEN, exemption->name.span,
                         "exemption `%.*s` has no `%s`", QG_STR_ARG(exemption->name.text),
                         as->when.count == 0 ? "when" : "lifts");
    return qg_build_end(exemption, span);
}

// ---- Provisions ------------------------------------------------------------------------------

struct qg_decl *qg_build_provision(struct qg_parser *p, struct qg_name id, struct qg_langs because,
                                   struct qg_refs points_to, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_PROVISION, id, span);
    decl->as.provision.because = because;
    decl->as.provision.points_to = points_to;
    return decl;
}

// ---- Flags -----------------------------------------------------------------------------------

struct qg_decl *qg_build_flag(struct qg_parser *p, struct qg_name id, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_FLAG, id, span);
    decl->as.flag.remark = qg_build_no_langs();
    return decl;
}

struct qg_decl *qg_build_flag_priority(struct qg_parser *p, struct qg_decl *flag,
                                       struct qg_span span) {
    qg_build_once(p, flag->as.flag.priority, span, "priority");
    flag->as.flag.priority = true;
    return flag;
}

struct qg_decl *qg_build_flag_scope(struct qg_decl *flag, struct qg_scope_syntax *scope) {
    qg_tree_link(flag->as.flag.scopes, scope);
    return flag;
}

struct qg_decl *qg_build_flag_when(struct qg_decl *flag, struct qg_expr *when) {
    qg_tree_link(flag->as.flag.when, when);
    return flag;
}

struct qg_decl *qg_build_flag_by(struct qg_parser *p, struct qg_decl *flag, struct qg_expr *by,
                                 struct qg_span span) {
    if (qg_build_once(p, flag->as.flag.by != NULL, span, "by"))
        flag->as.flag.by = by;
    return flag;
}

struct qg_decl *qg_build_flag_breaches(struct qg_decl *flag, struct qg_names severities) {
    QG_TREE_EXTEND(flag->as.flag.breaches, severities);
    return flag;
}

struct qg_decl *qg_build_flag_remark(struct qg_parser *p, struct qg_decl *flag,
                                     struct qg_langs remark, struct qg_span span) {
    if (qg_build_once(p, flag->as.flag.remark.span.end != 0, span, "remark"))
        flag->as.flag.remark = remark;
    return flag;
}

struct qg_decl *qg_build_flag_broken(struct qg_parser *p, struct qg_decl *flag,
                                     struct qg_span span) {
    qg_tree_link(flag->as.flag.when, qg_build_error(p, span));
    return flag;
}

struct qg_decl *qg_build_flag_end(struct qg_parser *p, struct qg_decl *flag, struct qg_span span) {
    const struct qg_flag_decl *as = &flag->as.flag;
    bool mute = as->remark.span.end == 0;
    if ((as->when.count == 0 || mute) && !is_broken(&as->when))
        qg_grammar_error(p->diags, QG_CODE_NO_WHEN, flag->name.span, "flag `%.*s` has no `%s`",
                         QG_STR_ARG(flag->name.text), as->when.count == 0 ? "when" : "remark");
    return qg_build_end(flag, span);
}
