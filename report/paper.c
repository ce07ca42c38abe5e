// SPDX-License-Identifier: Apache-2.0

#include "paper.h"

// Kind, level and count, then the widths; then for each cell its length and its bytes.
enum { FIXED = 3 + QG_PAPER_CELLS };

static void add_bytes(struct qg_text *paper, const void *at, size_t len) {
    qg_text_add(paper, (struct qg_str){at, len});
}

void qg_paper_add(struct qg_text *paper, const struct qg_paper_block *block) {
    const uint8_t head[] = {block->kind, block->level, block->count};
    add_bytes(paper, head, sizeof head);
    add_bytes(paper, block->widths, sizeof block->widths);
    for (uint8_t i = 0; i < block->count; i++) {
        uint32_t len = (uint32_t)block->cells[i].len;
        paper->failed = paper->failed || block->cells[i].len > UINT32_MAX;
        add_bytes(paper, &len, sizeof len);
        qg_text_add(paper, block->cells[i]);
    }
}

void qg_paper_line(struct qg_text *paper, enum qg_block_kind kind, struct qg_str text) {
    qg_paper_add(paper,
                 &(struct qg_paper_block){.kind = (uint8_t)kind, .count = 1, .cells = {text}});
}

void qg_paper_heading(struct qg_text *paper, uint8_t level, struct qg_str text) {
    qg_paper_add(paper, &(struct qg_paper_block){
                            .kind = QG_BLOCK_HEADING, .level = level, .count = 1, .cells = {text}});
}

void qg_paper_field(struct qg_text *paper, struct qg_str name, struct qg_str value) {
    qg_paper_add(paper, &(struct qg_paper_block){
                            .kind = QG_BLOCK_FIELD, .count = 2, .cells = {name, value}});
}

void qg_paper_table_end(struct qg_text *paper) {
    qg_paper_add(paper, &(struct qg_paper_block){.kind = QG_BLOCK_TABLE_END});
}

// ---- reading ----

static bool take(struct qg_str *rest, void *out, size_t len) {
    if (rest->len < len)
        return false;
    memcpy(out, rest->at, len);
    *rest = (struct qg_str){rest->at + len, rest->len - len};
    return true;
}

static bool take_cell(struct qg_str *rest, struct qg_str *out) {
    uint32_t len;
    if (!take(rest, &len, sizeof len) || rest->len < len)
        return false;
    *out = (struct qg_str){rest->at, len};
    *rest = (struct qg_str){rest->at + len, rest->len - len};
    return true;
}

bool qg_paper_next(struct qg_str *rest, struct qg_paper_block *out) {
    uint8_t head[3];
    *out = (struct qg_paper_block){0};
    if (rest->len < FIXED || !take(rest, head, sizeof head) ||
        !take(rest, out->widths, sizeof out->widths))
        return false;
    out->kind = head[0];
    out->level = head[1];
    out->count = head[2];
    bool ok = out->kind < QG_BLOCKS && out->count <= QG_PAPER_CELLS;
    for (uint8_t i = 0; ok && i < out->count; i++)
        ok = take_cell(rest, &out->cells[i]);
    return ok;
}
