// SPDX-License-Identifier: Apache-2.0

#include "session_args.h"

#include <string.h>

// Splits "NAME=VALUE".
static bool split(const char *word, struct qg_str *name, struct qg_str *value) {
    const char *equals = strchr(word, '=');
    if (equals == NULL)
        return false;
    *name = (struct qg_str){word, (size_t)(equals - word)};
    *value = qg_str_of(equals + 1);
    return true;
}

typedef bool setter(struct qg_session *session, struct qg_str name, struct qg_str value,
                    struct qg_text *problem);

static bool set_all(struct qg_session *session, const struct qg_words *words, const char *option,
                    setter *set, struct qg_text *problem) {
    for (uint32_t i = 0; i < words->len; i++) {
        struct qg_str name, value;
        if (!split(words->at[i], &name, &value)) {
            qg_text_printf(problem, "%s takes NAME=VALUE, not `%s`", option, words->at[i]);
            return false;
        }
        if (!set(session, name, value, problem))
            return false;
    }
    return true;
}

typedef bool picker(struct qg_session *session, struct qg_str pattern, struct qg_text *problem);

// Each word may be a list: "46,P48*".
static bool pick_all(struct qg_session *session, const struct qg_words *words, picker *pick,
                     struct qg_text *problem) {
    for (uint32_t i = 0; i < words->len; i++) {
        for (const char *at = words->at[i]; at != NULL;) {
            const char *comma = strchr(at, ',');
            struct qg_str one = {at, comma != NULL ? (size_t)(comma - at) : strlen(at)};
            if (!pick(session, one, problem))
                return false;
            at = comma != NULL ? comma + 1 : NULL;
        }
    }
    return true;
}

bool qg_session_args_set(struct qg_session *session, const struct qg_session_args *args,
                         struct qg_text *problem) {
    return set_all(session, &args->parameters, "--param", qg_session_parameter, problem) &&
           set_all(session, &args->readings, "--reading", qg_session_reading, problem) &&
           pick_all(session, &args->selects, qg_session_select, problem) &&
           pick_all(session, &args->ignores, qg_session_ignore, problem) &&
           (args->as_of == NULL || qg_session_as_of(session, qg_str_of(args->as_of), problem)) &&
           qg_session_settle(session, problem);
}
