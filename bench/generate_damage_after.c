// SPDX-License-Identifier: Apache-2.0
//
// Damage to the sittings, the vote and the documents that follow.
#include "generate_damage.h"

#include <string.h>

#include "generate_certification.h"
#include "generate_damage_tools.h"
#include "generate_date.h"

static const char *last_present(const struct qg_damage *damage) {
    const struct qg_ids *present = &damage->hearing->present_ids;
    return present->items[present->size - 1];
}

// The last voter turns from the decision to abstention, which leaves room for one vote more.
static void abstain_last(struct qg_vote *vote) {
    vote->by_member.items[vote->by_member.size - 1].choice = QG_CHOICE_ABSTAIN;
    vote->abstain++;
}

static void add_dissent(struct qg_damage *damage, enum qg_flag written) {
    damage->hearing->dissents.size = 1;
    damage->hearing->dissents.items[0] =
        (struct qg_dissent){true, last_present(damage), (uint8_t)written, QG_NO};
    damage->target->sheet.dissent_signed = (uint8_t)written;
}

// The same people decide something else, and every paper says so.
static void decide(struct qg_damage *damage, enum qg_word word) {
    damage->hearing->decision = (uint8_t)word;
    damage->hearing->minutes.decision = (uint8_t)word;
    damage->target->outcome.result = (uint8_t)word;
    qg_certification_vote(damage->target, damage->hearing->present_ids.size, 0, false);
}

static void keep_two_in_file(struct qg_damage *damage, int removed) {
    damage->target->personal_file.items[removed] = damage->target->personal_file.items[2];
    damage->target->personal_file.size = 2;
}

static void rename_in(struct qg_ids *ids, const char *from, const char *to) {
    for (uint16_t i = 0; i < ids->size; i++)
        if (strcmp(ids->items[i], from) == 0)
            ids->items[i] = to;
}

// Gives the seat of one member to the person whose case it is.
static void seat_person(struct qg_damage *damage, const char *member) {
    const char *person = damage->dossier->person.id;
    struct qg_commission *commission = &damage->target->commission;
    struct qg_hearing *hearing = damage->hearing;
    rename_in(&hearing->present_ids, member, person);
    rename_in(&hearing->minutes.member_ids, member, person);
    rename_in(&hearing->minutes.signature_ids, member, person);
    rename_in(&damage->target->sheet.signatures, member, person);
    commission->members.items[commission->members.size - 1].id = person;
    hearing->vote.by_member.items[hearing->vote.by_member.size - 1].id = person;
}

void qg_damage_no_interview(struct qg_damage *damage) {
    damage->hearing->interview.held = QG_NO;
}

void qg_damage_decided_by_hr(struct qg_damage *damage) {
    damage->hearing->decision_body = QG_HR;
}

void qg_damage_member_presided(struct qg_damage *damage) {
    damage->hearing->presided_by = damage->target->commission.members.items[2].id;
}

void qg_damage_stranger_sat(struct qg_damage *damage) {
    qg_ids_add(&damage->hearing->present_ids, "x-stranger-01");
    qg_ids_add(&damage->hearing->minutes.signature_ids, "x-stranger-01");
    qg_ids_add(&damage->target->sheet.signatures, "x-stranger-01");
}

void qg_damage_secretary_voted(struct qg_damage *damage) {
    struct qg_vote *vote = &damage->hearing->vote;
    abstain_last(vote);
    vote->by_member.items[vote->by_member.size++] = (struct qg_ballot){
        true, damage->target->commission.secretary.id, damage->hearing->decision};
}

void qg_damage_votes_unnamed(struct qg_damage *damage) {
    damage->hearing->vote.by_member.recorded = false;
    damage->hearing->invited_ids.size = 0; // whether guests voted would be open too
    damage->hearing->minutes.invited_ids.size = 0;
}

void qg_damage_no_quorum(struct qg_damage *damage) {
    const int size = damage->target->commission.members.size;
    while (3 * damage->hearing->present_ids.size >= 2 * size)
        qg_damage_drop_last_member(damage, false);
}

void qg_damage_secret_vote(struct qg_damage *damage) {
    damage->hearing->vote.method = QG_SECRET;
}

void qg_damage_method_unknown(struct qg_damage *damage) {
    damage->hearing->vote.method = QG_UNSAID;
}

void qg_damage_minority_decision(struct qg_damage *damage) {
    const int present = damage->hearing->present_ids.size;
    qg_certification_vote(damage->target, present / 2, present - present / 2, false);
}

void qg_damage_dissent_unwritten(struct qg_damage *damage) {
    add_dissent(damage, QG_NO);
}

void qg_damage_dissent_unannexed(struct qg_damage *damage) {
    add_dissent(damage, QG_YES);
}

void qg_damage_tie_against_chair(struct qg_damage *damage) {
    const int half = damage->hearing->present_ids.size / 2;
    qg_certification_vote(damage->target, half, half, true);
}

void qg_damage_decided_in_absence(struct qg_damage *damage) {
    damage->hearing->person_present = QG_NO;
    damage->hearing->absence.recorded = true;
    damage->hearing->absence.reason = QG_REASON_NONE;
}

void qg_damage_no_show_postponed(struct qg_damage *damage) {
    struct qg_hearing *missed = &damage->target->hearings.items[0];
    missed->status = QG_STATUS_POSTPONED;
    missed->postponed_to = damage->hearing->date;
    missed->postponed_by = QG_BY_COMMISSION;
    missed->postponed_for = QG_FOR_PERSON;
    missed->minutes.decision = QG_POSTPONED;
}

void qg_damage_postponed_by_other(struct qg_damage *damage) {
    damage->target->hearings.items[0].postponed_by = QG_BY_OTHER;
}

void qg_damage_nothing_more(struct qg_damage *damage) {
    (void)damage; // the life that was wished for is the breach
}

void qg_damage_dismissal_advised(struct qg_damage *damage) {
    damage->target->outcome.recommendation = QG_DISMISSAL;
}

void qg_damage_third_language(struct qg_damage *damage) {
    damage->hearing->interview.language = "en";
    damage->hearing->interview.language_choice = "en";
}

void qg_damage_language_not_chosen(struct qg_damage *damage) {
    struct qg_interview *interview = &damage->hearing->interview;
    interview->language_choice = strcmp(interview->language, "kk") == 0 ? "ru" : "kk";
}

void qg_damage_choice_unknown(struct qg_damage *damage) {
    damage->hearing->interview.language_choice = NULL;
}

void qg_damage_materials_unexamined(struct qg_damage *damage) {
    damage->hearing->materials_examined = QG_NO;
}

void qg_damage_examination_unknown(struct qg_damage *damage) {
    damage->hearing->materials_examined = QG_UNSAID;
}

void qg_damage_person_unheard(struct qg_damage *damage) {
    damage->hearing->person_heard = QG_NO;
    damage->hearing->minutes.questions_and_answers = QG_NO;
}

void qg_damage_not_recorded(struct qg_damage *damage) {
    damage->hearing->interview.recording =
        (struct qg_recording){.recorded = true, .kind = QG_NO_RECORDING};
}

void qg_damage_recording_unknown(struct qg_damage *damage) {
    damage->hearing->interview.recording.recorded = false;
}

void qg_damage_unfit_at_once(struct qg_damage *damage) {
    decide(damage, QG_UNFIT);
    damage->target->outcome.recommendation = QG_DISMISSAL;
}

void qg_damage_promotion(struct qg_damage *damage) {
    damage->target->outcome.recommendation = QG_PROMOTION;
    damage->target->outcome.vacancy_open_on = damage->hearing->date;
}

void qg_damage_promotion_without_vacancy(struct qg_damage *damage) {
    damage->target->outcome.recommendation = QG_PROMOTION;
    damage->target->outcome.vacancy_open_on = qg_gendate_add_months(damage->hearing->date, 12);
}

void qg_damage_promotion_vacancy_unknown(struct qg_damage *damage) {
    damage->target->outcome.recommendation = QG_PROMOTION;
}

void qg_damage_repeat_late(struct qg_damage *damage) {
    qg_damage_shift(damage->target, 35);
    damage->target->sheet.service_months++;
    damage->target->sheet.position_months++;
}

void qg_damage_repeat_recertified(struct qg_damage *damage) {
    decide(damage, QG_RECERTIFY);
}

void qg_damage_sheet_votes_differ(struct qg_damage *damage) {
    damage->target->sheet.votes.fit--;
}

void qg_damage_sheet_unsigned_by_member(struct qg_damage *damage) {
    qg_ids_remove(&damage->target->sheet.signatures, last_present(damage));
}

void qg_damage_minutes_undecided(struct qg_damage *damage) {
    damage->hearing->minutes.decision = QG_UNSAID;
}

void qg_damage_minutes_unsigned_by_member(struct qg_damage *damage) {
    qg_ids_remove(&damage->hearing->minutes.signature_ids, last_present(damage));
}

void qg_damage_minutes_unsigned_by_secretary(struct qg_damage *damage) {
    qg_ids_remove(&damage->hearing->minutes.signature_ids, damage->target->commission.secretary.id);
}

void qg_damage_shown_by_other(struct qg_damage *damage) {
    damage->target->acquaintance.by = QG_TOLD_OTHER;
}

void qg_damage_shower_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "acquaintance");
    damage->target->acquaintance.by = QG_UNSAID;
}

void qg_damage_never_signed(struct qg_damage *damage) {
    qg_damage_attest(damage->target, "acquaintance");
    damage->target->acquaintance.signed_on = 0;
}

void qg_damage_signature_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "acquaintance");
    damage->target->acquaintance.signed_on = 0;
}

void qg_damage_refusal_unsigned(struct qg_damage *damage) {
    struct qg_acquaintance *acquaintance = &damage->target->acquaintance;
    acquaintance->signed_on = 0;
    acquaintance->refused = QG_YES;
    acquaintance->secretary_entry =
        (struct qg_secretary_entry){true, acquaintance->shown_on, QG_NO};
}

void qg_damage_file_without_sheet(struct qg_damage *damage) {
    keep_two_in_file(damage, 0);
}

void qg_damage_file_without_report(struct qg_damage *damage) {
    keep_two_in_file(damage, 1);
}

void qg_damage_file_without_decision(struct qg_damage *damage) {
    keep_two_in_file(damage, 2);
}

void qg_damage_file_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "personal_file");
    damage->target->personal_file.recorded = false;
}

void qg_damage_member_voted_on_self(struct qg_damage *damage) {
    seat_person(damage, last_present(damage));
    struct qg_vote *vote = &damage->hearing->vote;
    vote->by_member.items[1].choice = QG_CHOICE_ABSTAIN;
    vote->fit--;
    vote->abstain++;
    damage->target->sheet.votes.fit--;
}

void qg_damage_sheet_type_wrong(struct qg_damage *damage) {
    damage->target->sheet.type = QG_REPEAT;
}

void qg_damage_sheet_birth_wrong(struct qg_damage *damage) {
    damage->target->sheet.birth_date += 31;
}

void qg_damage_education_unknown(struct qg_damage *damage) {
    qg_damage_unattest(damage->target, "sheet");
    damage->target->sheet.education = NULL;
}

void qg_damage_education_missing(struct qg_damage *damage) {
    qg_damage_attest(damage->target, "sheet");
    damage->target->sheet.education = NULL;
}

void qg_damage_service_too_short(struct qg_damage *damage) {
    damage->target->sheet.service_months = damage->target->sheet.position_months - 5;
}

void qg_damage_post_months_wrong(struct qg_damage *damage) {
    damage->target->sheet.position_months -= 7;
}

void qg_damage_appraisal_missing(struct qg_damage *damage) {
    qg_damage_attest(damage->target, "sheet");
    damage->target->sheet.appraisal = NULL;
}

void qg_damage_attendance_wrong(struct qg_damage *damage) {
    damage->target->sheet.members_attending++;
}

void qg_damage_votes_too_many(struct qg_damage *damage) {
    damage->hearing->vote.fit += 2;
    damage->target->sheet.votes.fit += 2;
}

void qg_damage_sheet_unsigned_by_secretary(struct qg_damage *damage) {
    qg_ids_remove(&damage->target->sheet.signatures, damage->target->commission.secretary.id);
}

void qg_damage_dissent_line_empty(struct qg_damage *damage) {
    damage->target->sheet.dissent_signed = QG_YES;
}

void qg_damage_sheet_dated_wrong(struct qg_damage *damage) {
    damage->target->sheet.date -= 1;
}

void qg_damage_acknowledged_early(struct qg_damage *damage) {
    damage->target->sheet.acknowledged_on = damage->hearing->date - 3;
}

void qg_damage_approved_early(struct qg_damage *damage) {
    damage->hearing->minutes.approved_on = damage->hearing->date - 2;
}

void qg_damage_approval_unknown(struct qg_damage *damage) {
    damage->hearing->minutes.approved_on = 0;
}

void qg_damage_body_wrong(struct qg_damage *damage) {
    damage->hearing->minutes.body = "ГУ «Посторонняя организация»";
}

void qg_damage_number_unknown(struct qg_damage *damage) {
    damage->hearing->minutes.number = NULL;
}

void qg_damage_place_unknown(struct qg_damage *damage) {
    qg_damage_attest(damage->target, "minutes");
    damage->hearing->minutes.place = NULL;
}

void qg_damage_minutes_dated_wrong(struct qg_damage *damage) {
    damage->hearing->minutes.date += 1;
    damage->hearing->minutes.approved_on = damage->hearing->date + 7;
}

void qg_damage_minutes_chair_wrong(struct qg_damage *damage) {
    damage->hearing->minutes.chair_id = damage->target->commission.members.items[2].id;
}

void qg_damage_minutes_secretary_wrong(struct qg_damage *damage) {
    damage->hearing->minutes.secretary_id = "x-clerk-01";
}

void qg_damage_minutes_member_wrong(struct qg_damage *damage) {
    qg_ids_add(&damage->hearing->minutes.member_ids, "x-stranger-02");
}

void qg_damage_voter_invited(struct qg_damage *damage) {
    qg_ids_add(&damage->hearing->minutes.invited_ids, last_present(damage));
}

void qg_damage_minutes_name_wrong(struct qg_damage *damage) {
    damage->hearing->minutes.person_name = "Безымянов Аноним";
}

void qg_damage_no_questions(struct qg_damage *damage) {
    damage->hearing->minutes.questions_and_answers = QG_NO;
}

void qg_damage_advice_unknown(struct qg_damage *damage) {
    damage->hearing->minutes.recommendations = QG_UNSAID;
}

void qg_damage_minutes_decision_differs(struct qg_damage *damage) {
    damage->hearing->minutes.decision = QG_RECERTIFY;
}
