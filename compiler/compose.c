// SPDX-License-Identifier: Apache-2.0
#include "compose.h"

#include "text.h"
#include "vec.h"

struct composer {
    const struct qg_sources *sources;
    const struct qg_source *base;
    struct qg_text text;
    QG_VEC(struct qg_stretch) stretches;
    bool failed;
};

// Insertion sort: an amendment has a handful of changes, and they come nearly in order.
const struct qg_replacement *qg_compose_sort(struct qg_replacement *list, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        struct qg_replacement moved = list[i];
        uint32_t to = i;
        for (; to > 0 && list[to - 1].at.start > moved.at.start; to--)
            list[to] = list[to - 1];
        list[to] = moved;
    }
    for (uint32_t i = 1; i < count; i++)
        if (list[i].at.start < list[i - 1].at.end)
            return &list[i];
    return NULL;
}

static void add(struct composer *c, struct qg_str bytes, struct qg_span from) {
    if (bytes.len == 0)
        return;
    if (!qg_vec_push(&c->stretches, (struct qg_stretch){(uint32_t)c->text.len, from}))
        c->failed = true;
    qg_text_add(&c->text, bytes);
}

static void add_written(struct composer *c, struct qg_span span) {
    add(c, qg_sources_slice(c->sources, span), span);
}

// Bytes of the old text, which may itself have been put together.
static void add_kept(struct composer *c, struct qg_span span) {
    const struct qg_source *base = c->base;
    if (base->stretch_count == 0) {
        add_written(c, span);
        return;
    }
    for (uint32_t i = 0; i < base->stretch_count; i++) {
        uint32_t from = base->stretches[i].at;
        uint32_t to =
            i + 1 < base->stretch_count ? base->stretches[i + 1].at : (uint32_t)base->text.len;
        struct qg_span part = {span.source, from > span.start ? from : span.start,
                               to < span.end ? to : span.end};
        if (part.start < part.end)
            add(c, qg_sources_slice(c->sources, part), qg_sources_origin(c->sources, part));
    }
}

static void compose(struct composer *c, uint32_t source, const struct qg_replacement *list,
                    uint32_t count) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct qg_replacement *r = &list[i];
        add_kept(c, (struct qg_span){source, at, r->at.start});
        add(c, r->before, r->because);
        add_written(c, r->with[0]);
        add_written(c, r->with[1]);
        add(c, r->after, r->because);
        at = r->at.end;
    }
    add_kept(c, (struct qg_span){source, at, (uint32_t)c->base->text.len});
}

enum qg_fault qg_compose(struct qg_sources *sources, uint32_t source,
                         const struct qg_replacement *list, uint32_t count, uint32_t *out) {
    struct composer c = {.sources = sources, .base = qg_sources_at(sources, source)};
    if (c.base == NULL)
        return QG_FAULT_BUG;
    compose(&c, source, list, count);
    enum qg_fault fault = QG_FAULT_MEMORY;
    if (!c.failed && !c.text.failed)
        fault = qg_sources_add_composed(sources, c.base->name, qg_text_str(&c.text), c.stretches.at,
                                        c.stretches.len, out);
    qg_text_free(&c.text);
    qg_vec_free(&c.stretches);
    return fault;
}
