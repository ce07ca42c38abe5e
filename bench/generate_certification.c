// SPDX-License-Identifier: Apache-2.0
#include "generate_certification.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "generate_date.h"
#include "generate_names.h"

// What the steps of building one certification share.
struct build {
    struct qg_dossier *dossier;
    struct qg_random *random;
    const struct qg_plan *plan;
    struct qg_certification *certification;
    int number; // of the certification in the dossier, from 1
};

const char *qg_dossier_say(struct qg_dossier *dossier, const char *format, ...) {
    const int room = QG_TEXT_BYTES - dossier->text_bytes;
    char *out = dossier->texts + dossier->text_bytes;
    va_list arguments;
    va_start(arguments, format);
    const int size = vsnprintf(out, (size_t)room, format, arguments);
    va_end(arguments);
    if (size < 0 || size >= room)
        return NULL;
    dossier->text_bytes += size + 1;
    return out;
}

void qg_ids_add(struct qg_ids *ids, const char *id) {
    ids->recorded = true;
    ids->items[ids->size++] = id;
}

void qg_ids_remove(struct qg_ids *ids, const char *id) {
    uint16_t kept = 0;
    for (uint16_t i = 0; i < ids->size; i++)
        if (strcmp(ids->items[i], id) != 0)
            ids->items[kept++] = ids->items[i];
    ids->size = kept;
}

struct qg_hearing *qg_certification_deciding(struct qg_certification *certification) {
    return &certification->hearings.items[certification->hearings.size - 1];
}

// A working day some days before the first sitting.
static int32_t before(const struct build *build, int days) {
    return qg_gendate_working_back(build->plan->first_hearing - days);
}

// A working day soon after a day.
static int32_t soon_after(const struct build *build, int32_t day) {
    return qg_gendate_working_on(day + qg_random_between(build->random, 1, 4));
}

static uint8_t hr_of(const struct qg_plan *plan) {
    return plan->level == QG_MINISTRY ? QG_MINISTRY_HR : QG_INSTITUTION_HR;
}

static void add_order(const struct build *build, enum qg_order_kind kind, int32_t date) {
    struct qg_certification *certification = build->certification;
    const bool fixes = kind != QG_APPROVE_COMPOSITION && kind != QG_INSTRUCTION;
    certification->orders.recorded = true;
    certification->orders.items[certification->orders.size++] = (struct qg_order){
        .recorded = true,
        .kind = (uint8_t)kind,
        .number =
            qg_dossier_say(build->dossier, "%d-ж/қ", qg_random_between(build->random, 11, 989)),
        .date = date,
        .signed_by = build->plan->level == QG_MINISTRY ? QG_MINISTRY_HEAD : QG_INSTITUTION_HEAD,
        .certification_date = fixes ? build->plan->first_hearing : 0,
        .names_person = kind == QG_APPROVE_COMPOSITION ? QG_UNSAID : QG_YES,
        .on_submission_of = hr_of(build->plan),
    };
}

// How many days before the first sitting each step was taken.
struct leads {
    int instruction, composition, list, dossier, schedule, sent, served, briefing, drawn, forwarded;
};

static struct leads leads_of(const struct build *build) {
    const struct qg_plan *plan = build->plan;
    const int slack = qg_random_between(build->random, 0, 7);
    if (plan->kind == QG_REGULAR)
        return (struct leads){78, 66, 62, 72, 64, 50, 46 - slack, 20, 12, 6};
    struct qg_certification *initial = &build->dossier->certifications.items[build->number - 2];
    const int32_t since = plan->origin == QG_PARAGRAPH_59
                              ? initial->violations.items[0].established_on
                              : qg_certification_deciding(initial)->date;
    const int gap = plan->first_hearing - since;
    return (struct leads){gap - 1, gap - 2, gap - 2, gap - 1, gap - 2, gap - 3, gap - 4, 6, 5, 3};
}

static void fill_orders(const struct build *build, const struct leads *leads) {
    if (build->plan->level == QG_MINISTRY) {
        add_order(build, QG_FIX_DATE, before(build, leads->list));
        add_order(build, QG_APPROVE_COMPOSITION, before(build, leads->composition));
        return;
    }
    add_order(build, QG_INSTRUCTION, before(build, leads->instruction));
    add_order(build, QG_APPROVE_LIST, before(build, leads->list));
    add_order(build, QG_APPROVE_SCHEDULE, before(build, leads->list));
    add_order(build, QG_APPROVE_COMPOSITION, before(build, leads->composition));
}

static void fill_preparation(const struct build *build, const struct leads *leads) {
    struct qg_certification *certification = build->certification;
    certification->preparation = (struct qg_preparation){
        .recorded = true,
        .dossier_prepared_on = before(build, leads->dossier),
        .schedule_drawn_on = before(build, leads->schedule),
        .briefing_held_on = before(build, leads->briefing),
        .materials_forwarded_on = before(build, leads->forwarded),
    };
    certification->notice = (struct qg_notice){
        .recorded = true,
        .sent_on = before(build, leads->sent),
        .served_on = before(build, leads->served),
        .certification_date = build->plan->first_hearing,
    };
}

static void add_alternative(const struct build *build) {
    struct qg_performance_report *report = &build->certification->report;
    report->disagreement_on = report->familiarized_on;
    report->alternative_info.size = 1;
    report->alternative_info.items[0] = (struct qg_alternative){
        .recorded = true,
        .submitted_on = before(build, 15),
        .considered = QG_YES,
        .read_out = QG_YES,
        .discussed = QG_YES,
    };
}

static void fill_report(const struct build *build) {
    const struct qg_plan *plan = build->plan;
    struct qg_performance_report *report = &build->certification->report;
    if (plan->initial) {
        *report = plan->initial->report;
        report->is_new = QG_NO;
        return;
    }
    const bool by_hr = plan->level == QG_MINISTRY;
    *report = (struct qg_performance_report){
        .recorded = true,
        .author_id = by_hr ? "hr-ministry-04" : plan->position->manager_id,
        .author_unit = by_hr ? QG_MINISTRY_HR : QG_IMMEDIATE_MANAGER,
        .prepared_on = before(build, 58),
        .received_by_hr_on = before(build, 54),
        .sections = {true, 3, {QG_QUALIFICATION, QG_BUSINESS_QUALITIES, QG_RESULTS}},
        .familiarized_on = before(build, 48 - qg_random_between(build->random, 0, 16)),
        .alternative_info = {.recorded = true},
    };
    if (!plan->plain && qg_random_permille(build->random, 30))
        add_alternative(build);
}

static void fill_commission(const struct build *build) {
    static const int sizes[] = {5, 5, 5, 7, 7, 9};
    const struct qg_plan *plan = build->plan;
    struct qg_commission *commission = &build->certification->commission;
    const int size = sizes[qg_random_between(build->random, 0, 5)];
    const int seat = qg_random_between(build->random, 1, 40);
    commission->recorded = true;
    commission->members.recorded = true;
    for (int i = 0; i < size; i++) {
        struct qg_member *member = &commission->members.items[commission->members.size++];
        member->recorded = true;
        member->role = i == 0 ? QG_CHAIR : i == 1 ? QG_DEPUTY_CHAIR : QG_MEMBER;
        member->id =
            plan->level == QG_MINISTRY
                ? qg_dossier_say(build->dossier, "mc-%02d", seat + i)
                : qg_dossier_say(build->dossier, "c%02d-%02d", plan->institution, seat + i);
    }
    commission->secretary = (struct qg_secretary){
        .recorded = true,
        .id = plan->level == QG_MINISTRY
                  ? "hr-ministry-02"
                  : qg_dossier_say(build->dossier, "hr%02d-01", plan->institution),
        .unit = hr_of(plan),
    };
}

// The members who sat: all of them, or all but one or two where a quorum allows it.
static void seat_members(struct qg_hearing *hearing, const struct qg_commission *commission,
                         int absent, bool chair_absent) {
    const int size = commission->members.size;
    for (int i = chair_absent ? 1 : 0; i < size; i++)
        if (i < 2 || i < size - (chair_absent ? absent - 1 : absent))
            qg_ids_add(&hearing->present_ids, commission->members.items[i].id);
    hearing->presided_by = hearing->present_ids.items[0];
}

static void fill_minutes(const struct build *build, struct qg_hearing *hearing, enum qg_word word) {
    const struct qg_plan *plan = build->plan;
    const struct qg_commission *commission = &build->certification->commission;
    struct qg_minutes *minutes = &hearing->minutes;
    *minutes = (struct qg_minutes){
        .recorded = true,
        .number = qg_dossier_say(build->dossier, "%s/%d-%d", build->dossier->id, build->number,
                                 build->certification->hearings.size),
        .date = hearing->date,
        .body = plan->level == QG_MINISTRY ? qg_names_ministry()
                                           : qg_names_institution(plan->institution),
        .place = hearing->place,
        .chair_id = hearing->presided_by,
        .secretary_id = commission->secretary.id,
        .member_ids = hearing->present_ids,
        .invited_ids = hearing->invited_ids,
        .signature_ids = hearing->present_ids,
        .person_name = build->dossier->person.full_name,
        .position = plan->position->title,
        .unit = plan->position->unit,
        .questions_and_answers = hearing->person_present,
        .recommendations = QG_YES,
        .decision = (uint8_t)word,
        .approved_on = soon_after(build, hearing->date),
    };
    qg_ids_add(&minutes->signature_ids, commission->secretary.id);
}

static struct qg_hearing *open_hearing(const struct build *build, int32_t date) {
    struct qg_certification *certification = build->certification;
    certification->hearings.recorded = true;
    struct qg_hearing *hearing = &certification->hearings.items[certification->hearings.size++];
    hearing->recorded = true;
    hearing->date = date;
    hearing->place = qg_names_place(build->plan->institution);
    hearing->invited_ids.recorded = true;
    if (qg_random_permille(build->random, 150))
        qg_ids_add(&hearing->invited_ids, "union-02");
    hearing->interview.recorded = true;
    hearing->interview.starts_at =
        (struct qg_moment){date, (int16_t)(qg_random_between(build->random, 18, 32) * 30)};
    return hearing;
}

static void fill_absence(const struct build *build, struct qg_hearing *hearing, bool excused) {
    hearing->person_present = QG_NO;
    hearing->interview.held = QG_NO;
    hearing->absence.recorded = true;
    hearing->absence.reason = QG_REASON_NONE;
    if (!excused)
        return;
    hearing->absence = (struct qg_absence){
        .recorded = true,
        .reason = (uint8_t)qg_random_between(build->random, QG_REASON_SICK, QG_REASON_TRIP),
        .notified_at = {hearing->date, (int16_t)qg_random_between(build->random, 485, 530)},
        .notified_to = QG_TOLD_SECRETARY,
        .evidence_from = hearing->date - qg_random_between(build->random, 0, 2),
        .evidence_to = hearing->date + qg_random_between(build->random, 1, 4),
    };
}

// A sitting that decided nothing on the merits; `next` is the day of the one that follows.
static void add_prelude(const struct build *build, int32_t date, int32_t next,
                        enum qg_prelude what) {
    struct qg_hearing *hearing = open_hearing(build, date);
    const struct qg_commission *commission = &build->certification->commission;
    const bool adjourned = what == QG_PRELUDE_ADJOURNED;
    seat_members(hearing, commission, adjourned ? commission->members.size / 2 : 0, false);
    hearing->person_present = QG_YES;
    if (!adjourned)
        fill_absence(build, hearing, what == QG_PRELUDE_EXCUSED);
    if (what == QG_PRELUDE_NO_SHOW) {
        hearing->status = QG_STATUS_NOT_CERTIFIED;
        fill_minutes(build, hearing, QG_NOT_CERTIFIED);
        return;
    }
    hearing->interview.held = QG_NO;
    hearing->status = QG_STATUS_POSTPONED;
    hearing->postponed_to = next;
    hearing->postponed_by = QG_BY_COMMISSION;
    hearing->postponed_for = adjourned ? QG_FOR_COMMISSION : QG_FOR_PERSON;
    if (!adjourned)
        fill_minutes(build, hearing, QG_POSTPONED);
}

static void fill_interview(const struct build *build, struct qg_hearing *hearing) {
    static const uint8_t kinds[] = {QG_AUDIO, QG_AUDIO, QG_VIDEO, QG_BOTH};
    hearing->interview.held = QG_YES;
    hearing->interview.language = qg_random_permille(build->random, 600) ? "kk" : "ru";
    hearing->interview.language_choice = hearing->interview.language;
    hearing->interview.recording = (struct qg_recording){
        .recorded = true,
        .kind = kinds[qg_random_between(build->random, 0, 3)],
        .reference = qg_dossier_say(build->dossier, "rec/%s/%d", build->dossier->id, build->number),
    };
}

// Everyone for the decision, or one or two against, or a tie that the chair settled.
static void cast_votes(const struct build *build, struct qg_hearing *hearing) {
    const int present = hearing->present_ids.size;
    const int majority = build->certification->commission.members.size / 2 + 1;
    int against = 0;
    if (!build->plan->plain && qg_random_permille(build->random, 200) && present > majority)
        against = 1;
    if (!build->plan->plain && present % 2 == 0 && qg_random_permille(build->random, 60) &&
        hearing->present_ids.items[0] == build->certification->commission.members.items[0].id)
        against = present / 2;
    qg_certification_vote(build->certification, present - against, against, false);
    hearing->dissents.recorded = true;
    if (against == 0 || !qg_random_permille(build->random, 250))
        return;
    hearing->dissents.size = 1;
    hearing->dissents.items[0] =
        (struct qg_dissent){true, hearing->present_ids.items[present - 1], QG_YES, QG_YES};
}

static void add_decision(const struct build *build, int32_t date) {
    struct qg_random *random = build->random;
    const bool plain = build->plan->plain;
    struct qg_hearing *hearing = open_hearing(build, date);
    const bool chair_absent = !plain && qg_random_permille(random, 20);
    const bool one_absent = chair_absent || (!plain && qg_random_permille(random, 250));
    seat_members(hearing, &build->certification->commission, one_absent ? 1 : 0, chair_absent);
    hearing->person_present = QG_YES;
    hearing->materials_examined = QG_YES;
    hearing->person_heard = QG_YES;
    hearing->status = QG_DECIDED;
    hearing->decision = build->plan->decision;
    hearing->decision_body = QG_COMMISSION;
    fill_interview(build, hearing);
    cast_votes(build, hearing);
    fill_minutes(build, hearing, (enum qg_word)build->plan->decision);
}

static void fill_hearings(const struct build *build) {
    int32_t date = build->plan->first_hearing;
    for (int i = 0; i < build->plan->prelude_count; i++) {
        const int32_t next = qg_gendate_working_on(date + qg_random_between(build->random, 6, 9));
        add_prelude(build, date, next, (enum qg_prelude)build->plan->preludes[i]);
        date = next;
    }
    add_decision(build, date);
}

static enum qg_word other_word(const struct qg_certification *certification, enum qg_word word) {
    if (word != QG_FIT)
        return QG_FIT;
    return certification->kind == QG_REGULAR ? QG_RECERTIFY : QG_UNFIT;
}

static int32_t *tally(struct qg_vote *vote, int choice) {
    if (choice == QG_FIT)
        return &vote->fit;
    if (choice == QG_RECERTIFY)
        return &vote->recertify;
    return choice == QG_UNFIT ? &vote->unfit : &vote->abstain;
}

void qg_certification_vote(struct qg_certification *certification, int in_favour, int against,
                           bool chair_against) {
    struct qg_hearing *hearing = qg_certification_deciding(certification);
    struct qg_vote *vote = &hearing->vote;
    const enum qg_word word = (enum qg_word)hearing->decision;
    const uint8_t other = (uint8_t)other_word(certification, word);
    const uint8_t first = chair_against ? other : (uint8_t)word;
    const uint8_t second = chair_against ? (uint8_t)word : other;
    const int first_count = chair_against ? against : in_favour;
    const int present = hearing->present_ids.size;
    *vote = (struct qg_vote){
        .recorded = true, .method = QG_OPEN, .fit = 1, .recertify = 1, .unfit = 1, .abstain = 1};
    vote->by_member.recorded = true;
    vote->by_member.size = (uint16_t)present;
    for (int i = 0; i < present; i++) {
        uint8_t choice = i < first_count ? first : second;
        if (i >= in_favour + against)
            choice = QG_CHOICE_ABSTAIN;
        vote->by_member.items[i] = (struct qg_ballot){true, hearing->present_ids.items[i], choice};
        ++*tally(vote, choice);
    }
    certification->sheet.votes =
        (struct qg_sheet_votes){true, vote->fit, vote->recertify, vote->unfit};
}

// A diploma at twenty-two; a repeat tells the same as the sheet before it.
static const char *education(const struct build *build) {
    if (build->plan->initial)
        return build->plan->initial->sheet.education;
    int year;
    int month;
    int day;
    qg_gendate_split(build->dossier->person.birth_date, &year, &month, &day);
    return qg_dossier_say(build->dossier, "%s, %d, %s", qg_names_school(build->random), year + 22,
                          qg_names_studies(build->random));
}

static void fill_sheet(const struct build *build, const struct leads *leads) {
    const struct qg_plan *plan = build->plan;
    const struct qg_person *person = &build->dossier->person;
    struct qg_sheet *sheet = &build->certification->sheet;
    const struct qg_hearing *hearing = qg_certification_deciding(build->certification);
    *sheet = (struct qg_sheet){
        .recorded = true,
        .drawn_on = before(build, leads->drawn),
        .type = plan->kind,
        .full_name = person->full_name,
        .birth_date = person->birth_date,
        .education = education(build),
        .position = plan->position->title,
        .service_months = qg_gendate_months_between(plan->service_from, hearing->date) + 1,
        .position_months =
            qg_gendate_months_between(plan->position->appointed_on, hearing->date) + 1,
        .appraisal = qg_names_appraisal(build->random),
        .members_attending = hearing->present_ids.size + 1,
        .votes = sheet->votes,
        .recommendations = qg_names_recommendation(build->random, (enum qg_word)plan->decision),
        .signatures = hearing->minutes.signature_ids,
        .dissent_signed = hearing->dissents.size > 0 ? QG_YES : QG_NO,
        .date = hearing->date,
    };
}

static void fill_acquaintance(const struct build *build) {
    struct qg_certification *certification = build->certification;
    struct qg_acquaintance *acquaintance = &certification->acquaintance;
    const int32_t shown_on = soon_after(build, qg_certification_deciding(certification)->date);
    *acquaintance = (struct qg_acquaintance){
        .recorded = true, .shown_on = shown_on, .by = QG_TOLD_SECRETARY, .refused = QG_NO};
    if (!build->plan->plain && qg_random_permille(build->random, 30)) {
        acquaintance->refused = QG_YES;
        acquaintance->secretary_entry = (struct qg_secretary_entry){true, shown_on, QG_YES};
        return;
    }
    acquaintance->signed_on = shown_on;
    certification->sheet.acknowledged_on = shown_on;
}

static void fill_outcome(const struct build *build) {
    struct qg_certification *certification = build->certification;
    const struct qg_plan *plan = build->plan;
    const int32_t decided_on = qg_certification_deciding(certification)->date;
    certification->outcome = (struct qg_outcome){
        .recorded = true,
        .result = plan->decision,
        .recommendation = plan->decision == QG_UNFIT ? QG_DISMISSAL : QG_NO_ADVICE};
    certification->personal_file.recorded = true;
    certification->personal_file.size = 3;
    certification->personal_file.items[0] = "sheet";
    certification->personal_file.items[1] = "report";
    certification->personal_file.items[2] = "decision";
    if (!plan->plain && plan->level == QG_INSTITUTION && plan->decision == QG_FIT &&
        qg_random_permille(build->random, 40)) {
        certification->outcome.recommendation = QG_PROMOTION;
        certification->outcome.vacancy_open_on = decided_on;
    }
}

// Now and then an exporter vouches for a section; everything lawful is there, so it may.
static void attest(const struct build *build) {
    static const char *const sections[] = {"orders", "preparation",  "notice",       "report",
                                           "sheet",  "acquaintance", "personal_file"};
    struct qg_certification *certification = build->certification;
    if (!qg_random_permille(build->random, 250))
        return;
    certification->complete.recorded = true;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        if (qg_random_permille(build->random, 600))
            certification->complete.items[certification->complete.size++] = sections[i];
}

struct qg_certification *qg_certification_add(struct qg_dossier *dossier, struct qg_random *random,
                                              const struct qg_plan *plan) {
    dossier->certifications.recorded = true;
    struct qg_certification *certification =
        &dossier->certifications.items[dossier->certifications.size++];
    const struct build build = {dossier, random, plan, certification, dossier->certifications.size};
    *certification = (struct qg_certification){
        .recorded = true,
        .id = qg_dossier_say(dossier, "%s-C%d", dossier->id, build.number),
        .kind = plan->kind,
        .origin = plan->origin,
        .initial_id = plan->initial ? plan->initial->id : NULL,
        .level = plan->level,
        .due_on = plan->due_on,
        .window_end = plan->window_end,
    };
    const struct leads leads = leads_of(&build);
    fill_orders(&build, &leads);
    fill_preparation(&build, &leads);
    fill_report(&build);
    fill_commission(&build);
    fill_hearings(&build);
    fill_sheet(&build, &leads);
    fill_acquaintance(&build);
    fill_outcome(&build);
    attest(&build);
    return certification;
}
