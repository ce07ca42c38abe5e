// SPDX-License-Identifier: Apache-2.0

#include "place_links.h"

#include "compile.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOST = 256 };

static bool keep(struct qg_arena *arena, const char *text, struct qg_str *out) {
    const char *copy = qg_arena_copy(arena, text, strlen(text));
    *out = qg_str_of(copy != NULL ? copy : "");
    return copy != NULL;
}

static bool find_machine(struct qg_place_links *made) {
    char host[HOST] = "";
    char *folder = getcwd(NULL, 0);
    if (gethostname(host, sizeof host - 1) != 0)
        host[0] = '\0';
    bool ok = keep(&made->arena, host, &made->links.host) &&
              keep(&made->arena, folder != NULL ? folder : "", &made->links.folder);
    free(folder);
    return ok;
}

// The name of a rule's text, empty for one that lies in the command.
static bool name_rule(struct qg_place_links *made, const struct qg_sources *sources,
                      struct qg_span span, struct qg_str *out) {
    struct qg_file_place at = qg_sources_place(sources, span);
    struct qg_text name = {0};
    if (!qg_policy_is_builtin(at.name))
        qg_links_name(&made->links, at.name, at.place.line, &name);
    bool ok = !name.failed && keep(&made->arena, name.at != NULL ? name.at : "", out);
    qg_text_free(&name);
    return ok;
}

static bool name_rules(struct qg_place_links *made, const struct qg_program *program,
                       const struct qg_sources *sources) {
    struct qg_str *names = qg_arena_array(&made->arena, program->rule_count, sizeof *names);
    bool ok = names != NULL || program->rule_count == 0;
    for (uint32_t i = 0; i < program->rule_count && ok; i++)
        ok = name_rule(made, sources, program->rules[i].place, &names[i]);
    made->links.rules = names;
    return ok;
}

enum qg_fault qg_place_links_init(struct qg_place_links *made, const struct qg_policy *policy) {
    *made = (struct qg_place_links){0};
    qg_arena_init(&made->arena, "links");
    bool ok = find_machine(made);
    if (ok && policy->compilation != NULL)
        ok = name_rules(made, policy->program, &policy->compilation->sources);
    return ok ? QG_OK : QG_FAULT_MEMORY;
}

void qg_place_links_free(struct qg_place_links *made) {
    qg_arena_free(&made->arena);
}
