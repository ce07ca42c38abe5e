// SPDX-License-Identifier: Apache-2.0

#include "only.h"

#include <string.h>

static const char *const kinds[] = {[QG_ONLY_INSTITUTION] = "institution",
                                    [QG_ONLY_RECORD] = "record",
                                    [QG_ONLY_CERTIFICATION] = "certification"};

bool qg_only_parse(struct qg_only *out, const char *word, struct qg_text *problem) {
    const char *equals = strchr(word, '=');
    *out = (struct qg_only){.kind = QG_ONLY_ALL};
    for (int k = QG_ONLY_INSTITUTION; equals != NULL && k <= QG_ONLY_CERTIFICATION; k++)
        if (qg_str_equal(qg_str_of(kinds[k]), (struct qg_str){word, (size_t)(equals - word)}))
            *out = (struct qg_only){.kind = (enum qg_only_kind)k, .id = qg_str_of(equals + 1)};
    if (out->kind != QG_ONLY_ALL && out->id.len > 0)
        return true;
    qg_text_printf(
        problem, "--only cannot be `%s`: say institution=ID, record=ID or certification=ID", word);
    return false;
}

static bool has_course(const struct qg_heading *heading, struct qg_str id) {
    for (uint32_t i = 0; i < heading->course_count; i++)
        if (qg_str_equal(heading->courses[i].of.id, id))
            return true;
    return false;
}

bool qg_only_heading(struct qg_only *only, const struct qg_heading *heading) {
    if (only->kind == QG_ONLY_INSTITUTION)
        only->here = qg_str_equal(heading->body, only->id);
    else if (only->kind == QG_ONLY_RECORD)
        only->here = qg_str_equal(heading->record.id, only->id);
    else
        only->here = only->kind == QG_ONLY_ALL || has_course(heading, only->id);
    return only->here;
}

bool qg_only_finding(const struct qg_only *only, const struct qg_finding *finding) {
    if (only->kind == QG_ONLY_ALL)
        return true;
    if (!only->here || finding->subject_count == 0)
        return false;
    return only->kind != QG_ONLY_CERTIFICATION ||
           (finding->subject_count > 1 && qg_str_equal(finding->subject[1].id, only->id));
}

bool qg_only_verdict(const struct qg_only *only, const struct qg_verdict *verdict) {
    if (only->kind == QG_ONLY_ALL)
        return true;
    return only->here && (only->kind != QG_ONLY_CERTIFICATION ||
                          qg_str_equal(verdict->certification.id, only->id));
}
