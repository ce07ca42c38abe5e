// SPDX-License-Identifier: Apache-2.0
#include "generate_shapes.h"

#include <stddef.h>

#include "generate_model.h"

// The words of the enumerations, in the order of the values in generate_model.h.
static const char *const words_sex[] = {"female", "male"};
static const char *const words_regime[] = {"labour_code", "corps_a", "corps_b", "political",
                                           "contract"};
static const char *const words_track[] = {"head", "deputy", "specialist"};
static const char *const words_leave[] = {"unpaid", "maternity", "parental",
                                          "annual", "sick",      "trip"};
static const char *const words_status_kind[] = {"pregnancy", "single_mother",
                                                "raising_motherless_child"};
static const char *const words_kind[] = {"regular", "repeat"};
static const char *const words_origin[] = {"schedule", "recertify", "paragraph_59"};
static const char *const words_level[] = {"ministry", "institution"};
static const char *const words_order_kind[] = {
    "instruction",         "fix_date",          "approve_list", "approve_schedule",
    "approve_composition", "amend_composition", "cancel"};
static const char *const words_signer[] = {"ministry_head", "institution_head", "commission_chair",
                                           "other"};
static const char *const words_submitter[] = {"ministry_hr", "institution_hr", "other", "other"};
static const char *const words_unit[] = {"ministry_hr", "institution_hr", "immediate_manager",
                                         "other"};
static const char *const words_topic[] = {"qualification", "business_qualities", "results"};
static const char *const words_secretary_unit[] = {"ministry_hr", "institution_hr", "other",
                                                   "other"};
static const char *const words_role[] = {"chair", "deputy_chair", "member"};
static const char *const words_reason[] = {"sick", "vacation", "trip", "other", "none"};
static const char *const words_told[] = {"secretary", "other"};
static const char *const words_postponer[] = {"commission", "other"};
static const char *const words_beneficiary[] = {"person", "commission"};
static const char *const words_recording[] = {"audio", "video", "both", "none"};
static const char *const words_method[] = {"open", "secret"};
static const char *const words_choice[] = {"fit", "recertify", "unfit", "abstain"};
static const char *const words_word[] = {"fit", "recertify", "unfit", "not_certified", "postponed"};
static const char *const words_status[] = {"decided", "postponed", "not_certified"};
static const char *const words_body[] = {"commission", "hr", "head"};
static const char *const words_advice[] = {"dismissal", "promotion", "none"};
static const char *const words_ground[] = {"certification", "other"};

// One field of a shape; LIST adds where the items start and how far apart they lie.
#define FIELD(structure, name, member, scalar)                                                     \
    { .key = name, .kind = scalar, .offset = (uint16_t)offsetof(struct structure, member) }
#define ENUM(structure, name, member, table)                                                       \
    {                                                                                              \
        .key = name, .kind = QG_FIELD_ENUM, .words = table,                                        \
        .offset = (uint16_t)offsetof(struct structure, member)                                     \
    }
#define OBJECT(structure, name, member, nested)                                                    \
    {                                                                                              \
        .key = name, .kind = QG_FIELD_OBJECT, .shape = &nested,                                    \
        .offset = (uint16_t)offsetof(struct structure, member)                                     \
    }
#define LIST(structure, name, member, item_kind, table, nested)                                    \
    {                                                                                              \
        .key = name, .kind = QG_FIELD_LIST, .item = item_kind, .words = table, .shape = nested,    \
        .offset = (uint16_t)offsetof(struct structure, member),                                    \
        .items = (uint16_t)(offsetof(struct structure, member.items) -                             \
                            offsetof(struct structure, member)),                                   \
        .stride = (uint16_t)sizeof(((struct structure *)0)->member.items[0])                       \
    }

// clang-format off
static const struct qg_shape shape_institution_ref = {0, 3, {
    FIELD(qg_institution, "id", id, QG_FIELD_TEXT),
    FIELD(qg_institution, "name", name, QG_FIELD_TEXT),
    FIELD(qg_institution, "subordinate_to_ministry", subordinate, QG_FIELD_FLAG),
}};

static const struct qg_shape shape_person = {1, 5, {
    FIELD(qg_person, "id", id, QG_FIELD_TEXT),
    FIELD(qg_person, "full_name", full_name, QG_FIELD_TEXT),
    FIELD(qg_person, "birth_date", birth_date, QG_FIELD_DATE),
    ENUM(qg_person, "sex", sex, words_sex),
    ENUM(qg_person, "regime", regime, words_regime),
}};

static const struct qg_shape shape_position = {2, 6, {
    FIELD(qg_position, "title", title, QG_FIELD_TEXT),
    FIELD(qg_position, "unit", unit, QG_FIELD_TEXT),
    ENUM(qg_position, "track", track, words_track),
    FIELD(qg_position, "manager_id", manager_id, QG_FIELD_TEXT),
    FIELD(qg_position, "appointed_on", appointed_on, QG_FIELD_DATE),
    FIELD(qg_position, "left_on", left_on, QG_FIELD_DATE),
}};

static const struct qg_shape shape_period = {3, 2, {
    FIELD(qg_period, "from", from, QG_FIELD_DATE),
    FIELD(qg_period, "to", to, QG_FIELD_DATE),
}};

static const struct qg_shape shape_employment = {4, 4, {
    FIELD(qg_employment, "civil_service_start", civil_service_start, QG_FIELD_DATE),
    LIST(qg_employment, "positions", positions, QG_FIELD_OBJECT, NULL, &shape_position),
    LIST(qg_employment, "service_periods", service_periods, QG_FIELD_OBJECT, NULL, &shape_period),
    LIST(qg_employment, "sector_periods", sector_periods, QG_FIELD_OBJECT, NULL, &shape_period),
}};

static const struct qg_shape shape_leave = {5, 4, {
    ENUM(qg_leave, "kind", kind, words_leave),
    FIELD(qg_leave, "from", from, QG_FIELD_DATE),
    FIELD(qg_leave, "to", to, QG_FIELD_DATE),
    FIELD(qg_leave, "resumed_on", resumed_on, QG_FIELD_DATE),
}};

static const struct qg_shape shape_status = {6, 3, {
    ENUM(qg_status_entry, "kind", kind, words_status_kind),
    FIELD(qg_status_entry, "from", from, QG_FIELD_DATE),
    FIELD(qg_status_entry, "to", to, QG_FIELD_DATE),
}};

static const struct qg_shape shape_child = {7, 2, {
    FIELD(qg_child, "birth_date", birth_date, QG_FIELD_DATE),
    FIELD(qg_child, "disabled", disabled, QG_FIELD_FLAG),
}};

static const struct qg_shape shape_request = {8, 1, {
    FIELD(qg_request, "on", on, QG_FIELD_DATE),
}};

static const struct qg_shape shape_order = {9, 7, {
    ENUM(qg_order, "kind", kind, words_order_kind),
    FIELD(qg_order, "number", number, QG_FIELD_TEXT),
    FIELD(qg_order, "date", date, QG_FIELD_DATE),
    ENUM(qg_order, "signed_by", signed_by, words_signer),
    FIELD(qg_order, "certification_date", certification_date, QG_FIELD_DATE),
    FIELD(qg_order, "names_person", names_person, QG_FIELD_FLAG),
    ENUM(qg_order, "on_submission_of", on_submission_of, words_submitter),
}};

static const struct qg_shape shape_preparation = {10, 4, {
    FIELD(qg_preparation, "dossier_prepared_on", dossier_prepared_on, QG_FIELD_DATE),
    FIELD(qg_preparation, "schedule_drawn_on", schedule_drawn_on, QG_FIELD_DATE),
    FIELD(qg_preparation, "briefing_held_on", briefing_held_on, QG_FIELD_DATE),
    FIELD(qg_preparation, "materials_forwarded_on", materials_forwarded_on, QG_FIELD_DATE),
}};

static const struct qg_shape shape_notice = {11, 3, {
    FIELD(qg_notice, "sent_on", sent_on, QG_FIELD_DATE),
    FIELD(qg_notice, "served_on", served_on, QG_FIELD_DATE),
    FIELD(qg_notice, "certification_date", certification_date, QG_FIELD_DATE),
}};

static const struct qg_shape shape_alternative = {12, 4, {
    FIELD(qg_alternative, "submitted_on", submitted_on, QG_FIELD_DATE),
    FIELD(qg_alternative, "considered", considered, QG_FIELD_FLAG),
    FIELD(qg_alternative, "read_out", read_out, QG_FIELD_FLAG),
    FIELD(qg_alternative, "discussed", discussed, QG_FIELD_FLAG),
}};

static const struct qg_shape shape_report = {13, 10, {
    FIELD(qg_performance_report, "author_id", author_id, QG_FIELD_TEXT),
    ENUM(qg_performance_report, "author_unit", author_unit, words_unit),
    FIELD(qg_performance_report, "prepared_on", prepared_on, QG_FIELD_DATE),
    FIELD(qg_performance_report, "received_by_hr_on", received_by_hr_on, QG_FIELD_DATE),
    LIST(qg_performance_report, "sections", sections, QG_FIELD_ENUM, words_topic, NULL),
    FIELD(qg_performance_report, "familiarized_on", familiarized_on, QG_FIELD_DATE),
    FIELD(qg_performance_report, "refused_on", refused_on, QG_FIELD_DATE),
    FIELD(qg_performance_report, "disagreement_on", disagreement_on, QG_FIELD_DATE),
    LIST(qg_performance_report, "alternative_info", alternative_info, QG_FIELD_OBJECT, NULL, &shape_alternative),
    FIELD(qg_performance_report, "is_new", is_new, QG_FIELD_FLAG),
}};

static const struct qg_shape shape_member = {14, 2, {
    FIELD(qg_member, "id", id, QG_FIELD_TEXT),
    ENUM(qg_member, "role", role, words_role),
}};

static const struct qg_shape shape_secretary = {15, 2, {
    FIELD(qg_secretary, "id", id, QG_FIELD_TEXT),
    ENUM(qg_secretary, "unit", unit, words_secretary_unit),
}};

static const struct qg_shape shape_commission = {16, 2, {
    LIST(qg_commission, "members", members, QG_FIELD_OBJECT, NULL, &shape_member),
    OBJECT(qg_commission, "secretary", secretary, shape_secretary),
}};

static const struct qg_shape shape_absence = {17, 5, {
    ENUM(qg_absence, "reason", reason, words_reason),
    FIELD(qg_absence, "notified_at", notified_at, QG_FIELD_TIME),
    ENUM(qg_absence, "notified_to", notified_to, words_told),
    FIELD(qg_absence, "evidence_from", evidence_from, QG_FIELD_DATE),
    FIELD(qg_absence, "evidence_to", evidence_to, QG_FIELD_DATE),
}};

static const struct qg_shape shape_recording = {18, 2, {
    ENUM(qg_recording, "kind", kind, words_recording),
    FIELD(qg_recording, "reference", reference, QG_FIELD_TEXT),
}};

static const struct qg_shape shape_interview = {19, 5, {
    FIELD(qg_interview, "held", held, QG_FIELD_FLAG),
    FIELD(qg_interview, "starts_at", starts_at, QG_FIELD_TIME),
    FIELD(qg_interview, "language", language, QG_FIELD_TEXT),
    FIELD(qg_interview, "language_choice", language_choice, QG_FIELD_TEXT),
    OBJECT(qg_interview, "recording", recording, shape_recording),
}};

static const struct qg_shape shape_ballot = {20, 2, {
    FIELD(qg_ballot, "id", id, QG_FIELD_TEXT),
    ENUM(qg_ballot, "choice", choice, words_choice),
}};

static const struct qg_shape shape_vote = {21, 6, {
    ENUM(qg_vote, "method", method, words_method),
    FIELD(qg_vote, "fit", fit, QG_FIELD_COUNT),
    FIELD(qg_vote, "recertify", recertify, QG_FIELD_COUNT),
    FIELD(qg_vote, "unfit", unfit, QG_FIELD_COUNT),
    FIELD(qg_vote, "abstain", abstain, QG_FIELD_COUNT),
    LIST(qg_vote, "by_member", by_member, QG_FIELD_OBJECT, NULL, &shape_ballot),
}};

static const struct qg_shape shape_dissent = {22, 3, {
    FIELD(qg_dissent, "id", id, QG_FIELD_TEXT),
    FIELD(qg_dissent, "written", written, QG_FIELD_FLAG),
    FIELD(qg_dissent, "annexed", annexed, QG_FIELD_FLAG),
}};

static const struct qg_shape shape_minutes = {23, 16, {
    FIELD(qg_minutes, "number", number, QG_FIELD_TEXT),
    FIELD(qg_minutes, "date", date, QG_FIELD_DATE),
    FIELD(qg_minutes, "body", body, QG_FIELD_TEXT),
    FIELD(qg_minutes, "place", place, QG_FIELD_TEXT),
    FIELD(qg_minutes, "chair_id", chair_id, QG_FIELD_TEXT),
    FIELD(qg_minutes, "secretary_id", secretary_id, QG_FIELD_TEXT),
    LIST(qg_minutes, "member_ids", member_ids, QG_FIELD_TEXT, NULL, NULL),
    LIST(qg_minutes, "invited_ids", invited_ids, QG_FIELD_TEXT, NULL, NULL),
    LIST(qg_minutes, "signature_ids", signature_ids, QG_FIELD_TEXT, NULL, NULL),
    FIELD(qg_minutes, "person_name", person_name, QG_FIELD_TEXT),
    FIELD(qg_minutes, "position", position, QG_FIELD_TEXT),
    FIELD(qg_minutes, "unit", unit, QG_FIELD_TEXT),
    FIELD(qg_minutes, "questions_and_answers", questions_and_answers, QG_FIELD_FLAG),
    FIELD(qg_minutes, "recommendations", recommendations, QG_FIELD_FLAG),
    ENUM(qg_minutes, "decision", decision, words_word),
    FIELD(qg_minutes, "approved_on", approved_on, QG_FIELD_DATE),
}};

static const struct qg_shape shape_hearing = {24, 19, {
    FIELD(qg_hearing, "date", date, QG_FIELD_DATE),
    FIELD(qg_hearing, "place", place, QG_FIELD_TEXT),
    LIST(qg_hearing, "present_ids", present_ids, QG_FIELD_TEXT, NULL, NULL),
    LIST(qg_hearing, "invited_ids", invited_ids, QG_FIELD_TEXT, NULL, NULL),
    FIELD(qg_hearing, "presided_by", presided_by, QG_FIELD_TEXT),
    FIELD(qg_hearing, "person_present", person_present, QG_FIELD_FLAG),
    OBJECT(qg_hearing, "absence", absence, shape_absence),
    FIELD(qg_hearing, "postponed_to", postponed_to, QG_FIELD_DATE),
    ENUM(qg_hearing, "postponed_by", postponed_by, words_postponer),
    ENUM(qg_hearing, "postponed_for", postponed_for, words_beneficiary),
    FIELD(qg_hearing, "materials_examined", materials_examined, QG_FIELD_FLAG),
    FIELD(qg_hearing, "person_heard", person_heard, QG_FIELD_FLAG),
    OBJECT(qg_hearing, "interview", interview, shape_interview),
    OBJECT(qg_hearing, "vote", vote, shape_vote),
    ENUM(qg_hearing, "status", status, words_status),
    ENUM(qg_hearing, "decision", decision, words_word),
    ENUM(qg_hearing, "decision_body", decision_body, words_body),
    LIST(qg_hearing, "dissents", dissents, QG_FIELD_OBJECT, NULL, &shape_dissent),
    OBJECT(qg_hearing, "minutes", minutes, shape_minutes),
}};

static const struct qg_shape shape_sheet_votes = {25, 3, {
    FIELD(qg_sheet_votes, "fit", fit, QG_FIELD_COUNT),
    FIELD(qg_sheet_votes, "recertify", recertify, QG_FIELD_COUNT),
    FIELD(qg_sheet_votes, "unfit", unfit, QG_FIELD_COUNT),
}};

static const struct qg_shape shape_sheet = {26, 16, {
    FIELD(qg_sheet, "drawn_on", drawn_on, QG_FIELD_DATE),
    ENUM(qg_sheet, "type", type, words_kind),
    FIELD(qg_sheet, "full_name", full_name, QG_FIELD_TEXT),
    FIELD(qg_sheet, "birth_date", birth_date, QG_FIELD_DATE),
    FIELD(qg_sheet, "education", education, QG_FIELD_TEXT),
    FIELD(qg_sheet, "position", position, QG_FIELD_TEXT),
    FIELD(qg_sheet, "service_months", service_months, QG_FIELD_COUNT),
    FIELD(qg_sheet, "position_months", position_months, QG_FIELD_COUNT),
    FIELD(qg_sheet, "appraisal", appraisal, QG_FIELD_TEXT),
    FIELD(qg_sheet, "members_attending", members_attending, QG_FIELD_COUNT),
    OBJECT(qg_sheet, "votes", votes, shape_sheet_votes),
    FIELD(qg_sheet, "recommendations", recommendations, QG_FIELD_TEXT),
    LIST(qg_sheet, "signatures", signatures, QG_FIELD_TEXT, NULL, NULL),
    FIELD(qg_sheet, "dissent_signed", dissent_signed, QG_FIELD_FLAG),
    FIELD(qg_sheet, "date", date, QG_FIELD_DATE),
    FIELD(qg_sheet, "acknowledged_on", acknowledged_on, QG_FIELD_DATE),
}};

static const struct qg_shape shape_entry = {27, 2, {
    FIELD(qg_secretary_entry, "date", date, QG_FIELD_DATE),
    FIELD(qg_secretary_entry, "signed", is_signed, QG_FIELD_FLAG),
}};

static const struct qg_shape shape_acquaintance = {28, 5, {
    FIELD(qg_acquaintance, "shown_on", shown_on, QG_FIELD_DATE),
    ENUM(qg_acquaintance, "by", by, words_told),
    FIELD(qg_acquaintance, "signed_on", signed_on, QG_FIELD_DATE),
    FIELD(qg_acquaintance, "refused", refused, QG_FIELD_FLAG),
    OBJECT(qg_acquaintance, "secretary_entry", secretary_entry, shape_entry),
}};

static const struct qg_shape shape_dismissal = {29, 2, {
    FIELD(qg_dismissal, "date", date, QG_FIELD_DATE),
    ENUM(qg_dismissal, "ground", ground, words_ground),
}};

static const struct qg_shape shape_outcome = {30, 4, {
    ENUM(qg_outcome, "result", result, words_word),
    ENUM(qg_outcome, "recommendation", recommendation, words_advice),
    FIELD(qg_outcome, "vacancy_open_on", vacancy_open_on, QG_FIELD_DATE),
    OBJECT(qg_outcome, "dismissal", dismissal, shape_dismissal),
}};

static const struct qg_shape shape_appeal = {31, 3, {
    FIELD(qg_appeal, "filed_on", filed_on, QG_FIELD_DATE),
    FIELD(qg_appeal, "forum", forum, QG_FIELD_TEXT),
    FIELD(qg_appeal, "status", status, QG_FIELD_TEXT),
}};

static const struct qg_shape shape_violation = {32, 2, {
    FIELD(qg_violation, "established_on", established_on, QG_FIELD_DATE),
    FIELD(qg_violation, "by", by, QG_FIELD_TEXT),
}};

static const struct qg_shape shape_certification = {33, 20, {
    FIELD(qg_certification, "id", id, QG_FIELD_TEXT),
    ENUM(qg_certification, "kind", kind, words_kind),
    ENUM(qg_certification, "origin", origin, words_origin),
    FIELD(qg_certification, "initial_id", initial_id, QG_FIELD_TEXT),
    ENUM(qg_certification, "level", level, words_level),
    FIELD(qg_certification, "category_sought", category_sought, QG_FIELD_TEXT),
    OBJECT(qg_certification, "person_request", person_request, shape_request),
    LIST(qg_certification, "orders", orders, QG_FIELD_OBJECT, NULL, &shape_order),
    OBJECT(qg_certification, "preparation", preparation, shape_preparation),
    OBJECT(qg_certification, "notice", notice, shape_notice),
    OBJECT(qg_certification, "report", report, shape_report),
    OBJECT(qg_certification, "commission", commission, shape_commission),
    LIST(qg_certification, "hearings", hearings, QG_FIELD_OBJECT, NULL, &shape_hearing),
    OBJECT(qg_certification, "sheet", sheet, shape_sheet),
    OBJECT(qg_certification, "acquaintance", acquaintance, shape_acquaintance),
    LIST(qg_certification, "personal_file", personal_file, QG_FIELD_TEXT, NULL, NULL),
    OBJECT(qg_certification, "outcome", outcome, shape_outcome),
    LIST(qg_certification, "appeals", appeals, QG_FIELD_OBJECT, NULL, &shape_appeal),
    LIST(qg_certification, "violations", violations, QG_FIELD_OBJECT, NULL, &shape_violation),
    LIST(qg_certification, "complete", complete, QG_FIELD_TEXT, NULL, NULL),
}};

const struct qg_shape qg_shape_dossier = {34, 10, {
    FIELD(qg_dossier, "record", record, QG_FIELD_TEXT),
    FIELD(qg_dossier, "id", id, QG_FIELD_TEXT),
    OBJECT(qg_dossier, "institution", institution, shape_institution_ref),
    OBJECT(qg_dossier, "person", person, shape_person),
    OBJECT(qg_dossier, "employment", employment, shape_employment),
    LIST(qg_dossier, "leaves", leaves, QG_FIELD_OBJECT, NULL, &shape_leave),
    LIST(qg_dossier, "statuses", statuses, QG_FIELD_OBJECT, NULL, &shape_status),
    LIST(qg_dossier, "children", children, QG_FIELD_OBJECT, NULL, &shape_child),
    LIST(qg_dossier, "certifications", certifications, QG_FIELD_OBJECT, NULL, &shape_certification),
    LIST(qg_dossier, "complete", complete, QG_FIELD_TEXT, NULL, NULL),
}};

const struct qg_shape qg_shape_institution = {35, 5, {
    FIELD(qg_institution_record, "record", record, QG_FIELD_TEXT),
    FIELD(qg_institution_record, "id", id, QG_FIELD_TEXT),
    FIELD(qg_institution_record, "name", name, QG_FIELD_TEXT),
    LIST(qg_institution_record, "identification_runs", identification_runs, QG_FIELD_DATE, NULL, NULL),
    LIST(qg_institution_record, "complete", complete, QG_FIELD_TEXT, NULL, NULL),
}};

const struct qg_shape qg_shape_export = {36, 3, {
    FIELD(qg_export, "record", record, QG_FIELD_TEXT),
    FIELD(qg_export, "exported_on", exported_on, QG_FIELD_DATE),
    FIELD(qg_export, "source", source, QG_FIELD_TEXT),
}};

const struct qg_shape qg_shape_envelope = {37, 2, {
    FIELD(qg_export, "exported_on", exported_on, QG_FIELD_DATE),
    FIELD(qg_export, "source", source, QG_FIELD_TEXT),
}};
// clang-format on
