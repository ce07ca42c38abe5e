// SPDX-License-Identifier: Apache-2.0
//
// Finding the press for PDF. The dynamic linker looks where the command or library that this is
// part of was told to (its RUNPATH), and where it looks for any library.

#include "press.h"

#include <dlfcn.h>

bool qg_press_pdf(struct qg_press *out, struct qg_text *problem) {
    void *module = dlopen("qagida-pdf.so", RTLD_NOW | RTLD_LOCAL);
    const char *reason = module == NULL ? dlerror() : NULL;
    const char *(*open_press)(struct qg_press *) = NULL;
    if (module != NULL)
        *(void **)&open_press = dlsym(module, "qg_press_module_1");
    if (open_press != NULL)
        reason = open_press(out);
    else if (module != NULL)
        reason = "qagida-pdf.so is of another version";
    if (reason == NULL)
        return true;
    qg_text_printf(
        problem, "cannot print PDF: %s; or take `--format act`, which any browser prints", reason);
    return false;
}
