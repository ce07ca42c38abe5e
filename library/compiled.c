// SPDX-License-Identifier: Apache-2.0

#include "compiled.h"

#include <dlfcn.h>
#include <string.h>

static bool fits(const struct qg_compiled *compiled) {
    static const struct qg_compiled_layout ours = QG_COMPILED_LAYOUT;
    return memcmp(&compiled->layout, &ours, sizeof ours) == 0;
}

// A name without a slash is a file of the current folder, not one that the dynamic linker knows.
static void *load(const char *path, struct qg_text *problem) {
    struct qg_text name = {0};
    qg_text_addz(&name, strchr(path, '/') != NULL ? "" : "./");
    qg_text_addz(&name, path);
    void *module = name.failed ? NULL : dlopen(name.at, RTLD_NOW | RTLD_LOCAL);
    if (module == NULL)
        qg_text_addz(problem, name.failed ? qg_fault_text(QG_FAULT_MEMORY) : dlerror());
    qg_text_free(&name);
    return module;
}

const struct qg_compiled *qg_compiled_open(void **module, const char *path,
                                           struct qg_text *problem) {
    *module = load(path, problem);
    if (*module == NULL)
        return NULL;
    const struct qg_compiled *compiled = dlsym(*module, "qg_compiled_policy");
    if (compiled != NULL && fits(compiled))
        return compiled;
    qg_text_printf(problem, "%s: %s", path,
                   compiled == NULL
                       ? "no policy; `qagida build --shared` makes one"
                       : "compiled by another version; build it anew with `qagida build --shared`");
    return NULL;
}

void qg_compiled_close(void *module) {
    if (module != NULL)
        (void)dlclose(module);
}
