// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as records under the policy for Order 300: compiled to C, interpreted, and interpreted
// by the run that counts for profiles, it says the same of them, and of several together what it
// says of each.

#include "fuzz.h"

#include "json_mutator.h"
#include "judged.h"
#include "natives.h"
#include "profile.h"

#include <stdlib.h>

enum { LONGEST = 1 << 16 };

// The ways, made ready once; a fuzz target has nowhere else to keep them.
enum { COMPILED, COMPILED_ALONE, INTERPRETED, COUNTED, WAYS };
static struct qg_judge judges[WAYS];
static struct qg_profile profile;

static void prepare(void) {
    const struct qg_program *program = qg_built_in.program;
    for (int way = 0; way < WAYS; way++)
        if (!qg_judge_open(&judges[way], program,
                           way <= COMPILED_ALONE ? qg_built_in.native : NULL))
            abort();
    if (!qg_profile_init(&profile, program))
        abort();
    judges[COMPILED_ALONE].alone = true;
    judges[COUNTED].session.settings.profile = &profile;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_text said[WAYS] = {0};
    bool ended[WAYS];
    struct qg_str bytes = {(const char *)data, size};
    if (size > LONGEST)
        return 0;
    if (profile.functions == NULL)
        prepare();
    for (int way = 0; way < WAYS; way++) {
        ended[way] = qg_judge_records(&judges[way], QG_ENGINE_BULK, bytes, &said[way]);
        if (ended[way] != ended[0] || !qg_str_equal(qg_text_str(&said[way]), qg_text_str(&said[0])))
            abort();
    }
    for (int way = 0; way < WAYS; way++)
        qg_text_free(&said[way]);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
    return qg_json_mutate_records(data, size, room, seed);
}
