// SPDX-License-Identifier: Apache-2.0

#include "api.h"

#include "compiled.h"
#include "version.h"

#include <stdlib.h>
#include <string.h>

const char *qagida_version(void) {
    return qg_version();
}

qagida_status qg_api_status(enum qg_fault fault) {
    static const qagida_status of[] = {
        [QG_OK] = QAGIDA_OK,
        [QG_FAULT_MEMORY] = QAGIDA_MEMORY,
        [QG_FAULT_READ] = QAGIDA_INPUT,
        [QG_FAULT_WRITE] = QAGIDA_STOPPED,
        [QG_FAULT_LIMIT] = QAGIDA_INPUT,
        [QG_FAULT_BUG] = QAGIDA_BUG,
    };
    return of[fault];
}

qagida_policy *qagida_policy_new(void) {
    struct qagida_policy *policy = calloc(1, sizeof *policy);
    if (policy != NULL)
        qg_policy_init(&policy->policy);
    return policy;
}

void qagida_policy_free(qagida_policy *policy) {
    if (policy == NULL)
        return;
    qg_policy_free(&policy->policy);
    qg_compiled_close(policy->module);
    qg_text_free(&policy->message);
    free(policy);
}

// Clears the message of the call before; false, with a message, if it is too late to add.
static bool still_open(struct qagida_policy *policy) {
    qg_text_free(&policy->message);
    if (policy->compiled)
        qg_text_addz(&policy->message, "the policy is compiled already");
    return !policy->compiled;
}

qagida_status qagida_policy_add_builtin(qagida_policy *policy) {
    return still_open(policy) ? qg_api_status(qg_policy_add_builtin(&policy->policy))
                              : QAGIDA_INVALID;
}

qagida_status qagida_policy_add_text(qagida_policy *policy, const char *name, const char *text,
                                     size_t length) {
    if (!still_open(policy))
        return QAGIDA_INVALID;
    return qg_api_status(
        qg_policy_add_text(&policy->policy, qg_str_of(name), (struct qg_str){text, length}));
}

qagida_status qagida_policy_add_path(qagida_policy *policy, const char *path) {
    if (!still_open(policy))
        return QAGIDA_INVALID;
    return qg_api_status(qg_policy_add_path(&policy->policy, path, &policy->message));
}

// ---- modules ----

static struct qg_str keep(struct qg_policy *policy, struct qg_str s) {
    return (struct qg_str){qg_arena_copy(&policy->arena, s.at, s.len), s.len};
}

// The loader sees NUL-terminated names; the text is its own and stays.
static bool ask_loader(void *user, struct qg_str module, struct qg_str from,
                       struct qg_policy_source *out) {
    struct qagida_policy *policy = user;
    struct qg_str name = keep(&policy->policy, module), asker = keep(&policy->policy, from);
    size_t length = 0;
    if (name.at == NULL || asker.at == NULL) {
        policy->policy.finder_fault = QG_FAULT_MEMORY;
        return false;
    }
    const char *text = policy->loader(policy->loader_user, name.at, asker.at, &length);
    *out = (struct qg_policy_source){name, {text, length}, 0};
    return text != NULL;
}

void qagida_policy_set_loader(qagida_policy *policy, qagida_loader *loader, void *user) {
    policy->loader = loader;
    policy->loader_user = user;
    policy->policy.finder = loader != NULL ? ask_loader : NULL;
    policy->policy.finder_user = policy;
}

// ---- compiling ----

qagida_status qagida_policy_compile(qagida_policy *policy) {
    if (!still_open(policy))
        return QAGIDA_INVALID;
    policy->compiled = true;
    enum qg_fault fault = qg_policy_make_program(&policy->policy);
    qg_policy_render(&policy->policy, &policy->message, false);
    if (fault != QG_OK || policy->message.failed)
        return fault != QG_OK ? qg_api_status(fault) : QAGIDA_MEMORY;
    return policy->policy.program != NULL ? QAGIDA_OK : QAGIDA_INVALID;
}

qagida_status qagida_policy_open(qagida_policy *policy, const char *path) {
    if (!still_open(policy))
        return QAGIDA_INVALID;
    if (policy->policy.texts.len > 0) {
        qg_text_addz(&policy->message, "texts and a compiled policy do not go together");
        return QAGIDA_INVALID;
    }
    policy->compiled = true;
    const struct qg_compiled *made = qg_compiled_open(&policy->module, path, &policy->message);
    if (made == NULL)
        return policy->message.failed ? QAGIDA_MEMORY : QAGIDA_INVALID;
    policy->policy.program = made->program;
    policy->policy.native = made->native;
    return QAGIDA_OK;
}

const char *qagida_policy_message(const qagida_policy *policy) {
    return policy->message.at != NULL ? policy->message.at : "";
}
