// SPDX-License-Identifier: Apache-2.0

#include "feed.h"

#include "trim.h"

void qg_feed_init(struct qg_feed *feed, struct qg_grid *table,
                  const struct qg_source_file *source) {
    *feed = (struct qg_feed){
        .table = table, .header_line = source->header_row, .first_line = source->first_row};
}

void qg_feed_free(struct qg_feed *feed) {
    qg_text_free(&feed->bytes);
    qg_vec_free(&feed->cells);
}

static void fail(struct qg_feed *feed, enum qg_fault fault) {
    if (feed->fault == QG_OK)
        feed->fault = fault;
}

static bool pad(struct qg_feed *feed, uint32_t count) {
    while (feed->cells.len < count)
        if (!qg_vec_push(&feed->cells, (struct qg_cell){.kind = QG_CELL_EMPTY}))
            return false;
    return true;
}

static enum qg_cell_kind kind_of(enum qg_cell_kind kind, struct qg_str text) {
    if (text.len == 0)
        return QG_CELL_EMPTY;
    return kind == QG_CELL_TEXT && qg_str_contains(text, QG_STR("\xEF\xBF\xBD")) ? QG_CELL_BYTES
                                                                                 : kind;
}

void qg_feed_cell(struct qg_feed *feed, uint32_t number, enum qg_cell_kind kind,
                  struct qg_str text) {
    text = qg_trimmed(text);
    if (feed->fault != QG_OK || number == 0 || number > QG_GRID_COLUMNS ||
        number <= feed->cells.len)
        return;
    qg_text_add(&feed->bytes, text);
    struct qg_cell cell = {.len = (uint32_t)text.len, .kind = kind_of(kind, text)};
    if (feed->bytes.failed || !pad(feed, number - 1) || !qg_vec_push(&feed->cells, cell))
        fail(feed, QG_FAULT_MEMORY);
}

// The texts stand in the buffer one behind the other.
static void find_texts(struct qg_feed *feed) {
    const char *at = feed->bytes.at != NULL ? feed->bytes.at : "";
    for (uint32_t i = 0; i < feed->cells.len; i++) {
        feed->cells.at[i].at = at;
        at += feed->cells.at[i].len;
    }
}

static void take_header(struct qg_feed *feed, uint64_t line) {
    feed->header_met = true;
    for (uint32_t i = 0; i < feed->cells.len; i++)
        if (feed->cells.at[i].kind != QG_CELL_EMPTY)
            feed->named = i + 1;
    fail(feed, qg_grid_header(feed->table, feed->cells.at, feed->cells.len, line));
}

void qg_feed_row(struct qg_feed *feed, uint64_t line) {
    find_texts(feed);
    if (feed->fault == QG_OK && line == feed->header_line)
        take_header(feed, line);
    else if (feed->fault == QG_OK && feed->header_met && line >= feed->first_line)
        fail(feed, qg_grid_row(feed->table, feed->cells.at, feed->cells.len, line, feed->named));
    feed->cells.len = 0;
    qg_text_clear(&feed->bytes);
}
