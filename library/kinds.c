// SPDX-License-Identifier: Apache-2.0
#include "kinds.h"

#include "suggest.h"
#include "vec.h"
#include "walk.h"

static void complain(const struct qg_schema *schema, struct qg_str name, struct qg_text *problem) {
    QG_VEC(struct qg_str) names = {0};
    struct qg_str close;
    bool known = true;
    for (uint32_t i = 0; i < schema->type_count && known; i++)
        if (schema->types[i].is_record)
            known = qg_vec_push(&names, schema->types[i].name);
    qg_text_printf(problem, "the policy declares no record `%.*s`", QG_STR_ARG(name));
    if (known && qg_suggest(name, names.at, names.len, &close))
        qg_text_printf(problem, "; did you mean `%.*s`?", QG_STR_ARG(close));
    else if (known)
        for (uint32_t i = 0; i < names.len; i++)
            qg_text_printf(problem, "%s `%.*s`", i == 0 ? "; it has" : ",",
                           QG_STR_ARG(names.at[i]));
    qg_vec_free(&names);
}

int32_t qg_kinds_find(const struct qg_program *program, struct qg_str name,
                      struct qg_text *problem) {
    const struct qg_schema *schema = &program->schema;
    for (uint32_t i = 0; i < schema->type_count; i++)
        if (schema->types[i].is_record && qg_str_equal(schema->types[i].name, name))
            return (int32_t)i;
    complain(schema, name, problem);
    return QG_NONE;
}

int32_t qg_kinds_main(const struct qg_program *program) {
    const struct qg_schema *schema = &program->schema;
    int32_t first = QG_NONE;
    for (uint32_t i = 0; i < schema->type_count; i++) {
        if (schema->types[i].is_record && qg_is_audited(program, (uint16_t)i))
            return (int32_t)i;
        if (schema->types[i].is_record && first == QG_NONE)
            first = (int32_t)i;
    }
    return first;
}
