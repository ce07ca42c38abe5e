// SPDX-License-Identifier: Apache-2.0

#include "format_args.h"

#include <string.h>

const char *qg_format_args_file(const char *word) {
    const char *equals = strchr(word, '=');
    return equals != NULL ? equals + 1 : NULL;
}

int qg_format_args_format(const char *word, const char *const *names, struct qg_text *problem) {
    const char *equals = strchr(word, '=');
    struct qg_text name = {0};
    int format = -1;
    qg_text_add(&name,
                equals == NULL ? qg_str_of(word) : (struct qg_str){word, (size_t)(equals - word)});
    if (name.failed)
        qg_text_addz(problem, "out of memory");
    else
        format = qg_options_choice("--format", name.at, names, problem);
    qg_text_free(&name);
    return format;
}

static bool same_place(const char *a, const char *b) {
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0;
}

// Two reports on one stream would be neither, and of two in one file the second would replace the
// first.
static void refuse_shared(const char *file, struct qg_text *problem) {
    if (file != NULL)
        qg_text_printf(problem, "two reports cannot go to the same file `%s`", file);
    else
        qg_text_addz(problem, "only one report can go to the standard output; give the others a "
                              "file: --format NAME=FILE");
}

bool qg_format_args_check(const struct qg_words *words, const char *const *names,
                          struct qg_text *problem) {
    for (uint32_t i = 0; i < words->len; i++) {
        if (qg_format_args_format(words->at[i], names, problem) < 0)
            return false;
        for (uint32_t j = 0; j < i; j++) {
            if (!same_place(qg_format_args_file(words->at[i]), qg_format_args_file(words->at[j])))
                continue;
            refuse_shared(qg_format_args_file(words->at[i]), problem);
            return false;
        }
    }
    return true;
}

enum qg_fault qg_format_args_open(struct qg_outputs *outputs, const struct qg_words *words,
                                  struct qg_text *problem) {
    const char *const *names = qg_writer_formats();
    enum qg_fault fault = QG_OK;
    if (words->len == 0)
        return qg_outputs_add(outputs, "text", NULL, problem);
    for (uint32_t i = 0; i < words->len && fault == QG_OK; i++) {
        int format = qg_format_args_format(words->at[i], names, problem);
        fault = format < 0 ? QG_FAULT_BUG
                           : qg_outputs_add(outputs, names[format],
                                            qg_format_args_file(words->at[i]), problem);
    }
    return fault;
}
