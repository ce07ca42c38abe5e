// SPDX-License-Identifier: Apache-2.0
#include "tree_print.h"

#include "date.h"

#include <inttypes.h>

// Where the listing stands.
struct lister {
    struct qg_text *out;
    size_t depth; // of open parentheses that began a line
};

// ---- Lines -----------------------------------------------------------------------------------

// Begins a line with `(head`; whatever is open around it is indented by two for each level.
static void open(struct lister *to, const char *head) {
    if (to->out->len != 0)
        qg_text_char(to->out, '\n');
    qg_text_fill(to->out, ' ', 2 * to->depth++);
    qg_text_char(to->out, '(');
    qg_text_addz(to->out, head);
}

static void close(struct lister *to) {
    qg_text_char(to->out, ')');
    to->depth--;
}

// ` word`, or nothing for an empty one.
static void word(struct lister *to, struct qg_str text) {
    if (text.len != 0)
        qg_text_printf(to->out, " %.*s", QG_STR_ARG(text));
}

static void flag(struct lister *to, bool set, const char *name) {
    if (set)
        qg_text_printf(to->out, " %s", name);
}

static void quoted(struct lister *to, struct qg_str text) {
    qg_text_char(to->out, ' ');
    qg_quoted_print(text, to->out);
}

static void names(struct lister *to, const struct qg_names *list) {
    for (const struct qg_name *name = list->first; name != NULL; name = name->next)
        word(to, name->text);
}

static void refs(struct lister *to, const struct qg_refs *list) {
    for (const struct qg_ref *ref = list->first; ref != NULL; ref = ref->next) {
        qg_text_char(to->out, ' ');
        qg_ref_print(ref, to->out);
    }
}

static void expr(struct lister *to, const struct qg_expr *value) {
    if (value == NULL)
        return;
    qg_text_char(to->out, ' ');
    qg_expr_print(value, to->out);
}

// A whole line for a clause, or nothing when the clause is not there.
static void word_line(struct lister *to, const char *head, struct qg_str text) {
    if (text.len == 0)
        return;
    open(to, head);
    word(to, text);
    close(to);
}

static void quoted_line(struct lister *to, const char *head, struct qg_str text) {
    if (text.len == 0)
        return;
    open(to, head);
    quoted(to, text);
    close(to);
}

static void names_line(struct lister *to, const char *head, const struct qg_names *list) {
    if (list->count == 0)
        return;
    open(to, head);
    names(to, list);
    close(to);
}

static void refs_line(struct lister *to, const char *head, const struct qg_refs *list) {
    if (list->count == 0)
        return;
    open(to, head);
    refs(to, list);
    close(to);
}

static void expr_line(struct lister *to, const char *head, const struct qg_expr *value) {
    if (value == NULL)
        return;
    open(to, head);
    expr(to, value);
    close(to);
}

static void exprs_lines(struct lister *to, const char *head, const struct qg_exprs *list) {
    for (const struct qg_expr *value = list->first; value != NULL; value = value->next)
        expr_line(to, head, value);
}

static void langs_line(struct lister *to, const char *head, const struct qg_langs *langs) {
    if (langs->in[QG_LANG_EN] == NULL && langs->in[QG_LANG_RU] == NULL &&
        langs->in[QG_LANG_KK] == NULL)
        return;
    open(to, head);
    qg_langs_print(langs, to->out);
    close(to);
}

static void scopes_lines(struct lister *to, const struct qg_scopes *list) {
    for (const struct qg_scope_syntax *scope = list->first; scope != NULL; scope = scope->next) {
        open(to, scope->over ? "over-all " : scope->anew ? "for-any " : "for-each ");
        qg_range_print(scope->range, to->out);
        close(to);
    }
}

// ---- Types and fields ------------------------------------------------------------------------

static void type(struct lister *to, const struct qg_type_syntax *t) {
    flag(to, t->form == QG_FORM_LIST, "list-of");
    const struct qg_type_syntax *element = t->form == QG_FORM_LIST ? t->element : t;
    word(to, element->name.text);
    flag(to, element->or_ongoing, "or-ongoing");
}

static void fields_lines(struct lister *to, const char *head, const struct qg_fields *list) {
    for (const struct qg_field_syntax *field = list->first; field != NULL; field = field->next) {
        open(to, head);
        word(to, field->name.text);
        flag(to, field->section, "section");
        flag(to, field->optional, "optional");
        flag(to, field->partial, "partial");
        type(to, field->type);
        langs_line(to, "title", &field->title);
        close(to);
    }
}

static void record(struct lister *to, const struct qg_record_decl *as) {
    langs_line(to, "text", &as->text);
    word_line(to, "of", as->body.text);
    word_line(to, "called", as->body_name.text);
    word_line(to, "about", as->person.text);
    fields_lines(to, "field", &as->fields);
}

// ---- Small declarations ----------------------------------------------------------------------

static void parameter(struct lister *to, const struct qg_parameter_decl *as) {
    type(to, as->type);
    if (as->initial == NULL)
        flag(to, true, "required");
    else
        expr_line(to, "default", as->initial);
}

static void reading(struct lister *to, const struct qg_reading_decl *as) {
    langs_line(to, "asks", &as->asks);
    for (const struct qg_reading_value *value = as->values.first; value; value = value->next) {
        open(to, "value");
        word(to, value->name.text);
        flag(to, value->initial, "default");
        qg_langs_print(&value->text, to->out);
        close(to);
    }
}

static void enumeration(struct lister *to, const struct qg_enum_decl *as) {
    for (const struct qg_enum_value *value = as->values.first; value; value = value->next) {
        open(to, "value");
        word(to, value->name.text);
        qg_langs_print(&value->text, to->out);
        close(to);
    }
}

static void calendar_year(struct lister *to, const struct qg_calendar_year *year) {
    open(to, "year ");
    qg_text_number(to->out, year->year);
    flag(to, year->provisional, "provisional");
    quoted_line(to, "source", year->source);
    for (const struct qg_calendar_day *day = year->days.first; day != NULL; day = day->next) {
        open(to, day->working ? "working" : "off");
        qg_text_printf(to->out, " %02d-%02d", day->month, day->day);
        close(to);
    }
    close(to);
}

static void calendar(struct lister *to, const struct qg_calendar_decl *as) {
    quoted_line(to, "source", as->source);
    for (const struct qg_calendar_year *year = as->years.first; year != NULL; year = year->next)
        calendar_year(to, year);
}

static void define(struct lister *to, const struct qg_define_decl *as) {
    word_line(to, "of", as->of.text);
    fields_lines(to, "parameter", &as->parameters);
    if (as->result != NULL) {
        open(to, "result");
        type(to, as->result);
        close(to);
    }
    expr_line(to, "value", as->value);
}

static void schedule(struct lister *to, const struct qg_schedule_decl *as) {
    word_line(to, "of", as->of.text);
    expr_line(to, "every", as->every);
    expr_line(to, "periods", as->periods);
    expr_line(to, "since", as->since);
}

static void act(struct lister *to, const struct qg_act_decl *as) {
    langs_line(to, "title", &as->title);
    quoted_line(to, "number", as->number);
    expr_line(to, "adopted", as->adopted);
    expr_line(to, "in-force-from", as->force_from);
    expr_line(to, "in-force-until", as->force_until);
    names_line(to, "audits", &as->audits);
    word_line(to, "verdict-for-each", as->verdict_each.text);
    word_line(to, "verdict", as->no_verdict ? QG_STR("none") : QG_STR(""));
    word_line(to, "calendar", as->calendar.text);
    for (const struct qg_dated *dated = as->dated.first; dated != NULL; dated = dated->next) {
        open(to, "dated");
        word(to, dated->noun.text);
        expr(to, dated->by);
        close(to);
    }
    quoted_line(to, "repealed-by", as->repealed_by.text);
    for (const struct qg_citation *cited = as->cites.first; cited != NULL; cited = cited->next)
        quoted_line(to, "cites", cited->act);
}

static void decls(struct lister *to, const struct qg_decls *list);

static const char *head_of(enum qg_decl_kind kind, enum qg_division_kind division) {
    static const char *const heads[] = {[QG_DECL_USE] = "use",
                                        [QG_DECL_SEVERITY] = "severity",
                                        [QG_DECL_KEEPER] = "keeper",
                                        [QG_DECL_ENUM] = "enum",
                                        [QG_DECL_TYPE] = "type",
                                        [QG_DECL_RECORD] = "record",
                                        [QG_DECL_PARAMETER] = "parameter",
                                        [QG_DECL_READING] = "reading",
                                        [QG_DECL_CALENDAR] = "calendar",
                                        [QG_DECL_DEFINE] = "define",
                                        [QG_DECL_TEMPLATE] = "template",
                                        [QG_DECL_SCHEDULE] = "schedule",
                                        [QG_DECL_EXTEND] = "extend",
                                        [QG_DECL_ACT] = "act",
                                        [QG_DECL_AMENDMENT] = "amendment",
                                        [QG_DECL_FIXTURE] = "fixture",
                                        [QG_DECL_TEST] = "test",
                                        [QG_DECL_RULE] = "rule",
                                        [QG_DECL_APPLY] = "apply",
                                        [QG_DECL_EXEMPTION] = "exemption",
                                        [QG_DECL_PROVISION] = "provision",
                                        [QG_DECL_FLAG] = "flag",
                                        [QG_DECL_PARAGRAPH] = "paragraph"};
    static const char *const divisions[] = {
        [QG_DIVISION_PREAMBLE] = "preamble",
        [QG_DIVISION_CHAPTER] = "chapter",
        [QG_DIVISION_PARAGRAPH] = "paragraph",
        [QG_DIVISION_APPENDIX] = "appendix",
    };
    return kind == QG_DECL_DIVISION ? divisions[division] : heads[kind];
}

static void part_line(struct lister *to, const char *what, const struct qg_part *part) {
    open(to, what);
    word(to, qg_str_of(head_of(part->kind, part->division)));
    word(to, part->name.text);
    close(to);
}

static void change(struct lister *to, const struct qg_change *as) {
    static const char *const heads[] = {[QG_CHANGE_REPEAL] = "repeal",
                                        [QG_CHANGE_REWORD] = "reword",
                                        [QG_CHANGE_REPLACE] = "replace",
                                        [QG_CHANGE_INSERT] = "insert"};
    struct qg_decls items = {.first = as->item, .last = as->item, .count = as->item != NULL};
    open(to, heads[as->kind]);
    if (as->placed)
        part_line(to, "in", &as->in);
    if (as->kind == QG_CHANGE_REPEAL)
        part_line(to, "what", &as->what);
    expr_line(to, "from", as->from);
    expr_line(to, "to", as->to);
    decls(to, &items);
    close(to);
}

static void amendment(struct lister *to, const struct qg_act_decl *as) {
    word_line(to, "to", as->amends.text);
    act(to, as);
    for (const struct qg_change *c = as->changes.first; c != NULL; c = c->next)
        change(to, c);
}

// ---- Rules and their neighbours --------------------------------------------------------------

static void grades_line(struct lister *to, const struct qg_grades *grades) {
    if (grades->count == 0)
        return;
    open(to, "severity");
    for (const struct qg_grade *grade = grades->first; grade != NULL; grade = grade->next) {
        word(to, grade->severity.text);
        if (grade->when != NULL)
            qg_text_addz(to->out, " when");
        expr(to, grade->when);
        flag(to, grade->next != NULL, "else");
    }
    close(to);
}

static void quota_line(struct lister *to, const struct qg_quota *quota) {
    static const char *const heads[] = {[QG_SHARE_AT_LEAST] = "require-at-least",
                                        [QG_SHARE_MORE_THAN] = "require-more-than",
                                        [QG_SHARE_AT_MOST] = "require-at-most"};
    expr_line(to, heads[quota->op], quota->portion);
}

static void rule(struct lister *to, const struct qg_rule_decl *as) {
    grades_line(to, &as->severity);
    scopes_lines(to, &as->scopes);
    for (const struct qg_let_syntax *let = as->lets.first; let != NULL; let = let->next) {
        open(to, "let");
        word(to, let->name.text);
        expr(to, let->value);
        close(to);
    }
    exprs_lines(to, "when", &as->when);
    exprs_lines(to, "per", &as->per);
    quota_line(to, &as->quota);
    expr_line(to,
              as->forbids                 ? "forbid"
              : as->quota.portion != NULL ? "have"
                                          : "require",
              as->demand);
    exprs_lines(to, "agree-on", &as->agree);
    expr_line(to, "dated", as->dated);
    word_line(to, "voids", as->voids.text);
    refs_line(to, "silences", &as->silences);
    refs_line(to, "governs", &as->governs);
    langs_line(to, "duty", &as->duty);
    langs_line(to, "breach", &as->breach);
    langs_line(to, "remark", &as->remark);
}

static void apply(struct lister *to, const struct qg_apply_decl *as) {
    word_line(to, "template", as->callee.text);
    for (const struct qg_argument *argument = as->arguments.first; argument;
         argument = argument->next) {
        open(to, "argument");
        word(to, argument->name.text);
        expr(to, argument->value);
        close(to);
    }
    refs_line(to, "silences", &as->silences);
}

static void exemption(struct lister *to, const struct qg_exemption_decl *as) {
    langs_line(to, "text", &as->text);
    scopes_lines(to, &as->scopes);
    refs_line(to, "lifts", &as->lifts);
    exprs_lines(to, "when", &as->when);
    names_line(to, "overrides", &as->overrides);
    for (const struct qg_except *except = as->except.first; except; except = except->next) {
        open(to, "except");
        word(to, except->name.text);
        expr(to, except->when);
        close(to);
    }
}

static void provision(struct lister *to, const struct qg_provision_decl *as) {
    langs_line(to, "because", &as->because);
    refs_line(to, "points-to", &as->points_to);
}

static void flag_decl(struct lister *to, const struct qg_flag_decl *as) {
    flag(to, as->priority, "priority");
    scopes_lines(to, &as->scopes);
    exprs_lines(to, "when", &as->when);
    names_line(to, "with-breach", &as->breaches);
    if (as->by != NULL)
        expr_line(to, "by", as->by);
    langs_line(to, "remark", &as->remark);
}

// ---- Fixtures and tests ----------------------------------------------------------------------

// Recursion is as deep as the value, which the parser bounds.
static void json(struct lister *to, const struct qg_json_syntax *value) {
    static const char *const words[] = {
        [QG_JSON_NULL] = "null", [QG_JSON_TRUE] = "true", [QG_JSON_FALSE] = "false"};
    bool object = value->kind == QG_JSON_OBJECT;
    if (value->kind <= QG_JSON_FALSE) {
        qg_text_addz(to->out, words[value->kind]);
    } else if (value->kind == QG_JSON_NUMBER) {
        qg_text_add(to->out, value->text);
    } else if (value->kind == QG_JSON_STRING) {
        qg_quoted_print(value->text, to->out);
    } else {
        qg_text_char(to->out, object ? '{' : '[');
        for (const struct qg_json_syntax *child = value->first; child != NULL;
             child = child->next) {
            if (object) {
                qg_quoted_print(child->key.text, to->out);
                qg_text_addz(to->out, ": ");
            }
            json(to, child);
            qg_text_addz(to->out, child->next != NULL ? ", " : "");
        }
        qg_text_char(to->out, object ? '}' : ']');
    }
}

static void path(struct lister *to, const struct qg_steps *steps) {
    for (const struct qg_step *step = steps->first; step != NULL; step = step->next) {
        if (!qg_name_given(&step->name))
            qg_text_printf(to->out, "[%" PRIu32 "]", step->index);
        else
            qg_text_printf(to->out, "%c%.*s", step == steps->first ? ' ' : '.',
                           QG_STR_ARG(step->name.text));
    }
}

static void fixture(struct lister *to, const struct qg_fixture *as) {
    if (as->literal != NULL) {
        open(to, "json ");
        json(to, as->literal);
        close(to);
    }
    word_line(to, "base", as->base.text);
    for (const struct qg_edit *edit = as->edits.first; edit != NULL; edit = edit->next) {
        open(to, edit->value != NULL ? "with" : "without");
        path(to, &edit->path);
        if (edit->value != NULL) {
            qg_text_char(to->out, ' ');
            json(to, edit->value);
        }
        close(to);
    }
}

static void wish(struct lister *to, enum qg_flag_wish wished, const char *set, const char *clear) {
    flag(to, wished == QG_FLAG_SET, set);
    flag(to, wished == QG_FLAG_CLEAR, clear);
}

static void expect_line(struct lister *to, const struct qg_expect *expect) {
    static const char *const outcomes[] = {
        [QG_OUTCOME_SATISFIED] = "satisfied",           [QG_OUTCOME_VIOLATED] = "violated",
        [QG_OUTCOME_UNDETERMINED] = "undetermined",     [QG_OUTCOME_EXEMPT] = "exempt",
        [QG_OUTCOME_NOT_APPLICABLE] = "not_applicable", [QG_OUTCOME_NOT_IN_FORCE] = "not_in_force",
    };
    open(to, "expect");
    flag(to, expect->kind == QG_EXPECT_NONE || expect->kind == QG_EXPECT_NO_FLAG, "no");
    flag(to, expect->kind == QG_EXPECT_FLAG || expect->kind == QG_EXPECT_NO_FLAG, "flag");
    flag(to, expect->kind == QG_EXPECT_VERDICT, "verdict");
    word(to, expect->rule.text);
    word(to, expect->verdict.text);
    if (expect->kind == QG_EXPECT_OUTCOME || expect->kind == QG_EXPECT_NONE)
        flag(to, true, outcomes[expect->outcome]);
    word_line(to, "category", expect->category.text);
    word_line(to, "severity", expect->severity.text);
    if (expect->has_due) {
        char day[QG_DATE_TEXT];
        qg_date_format(expect->due, day);
        word_line(to, "due", qg_str_of(day));
    }
    word_line(to, "silenced-by", expect->silenced_by.text);
    wish(to, expect->boundary, "boundary", "not-boundary");
    wish(to, expect->reading_dependent, "reading-dependent", "not-reading-dependent");
    if (expect->has_on) {
        open(to, "on");
        quoted(to, expect->on);
        close(to);
    }
    if (qg_name_given(&expect->noun)) {
        open(to, "element");
        qg_text_printf(to->out, " %.*s %" PRIu32, QG_STR_ARG(expect->noun.text), expect->index);
        close(to);
    }
    for (const struct qg_name *name = expect->missing.first; name != NULL; name = name->next)
        quoted_line(to, "missing", name->text);
    close(to);
}

static void test(struct lister *to, const struct qg_test_decl *as) {
    for (const struct qg_fixture *given = &as->given; given != NULL; given = given->next)
        fixture(to, given);
    expr_line(to, "as-of", as->as_of);
    for (const struct qg_setting *set = as->settings.first; set != NULL; set = set->next) {
        open(to, set->reading ? "set-reading" : "set-parameter");
        word(to, set->name.text);
        expr(to, set->value);
        close(to);
    }
    for (const struct qg_expect *expect = as->expects.first; expect; expect = expect->next)
        expect_line(to, expect);
    quoted_line(to, "because", as->because);
}

// ---- All declarations ------------------------------------------------------------------------

static void division(struct lister *to, const struct qg_division_decl *as) {
    word_line(to, "after", as->after.text);
    word_line(to, "of", as->act.text);
    langs_line(to, "text", &as->text);
    scopes_lines(to, &as->scopes);
    exprs_lines(to, "when", &as->when);
    decls(to, &as->items);
}

// What stands in divisions and templates.
static void item(struct lister *to, const struct qg_decl *decl) {
    switch (decl->kind) {
    case QG_DECL_RULE:
        rule(to, &decl->as.rule);
        break;
    case QG_DECL_APPLY:
        apply(to, &decl->as.apply);
        break;
    case QG_DECL_EXEMPTION:
        exemption(to, &decl->as.exemption);
        break;
    case QG_DECL_PROVISION:
        provision(to, &decl->as.provision);
        break;
    case QG_DECL_FLAG:
        flag_decl(to, &decl->as.flag);
        break;
    default:
        break;
    }
}

static void body(struct lister *to, const struct qg_decl *decl) {
    switch (decl->kind) {
    case QG_DECL_USE:
        names(to, &decl->as.use.modules);
        break;
    case QG_DECL_SEVERITY:
        flag(to, decl->as.severity.warrants, "warrants");
        langs_line(to, "text", &decl->as.severity.text);
        break;
    case QG_DECL_KEEPER:
        langs_line(to, "title", &decl->as.keeper.title);
        names_line(to, "keeps", &decl->as.keeper.kept);
        break;
    case QG_DECL_ENUM:
        enumeration(to, &decl->as.enumeration);
        break;
    case QG_DECL_TYPE:
    case QG_DECL_RECORD:
    case QG_DECL_EXTEND:
        record(to, &decl->as.record);
        break;
    case QG_DECL_PARAMETER:
        parameter(to, &decl->as.parameter);
        break;
    case QG_DECL_READING:
        reading(to, &decl->as.reading);
        break;
    case QG_DECL_CALENDAR:
        calendar(to, &decl->as.calendar);
        break;
    case QG_DECL_DEFINE:
        define(to, &decl->as.define);
        break;
    case QG_DECL_TEMPLATE:
        fields_lines(to, "parameter", &decl->as.tmpl.parameters);
        decls(to, &decl->as.tmpl.items);
        break;
    case QG_DECL_SCHEDULE:
        schedule(to, &decl->as.schedule);
        break;
    case QG_DECL_ACT:
        act(to, &decl->as.act);
        break;
    case QG_DECL_AMENDMENT:
        amendment(to, &decl->as.act);
        break;
    case QG_DECL_DIVISION:
    case QG_DECL_PARAGRAPH:
        division(to, &decl->as.division);
        break;
    case QG_DECL_FIXTURE:
        fixture(to, &decl->as.fixture);
        break;
    case QG_DECL_TEST:
        test(to, &decl->as.test);
        break;
    default:
        item(to, decl);
    }
}

static void decls(struct lister *to, const struct qg_decls *list) {
    for (const struct qg_decl *decl = list->first; decl != NULL; decl = decl->next) {
        bool is_division = decl->kind == QG_DECL_DIVISION;
        open(to, head_of(decl->kind, is_division ? decl->as.division.kind : QG_DIVISION_PARAGRAPH));
        if (decl->kind == QG_DECL_TEST)
            quoted(to, decl->name.text);
        else
            word(to, decl->name.text);
        body(to, decl);
        close(to);
    }
}

void qg_tree_print(const struct qg_file *file, struct qg_text *out) {
    struct lister to = {.out = out};
    decls(&to, &file->decls);
    if (file->decls.count != 0)
        qg_text_char(out, '\n');
}
