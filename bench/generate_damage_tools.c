// SPDX-License-Identifier: Apache-2.0
#include "generate_damage_tools.h"

#include <stddef.h>
#include <string.h>

#include "generate_certification.h"

struct qg_order *qg_damage_order(struct qg_certification *certification, enum qg_order_kind kind) {
    uint16_t i = 0;
    while (i + 1 < certification->orders.size && certification->orders.items[i].kind != kind)
        i++;
    return &certification->orders.items[i];
}

void qg_damage_drop_order(struct qg_certification *certification, enum qg_order_kind kind) {
    struct qg_order *order = qg_damage_order(certification, kind);
    const struct qg_order *end = certification->orders.items + certification->orders.size--;
    memmove(order, order + 1, (size_t)(end - order - 1) * sizeof *order);
}

void qg_damage_unattest(struct qg_certification *certification, const char *section) {
    struct qg_sections *complete = &certification->complete;
    uint16_t kept = 0;
    for (uint16_t i = 0; i < complete->size; i++)
        if (strcmp(complete->items[i], section) != 0)
            complete->items[kept++] = complete->items[i];
    complete->size = kept;
}

void qg_damage_attest(struct qg_certification *certification, const char *section) {
    qg_damage_unattest(certification, section);
    certification->complete.recorded = true;
    certification->complete.items[certification->complete.size++] = section;
}

static void shift(int32_t *date, int days) {
    if (*date)
        *date += days;
}

static void shift_hearing(struct qg_hearing *hearing, int days) {
    int32_t *const dates[] = {&hearing->date,
                              &hearing->postponed_to,
                              &hearing->absence.notified_at.day,
                              &hearing->absence.evidence_from,
                              &hearing->absence.evidence_to,
                              &hearing->interview.starts_at.day,
                              &hearing->minutes.date,
                              &hearing->minutes.approved_on};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        shift(dates[i], days);
}

static void shift_papers(struct qg_certification *certification, int days) {
    struct qg_preparation *preparation = &certification->preparation;
    struct qg_notice *notice = &certification->notice;
    struct qg_sheet *sheet = &certification->sheet;
    struct qg_acquaintance *acquaintance = &certification->acquaintance;
    int32_t *const dates[] = {&preparation->dossier_prepared_on,
                              &preparation->schedule_drawn_on,
                              &preparation->briefing_held_on,
                              &preparation->materials_forwarded_on,
                              &notice->sent_on,
                              &notice->served_on,
                              &notice->certification_date,
                              &sheet->drawn_on,
                              &sheet->date,
                              &sheet->acknowledged_on,
                              &acquaintance->shown_on,
                              &acquaintance->signed_on};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        shift(dates[i], days);
}

static void shift_report(struct qg_performance_report *report, int days) {
    shift(&report->prepared_on, days);
    shift(&report->received_by_hr_on, days);
    shift(&report->familiarized_on, days);
}

void qg_damage_shift(struct qg_certification *certification, int days) {
    shift_papers(certification, days);
    if (certification->kind == QG_REGULAR)
        shift_report(&certification->report, days);
    for (uint16_t i = 0; i < certification->orders.size; i++) {
        shift(&certification->orders.items[i].date, days);
        shift(&certification->orders.items[i].certification_date, days);
    }
    for (uint16_t i = 0; i < certification->hearings.size; i++)
        shift_hearing(&certification->hearings.items[i], days);
}

void qg_damage_drop_last_member(struct qg_damage *damage, bool unseat) {
    struct qg_hearing *hearing = damage->hearing;
    const char *id = hearing->present_ids.items[hearing->present_ids.size - 1];
    qg_ids_remove(&hearing->present_ids, id);
    qg_ids_remove(&hearing->minutes.member_ids, id);
    qg_ids_remove(&hearing->minutes.signature_ids, id);
    qg_ids_remove(&damage->target->sheet.signatures, id);
    damage->target->sheet.members_attending = hearing->present_ids.size + 1;
    if (unseat)
        damage->target->commission.members.size--;
    qg_certification_vote(damage->target, hearing->present_ids.size, 0, false);
}
