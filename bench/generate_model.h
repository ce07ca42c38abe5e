// SPDX-License-Identifier: Apache-2.0
//
// The record format as plain structures of fixed size: one dossier is one value, filled, damaged,
// written and wiped again without an allocation. Everything that is zero is *missing* and is not
// written, so a wiped structure is an empty record:
//
//   - a date is a day number of generate_date.h, zero when missing;
//   - a text or an id points to a constant or into the dossier's own `texts`;
//   - a flag, an enumeration and a count keep their zero for "missing" (counts are kept plus one);
//   - an object or a list says for itself whether it was recorded; a recorded empty list is `[]`.
#ifndef QG_GENERATE_MODEL_H
#define QG_GENERATE_MODEL_H

#include <stdbool.h>
#include <stdint.h>

// Room for the longest lives the builder makes: four grid dates since the act took effect, each
// with at most one repeat, and five sittings (three postponements, an adjournment, the decision).
enum {
    QG_MAX_CERTIFICATIONS = 8,
    QG_MAX_HEARINGS = 5,
    QG_MAX_MEMBERS = 10,
    QG_MAX_ORDERS = 6,
    QG_MAX_SECTIONS = 14,
    QG_TEXT_BYTES = 8192,
};

// Every list starts with this head, whatever its items are.
struct qg_list_head {
    bool recorded;
    uint16_t size;
};

#define QG_LIST(type, capacity)                                                                    \
    struct {                                                                                       \
        bool recorded;                                                                             \
        uint16_t size;                                                                             \
        type items[capacity];                                                                      \
    }

enum qg_flag { QG_UNSAID, QG_NO, QG_YES };
enum qg_sex { QG_FEMALE = 1, QG_MALE };
enum qg_regime { QG_LABOUR_CODE = 1, QG_CORPS_A, QG_CORPS_B, QG_POLITICAL, QG_CONTRACT };
enum qg_track { QG_HEAD = 1, QG_DEPUTY, QG_SPECIALIST };
enum qg_leave_kind { QG_UNPAID = 1, QG_MATERNITY, QG_PARENTAL, QG_ANNUAL, QG_SICK, QG_TRIP };
enum qg_status_kind { QG_PREGNANCY = 1, QG_SINGLE_MOTHER, QG_RAISING_MOTHERLESS_CHILD };
enum qg_kind { QG_REGULAR = 1, QG_REPEAT };
enum qg_origin { QG_SCHEDULE = 1, QG_RECERTIFY_ORIGIN, QG_PARAGRAPH_59 };
enum qg_level { QG_MINISTRY = 1, QG_INSTITUTION };
enum qg_order_kind {
    QG_INSTRUCTION = 1,
    QG_FIX_DATE,
    QG_APPROVE_LIST,
    QG_APPROVE_SCHEDULE,
    QG_APPROVE_COMPOSITION,
    QG_AMEND_COMPOSITION,
    QG_CANCEL,
};
enum qg_signer { QG_MINISTRY_HEAD = 1, QG_INSTITUTION_HEAD, QG_COMMISSION_CHAIR, QG_SIGNER_OTHER };
enum qg_unit { QG_MINISTRY_HR = 1, QG_INSTITUTION_HR, QG_IMMEDIATE_MANAGER, QG_UNIT_OTHER };
enum qg_topic { QG_QUALIFICATION = 1, QG_BUSINESS_QUALITIES, QG_RESULTS };
enum qg_role { QG_CHAIR = 1, QG_DEPUTY_CHAIR, QG_MEMBER };
enum qg_reason {
    QG_REASON_SICK = 1,
    QG_REASON_VACATION,
    QG_REASON_TRIP,
    QG_REASON_OTHER,
    QG_REASON_NONE
};
enum qg_told { QG_TOLD_SECRETARY = 1, QG_TOLD_OTHER };
enum qg_postponer { QG_BY_COMMISSION = 1, QG_BY_OTHER };
enum qg_beneficiary { QG_FOR_PERSON = 1, QG_FOR_COMMISSION };
enum qg_recording_kind { QG_AUDIO = 1, QG_VIDEO, QG_BOTH, QG_NO_RECORDING };
enum qg_method { QG_OPEN = 1, QG_SECRET };
// Decisions, results and the words of the minutes share their first values; abstain is a choice
// only.
enum qg_word { QG_FIT = 1, QG_RECERTIFY, QG_UNFIT, QG_NOT_CERTIFIED, QG_POSTPONED };
enum qg_choice { QG_CHOICE_ABSTAIN = 4 };
enum qg_status { QG_DECIDED = 1, QG_STATUS_POSTPONED, QG_STATUS_NOT_CERTIFIED };
enum qg_body { QG_COMMISSION = 1, QG_HR, QG_BODY_HEAD };
enum qg_advice { QG_DISMISSAL = 1, QG_PROMOTION, QG_NO_ADVICE };
enum qg_ground { QG_GROUND_CERTIFICATION = 1, QG_GROUND_OTHER };

struct qg_moment {
    int32_t day;
    int16_t minute; // of the day
};

struct qg_institution {
    bool recorded;
    const char *id;
    const char *name;
    uint8_t subordinate;
};

struct qg_person {
    bool recorded;
    const char *id;
    const char *full_name;
    int32_t birth_date;
    uint8_t sex;
    uint8_t regime;
};

struct qg_position {
    bool recorded;
    const char *title;
    const char *unit;
    uint8_t track;
    const char *manager_id;
    int32_t appointed_on;
    int32_t left_on;
};

struct qg_period {
    bool recorded;
    int32_t from;
    int32_t to;
};

struct qg_employment {
    bool recorded;
    int32_t civil_service_start;
    QG_LIST(struct qg_position, 6) positions;
    QG_LIST(struct qg_period, 2) service_periods;
    QG_LIST(struct qg_period, 2) sector_periods;
};

struct qg_leave {
    bool recorded;
    uint8_t kind;
    int32_t from;
    int32_t to;
    int32_t resumed_on;
};

struct qg_status_entry {
    bool recorded;
    uint8_t kind;
    int32_t from;
    int32_t to;
};

struct qg_child {
    bool recorded;
    int32_t birth_date;
    uint8_t disabled;
};

struct qg_request {
    bool recorded;
    int32_t on;
};

struct qg_order {
    bool recorded;
    uint8_t kind;
    const char *number;
    int32_t date;
    uint8_t signed_by;
    int32_t certification_date;
    uint8_t names_person;
    uint8_t on_submission_of;
};

struct qg_preparation {
    bool recorded;
    int32_t dossier_prepared_on;
    int32_t schedule_drawn_on;
    int32_t briefing_held_on;
    int32_t materials_forwarded_on;
};

struct qg_notice {
    bool recorded;
    int32_t sent_on;
    int32_t served_on;
    int32_t certification_date;
};

struct qg_alternative {
    bool recorded;
    int32_t submitted_on;
    uint8_t considered;
    uint8_t read_out;
    uint8_t discussed;
};

struct qg_performance_report {
    bool recorded;
    const char *author_id;
    uint8_t author_unit;
    int32_t prepared_on;
    int32_t received_by_hr_on;
    QG_LIST(uint8_t, 3) sections;
    int32_t familiarized_on;
    int32_t refused_on;
    int32_t disagreement_on;
    QG_LIST(struct qg_alternative, 2) alternative_info;
    uint8_t is_new;
};

struct qg_member {
    bool recorded;
    const char *id;
    uint8_t role;
};

struct qg_secretary {
    bool recorded;
    const char *id;
    uint8_t unit;
};

struct qg_commission {
    bool recorded;
    QG_LIST(struct qg_member, QG_MAX_MEMBERS) members;
    struct qg_secretary secretary;
};

struct qg_absence {
    bool recorded;
    uint8_t reason;
    struct qg_moment notified_at;
    uint8_t notified_to;
    int32_t evidence_from;
    int32_t evidence_to;
};

struct qg_recording {
    bool recorded;
    uint8_t kind;
    const char *reference;
};

struct qg_interview {
    bool recorded;
    uint8_t held;
    struct qg_moment starts_at;
    const char *language;
    const char *language_choice;
    struct qg_recording recording;
};

struct qg_ballot {
    bool recorded;
    const char *id;
    uint8_t choice;
};

struct qg_vote {
    bool recorded;
    uint8_t method;
    int32_t fit;
    int32_t recertify;
    int32_t unfit;
    int32_t abstain;
    QG_LIST(struct qg_ballot, QG_MAX_MEMBERS + 1) by_member;
};

struct qg_dissent {
    bool recorded;
    const char *id;
    uint8_t written;
    uint8_t annexed;
};

struct qg_ids {
    bool recorded;
    uint16_t size;
    const char *items[QG_MAX_MEMBERS + 2];
};

struct qg_minutes {
    bool recorded;
    const char *number;
    int32_t date;
    const char *body;
    const char *place;
    const char *chair_id;
    const char *secretary_id;
    struct qg_ids member_ids;
    struct qg_ids invited_ids;
    struct qg_ids signature_ids;
    const char *person_name;
    const char *position;
    const char *unit;
    uint8_t questions_and_answers;
    uint8_t recommendations;
    uint8_t decision;
    int32_t approved_on;
};

struct qg_hearing {
    bool recorded;
    int32_t date;
    const char *place;
    struct qg_ids present_ids;
    struct qg_ids invited_ids;
    const char *presided_by;
    uint8_t person_present;
    struct qg_absence absence;
    int32_t postponed_to;
    uint8_t postponed_by;
    uint8_t postponed_for;
    uint8_t materials_examined;
    uint8_t person_heard;
    struct qg_interview interview;
    struct qg_vote vote;
    uint8_t status;
    uint8_t decision;
    uint8_t decision_body;
    QG_LIST(struct qg_dissent, 2) dissents;
    struct qg_minutes minutes;
};

struct qg_sheet_votes {
    bool recorded;
    int32_t fit;
    int32_t recertify;
    int32_t unfit;
};

struct qg_sheet {
    bool recorded;
    int32_t drawn_on;
    uint8_t type;
    const char *full_name;
    int32_t birth_date;
    const char *education;
    const char *position;
    int32_t service_months;
    int32_t position_months;
    const char *appraisal;
    int32_t members_attending;
    struct qg_sheet_votes votes;
    const char *recommendations;
    struct qg_ids signatures;
    uint8_t dissent_signed;
    int32_t date;
    int32_t acknowledged_on;
};

struct qg_secretary_entry {
    bool recorded;
    int32_t date;
    uint8_t is_signed;
};

struct qg_acquaintance {
    bool recorded;
    int32_t shown_on;
    uint8_t by;
    int32_t signed_on;
    uint8_t refused;
    struct qg_secretary_entry secretary_entry;
};

struct qg_dismissal {
    bool recorded;
    int32_t date;
    uint8_t ground;
};

struct qg_outcome {
    bool recorded;
    uint8_t result;
    uint8_t recommendation;
    int32_t vacancy_open_on;
    struct qg_dismissal dismissal;
};

struct qg_appeal {
    bool recorded;
    int32_t filed_on;
    const char *forum;
    const char *status;
};

struct qg_violation {
    bool recorded;
    int32_t established_on;
    const char *by;
};

struct qg_sections {
    bool recorded;
    uint16_t size;
    const char *items[QG_MAX_SECTIONS];
};

struct qg_certification {
    bool recorded;
    const char *id;
    uint8_t kind;
    uint8_t origin;
    const char *initial_id;
    uint8_t level;
    const char *category_sought;
    struct qg_request person_request;
    QG_LIST(struct qg_order, QG_MAX_ORDERS) orders;
    struct qg_preparation preparation;
    struct qg_notice notice;
    struct qg_performance_report report;
    struct qg_commission commission;
    QG_LIST(struct qg_hearing, QG_MAX_HEARINGS) hearings;
    struct qg_sheet sheet;
    struct qg_acquaintance acquaintance;
    QG_LIST(const char *, 4) personal_file;
    struct qg_outcome outcome;
    QG_LIST(struct qg_appeal, 1) appeals;
    QG_LIST(struct qg_violation, 1) violations;
    struct qg_sections complete;
    int32_t due_on;     // not written: the grid date that it answers
    int32_t window_end; // not written: the last day on which it was in time
};

struct qg_dossier {
    bool recorded;
    const char *record;
    const char *id;
    struct qg_institution institution;
    struct qg_person person;
    struct qg_employment employment;
    QG_LIST(struct qg_leave, 6) leaves;
    QG_LIST(struct qg_status_entry, 2) statuses;
    QG_LIST(struct qg_child, 4) children;
    QG_LIST(struct qg_certification, QG_MAX_CERTIFICATIONS) certifications;
    struct qg_sections complete;
    int32_t text_bytes; // not written: how much of `texts` is used
    char texts[QG_TEXT_BYTES];
};

struct qg_institution_record {
    bool recorded;
    const char *record;
    const char *id;
    const char *name;
    QG_LIST(int32_t, 64) identification_runs;
    struct qg_sections complete;
};

struct qg_export {
    bool recorded;
    const char *record;
    int32_t exported_on;
    const char *source;
};

#endif
