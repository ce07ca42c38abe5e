// SPDX-License-Identifier: Apache-2.0
//
// Damage to a person's life, to the preparation and to the commission.
#include "generate_damage.h"

#include <string.h>

#include "generate_certification.h"
#include "generate_damage_tools.h"
#include "generate_date.h"

static void appoint_again(struct qg_damage *damage, int32_t on) {
    struct qg_employment *employment = &damage->dossier->employment;
    struct qg_position *position = &employment->positions.items[employment->positions.size++];
    *position = position[-1];
    position[-1].left_on = on - 1;
    position->appointed_on = on;
    damage->target->sheet.position_months =
        qg_gendate_months_between(on, damage->hearing->date) + 1;
}

// The sheet's lengths of service, told again after the certification was moved.
static void restate_months(struct qg_damage *damage) {
    const struct qg_employment *employment = &damage->dossier->employment;
    const int32_t on = damage->hearing->date;
    const int32_t appointed_on =
        employment->positions.items[employment->positions.size - 1].appointed_on;
    damage->target->sheet.service_months =
        qg_gendate_months_between(employment->civil_service_start, on) + 1;
    damage->target->sheet.position_months = qg_gendate_months_between(appointed_on, on) + 1;
}

// A state around the deciding sitting, too short to reach another certification.
static void add_status(struct qg_damage *damage, enum qg_status_kind kind) {
    const int32_t on = damage->hearing->date;
    damage->dossier->statuses.items[damage->dossier->statuses.size++] =
        (struct qg_status_entry){true, (uint8_t)kind, on - 120, on + 60};
}

static void add_child(struct qg_damage *damage, int months_old, enum qg_flag disabled) {
    const int32_t birth = qg_gendate_add_months(damage->hearing->date, -months_old);
    damage->dossier->children.items[damage->dossier->children.size++] =
        (struct qg_child){true, birth, (uint8_t)disabled};
}

// A leave that was open on the grid date and ended shortly before the sitting.
static void add_leave(struct qg_damage *damage, enum qg_leave_kind kind) {
    const int32_t due_on = damage->target->due_on;
    damage->dossier->leaves.items[damage->dossier->leaves.size++] =
        (struct qg_leave){true, (uint8_t)kind, due_on - 30, due_on + 3, due_on + 4};
}

static void set_track(struct qg_damage *damage, enum qg_track track) {
    struct qg_employment *employment = &damage->dossier->employment;
    employment->positions.items[employment->positions.size - 1].track = (uint8_t)track;
}

static struct qg_alternative *add_alternative(struct qg_damage *damage) {
    struct qg_performance_report *report = &damage->target->report;
    report->disagreement_on = report->familiarized_on;
    report->alternative_info.size = 1;
    report->alternative_info.items[0] =
        (struct qg_alternative){true, damage->hearing->date - 12, QG_YES, QG_YES, QG_YES};
    return &report->alternative_info.items[0];
}

void qg_damage_regime_unknown(struct qg_damage *damage) {
    damage->dossier->person.regime = QG_UNSAID;
}

void qg_damage_category_sought(struct qg_damage *damage) {
    damage->target->category_sought = "Первая категория";
}

void qg_damage_certification_lost(struct qg_damage *damage) {
    damage->dossier->certifications.size--;
}

void qg_damage_certification_lost_unattested(struct qg_damage *damage) {
    damage->dossier->certifications.size--;
    damage->dossier->complete.recorded = false;
}

void qg_damage_appointed_recently(struct qg_damage *damage) {
    appoint_again(damage, damage->target->hearings.items[0].date - 95);
}

void qg_damage_held_late(struct qg_damage *damage) {
    const int32_t late = damage->target->window_end + 12 - damage->hearing->date;
    qg_damage_shift(damage->target, (late + 6) / 7 * 7);
    restate_months(damage);
}

void qg_damage_pregnant(struct qg_damage *damage) {
    add_status(damage, QG_PREGNANCY);
}

void qg_damage_statuses_unknown(struct qg_damage *damage) {
    damage->dossier->statuses.recorded = false;
    damage->dossier->complete.size = 1;
}

void qg_damage_infant(struct qg_damage *damage) {
    add_child(damage, 24, QG_NO);
}

void qg_damage_single_mother(struct qg_damage *damage) {
    add_child(damage, 8 * 12 + 1, QG_NO);
    add_status(damage, QG_SINGLE_MOTHER);
}

void qg_damage_disabled_child(struct qg_damage *damage) {
    add_child(damage, 15 * 12 + 5, QG_YES);
    add_status(damage, QG_SINGLE_MOTHER);
}

void qg_damage_motherless_child(struct qg_damage *damage) {
    add_child(damage, 8 * 12 + 1, QG_NO);
    add_status(damage, QG_RAISING_MOTHERLESS_CHILD);
}

void qg_damage_sector_veteran(struct qg_damage *damage) {
    damage->dossier->employment.sector_periods.items[0].from =
        qg_gendate_add_months(damage->hearing->date, -246);
}

void qg_damage_after_unpaid(struct qg_damage *damage) {
    add_leave(damage, QG_UNPAID);
}

void qg_damage_after_maternity(struct qg_damage *damage) {
    add_leave(damage, QG_MATERNITY);
}

void qg_damage_after_parental(struct qg_damage *damage) {
    add_leave(damage, QG_PARENTAL);
}

void qg_damage_track_head(struct qg_damage *damage) {
    set_track(damage, QG_HEAD);
}

void qg_damage_track_deputy(struct qg_damage *damage) {
    set_track(damage, QG_DEPUTY);
}

void qg_damage_no_instruction(struct qg_damage *damage) {
    qg_damage_drop_order(damage->target, QG_INSTRUCTION);
}

void qg_damage_dossier_late(struct qg_damage *damage) {
    damage->target->preparation.dossier_prepared_on = damage->hearing->date + 3;
}

void qg_damage_dossier_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "preparation");
    damage->target->preparation.dossier_prepared_on = 0;
}

void qg_damage_schedule_late(struct qg_damage *damage) {
    damage->target->preparation.schedule_drawn_on = damage->hearing->date + 2;
}

void qg_damage_schedule_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "preparation");
    damage->target->preparation.schedule_drawn_on = 0;
}

void qg_damage_briefing_late(struct qg_damage *damage) {
    damage->target->preparation.briefing_held_on = damage->hearing->date + 1;
}

void qg_damage_briefing_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "preparation");
    damage->target->preparation.briefing_held_on = 0;
}

void qg_damage_fixed_another_day(struct qg_damage *damage) {
    qg_damage_order(damage->target, QG_FIX_DATE)->certification_date += 7;
}

void qg_damage_composition_late(struct qg_damage *damage) {
    qg_damage_order(damage->target, QG_APPROVE_COMPOSITION)->date = damage->hearing->date + 5;
}

void qg_damage_fixed_without_hr(struct qg_damage *damage) {
    qg_damage_order(damage->target, QG_FIX_DATE)->on_submission_of = QG_UNIT_OTHER;
}

void qg_damage_list_without_person(struct qg_damage *damage) {
    qg_damage_order(damage->target, QG_APPROVE_LIST)->names_person = QG_NO;
}

void qg_damage_schedule_order_late(struct qg_damage *damage) {
    qg_damage_order(damage->target, QG_APPROVE_SCHEDULE)->date = damage->hearing->date + 3;
}

void qg_damage_list_without_hr(struct qg_damage *damage) {
    qg_damage_order(damage->target, QG_APPROVE_LIST)->on_submission_of = QG_UNIT_OTHER;
}

void qg_damage_notice_undated(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "notice");
    damage->target->notice.certification_date = 0;
}

void qg_damage_notice_undated_attested(struct qg_damage *damage) {
    qg_damage_attest(damage->target, "notice");
    damage->target->notice.certification_date = 0;
}

void qg_damage_notice_short(struct qg_damage *damage) {
    damage->target->notice.served_on = damage->target->hearings.items[0].date - 19;
    damage->target->notice.sent_on = damage->target->hearings.items[0].date - 22;
}

void qg_damage_notice_unserved(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "notice");
    damage->target->notice.served_on = 0;
}

void qg_damage_report_by_manager(struct qg_damage *damage) {
    damage->target->report.author_unit = QG_IMMEDIATE_MANAGER;
    damage->target->report.author_id = "ministry-07";
}

void qg_damage_report_by_stranger(struct qg_damage *damage) {
    damage->target->report.author_unit = QG_UNIT_OTHER;
    damage->target->report.author_id = "x-colleague-01";
}

void qg_damage_report_received_late(struct qg_damage *damage) {
    damage->target->report.received_by_hr_on = damage->target->report.familiarized_on + 4;
}

void qg_damage_report_receipt_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "report");
    damage->target->report.received_by_hr_on = 0;
}

void qg_damage_report_without_results(struct qg_damage *damage) {
    damage->target->report.sections.size = 2;
}

void qg_damage_report_topics_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "report");
    damage->target->report.sections.recorded = false;
}

void qg_damage_report_shown_late(struct qg_damage *damage) {
    damage->target->report.familiarized_on = damage->hearing->date - 13;
}

void qg_damage_alternative_ignored(struct qg_damage *damage) {
    add_alternative(damage)->considered = QG_NO;
}

void qg_damage_alternative_unread(struct qg_damage *damage) {
    add_alternative(damage)->read_out = QG_NO;
}

void qg_damage_alternative_undiscussed(struct qg_damage *damage) {
    add_alternative(damage)->discussed = QG_NO;
}

void qg_damage_sheet_drawn_late(struct qg_damage *damage) {
    damage->target->sheet.drawn_on = damage->hearing->date + 2;
}

void qg_damage_sheet_drawn_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "sheet");
    qg_damage_unattest(damage->target, "personal_file");
    damage->target->sheet.drawn_on = 0;
}

void qg_damage_materials_late(struct qg_damage *damage) {
    damage->target->preparation.materials_forwarded_on = damage->hearing->date + 1;
}

void qg_damage_materials_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "preparation");
    damage->target->preparation.materials_forwarded_on = 0;
}

void qg_damage_composition_wrong_signer(struct qg_damage *damage) {
    struct qg_order *order = qg_damage_order(damage->target, QG_APPROVE_COMPOSITION);
    order->signed_by =
        order->signed_by == QG_MINISTRY_HEAD ? QG_INSTITUTION_HEAD : QG_MINISTRY_HEAD;
}

void qg_damage_composition_other_signer(struct qg_damage *damage) {
    qg_damage_order(damage->target, QG_APPROVE_COMPOSITION)->signed_by = QG_SIGNER_OTHER;
}

void qg_damage_members_even(struct qg_damage *damage) {
    struct qg_commission *commission = &damage->target->commission;
    commission->members.items[commission->members.size++] =
        (struct qg_member){true, "c-extra-01", QG_MEMBER};
}

void qg_damage_members_three(struct qg_damage *damage) {
    while (damage->target->commission.members.size > 3)
        qg_damage_drop_last_member(damage, true);
}

void qg_damage_two_chairs(struct qg_damage *damage) {
    damage->target->commission.members.items[2].role = QG_CHAIR;
}

void qg_damage_no_deputy_chair(struct qg_damage *damage) {
    damage->target->commission.members.items[1].role = QG_MEMBER;
}

void qg_damage_secretary_elsewhere(struct qg_damage *damage) {
    damage->target->commission.secretary.unit = QG_UNIT_OTHER;
}

void qg_damage_secretary_unit_unknown(struct qg_damage *damage) {
    damage->target->commission.secretary.unit = QG_UNSAID;
}

void qg_damage_breach_uncancelled(struct qg_damage *damage) {
    const int32_t on = damage->hearing->date + 20;
    damage->target->violations.recorded = true;
    damage->target->violations.size = 1;
    damage->target->violations.items[0] = (struct qg_violation){true, on, "Инспекция труда"};
}

void qg_damage_cancelled_unscheduled(struct qg_damage *damage) {
    damage->dossier->certifications.size--;
    qg_damage_order(damage->target, QG_CANCEL)->certification_date = 0;
    qg_damage_attest(damage->target, "orders"); // else the cancelling order may name a day
}
