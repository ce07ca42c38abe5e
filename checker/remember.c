// SPDX-License-Identifier: Apache-2.0
#include "remember.h"

#include "interval.h"

static bool recall_from_slots(struct qg_keep *out, const struct qg_machine *m,
                              struct qg_value *frame) {
    const int32_t *memo = m->record->slots + out->slot;
    out->where = QG_KEPT_IN_SLOTS;
    if (memo[0] == QG_SLOT_UNCOMPUTED)
        return false;
    *frame = (struct qg_value){memo[0], memo[1]};
    return true;
}

static bool recall_from_memo(struct qg_keep *out, const struct qg_machine *m,
                             struct qg_value *frame) {
    const struct qg_memo_entry *entry = qg_memo_find(&m->memo, out->slot);
    out->where = QG_KEPT_IN_MEMO;
    if (entry != NULL)
        *frame = entry->value;
    return entry != NULL;
}

static bool recall_from_recent(struct qg_keep *out, struct qg_machine *m,
                               const struct qg_callee *callee, struct qg_value *frame) {
    uint32_t function = (uint32_t)(callee - m->callees);
    uint32_t count = callee->args < QG_RECENT_ARGS ? callee->args : QG_RECENT_ARGS;
    uint64_t args[QG_RECENT_ARGS] = {0};
    for (uint32_t i = 0; i < count; i++)
        args[i] = qg_pack(frame[i]);
    out->place = qg_recent_place(&m->recent, function, args, count);
    out->where = QG_KEPT_IN_RECENT;
    if (qg_recent_holds(&m->recent, out->place, function, args, count)) {
        *frame = qg_unpack(out->place->value);
        return true;
    }
    out->ticket = qg_recent_take(&m->recent, out->place, function, args, count);
    return false;
}

bool qg_recall(struct qg_keep *out, struct qg_machine *m, const struct qg_callee *callee,
               struct qg_value *frame) {
    out->where = QG_KEPT_NOWHERE;
    if (callee->how == QG_CALL_SLOTS && frame->lo > 0) {
        out->slot = (uint32_t)frame->lo + (uint32_t)callee->memo;
        return qg_is_unaltered(m, callee) ? recall_from_slots(out, m, frame)
                                          : recall_from_memo(out, m, frame);
    }
    return callee->how == QG_CALL_RECENT && qg_is_unaltered(m, callee) &&
           recall_from_recent(out, m, callee, frame);
}

void qg_keep(struct qg_machine *m, const struct qg_keep *keep, struct qg_value value) {
    if (keep->where == QG_KEPT_IN_SLOTS) {
        m->record->slots[keep->slot] = value.lo;
        m->record->slots[keep->slot + 1] = value.hi;
    } else if (keep->where == QG_KEPT_IN_RECENT) {
        qg_recent_keep(&m->recent, keep->place, keep->ticket, qg_pack(value));
    } else if (keep->where == QG_KEPT_IN_MEMO) {
        qg_memo_put(&m->memo, (struct qg_memo_entry){.slot = keep->slot, .value = value});
    }
}
