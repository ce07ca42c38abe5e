// SPDX-License-Identifier: Apache-2.0
//
// The JSON texts of a public test suite through both engines: what must be accepted is, what must
// be rejected is rejected with a place, and where a parser is free both answer alike.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "record_schema.h"

#include "readfile.h"

#include <dirent.h>

#ifndef QG_SHARED_DATA
#define QG_SHARED_DATA "../shared/data"
#endif

// JSON at all, even if it is no record.
static bool is_json(const struct trial *trial) {
    if (trial->decoded != QG_DECODED_UNREADABLE)
        return true;
    enum qg_data_code code = trial->data.items.at[0].code;
    return code == QG_DATA_NOT_OBJECT || code == QG_DATA_NO_KIND;
}

static bool accepts(struct trial *trial, enum qg_engine engine, struct qg_str text) {
    trial_decode(trial, engine, text);
    bool accepted = is_json(trial);
    if (!accepted) {
        assert_int_equal(trial->data.items.len, 1);
        assert_true(trial->data.items.at[0].offset <= text.len);
    }
    return accepted;
}

static void check(struct trial *trial, const char *name, struct qg_str text) {
    bool bulk = accepts(trial, QG_ENGINE_BULK, text);
    size_t offset = bulk ? 0 : trial->data.items.at[0].offset;
    bool jansson = accepts(trial, QG_ENGINE_JANSSON, text);
    if ((*name == 'y' && !bulk) || (*name == 'n' && bulk) || bulk != jansson)
        fail_msg("%s: bulk %d, jansson %d", name, bulk, jansson);
    if (!jansson && offset != trial->data.items.at[0].offset)
        fail_msg("%s: the engines report different places", name);
}

static void the_suite_is_judged_as_it_asks_by_both_engines(void **state) {
    (void)state;
    static const char folder[] = QG_SHARED_DATA "/json-test-suite";
    struct trial trial;
    struct qg_text text = {0}, path = {0};
    int checked = 0;
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        print_message("skipped: there is no " QG_SHARED_DATA "/json-test-suite\n");
        skip();
        return;
    }
    trial_open(&trial, true);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (strstr(entry->d_name, ".json") == NULL)
            continue;
        qg_text_clear(&path);
        qg_text_clear(&text);
        qg_text_printf(&path, "%s/%s", folder, entry->d_name);
        assert_int_equal(qg_readfile(path.at, (size_t)1 << 24, &text), QG_OK);
        check(&trial, entry->d_name, qg_text_str(&text));
        checked++;
    }
    closedir(dir);
    qg_text_free(&text);
    qg_text_free(&path);
    trial_close(&trial);
    assert_true(checked > 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_suite_is_judged_as_it_asks_by_both_engines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
