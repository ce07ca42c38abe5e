// SPDX-License-Identifier: Apache-2.0
//
// The damages: each breaks one lawful certification in one way and touches nothing else. What they
// must bring about stands in the table of generate_defects.c, beside the rule.
#ifndef QG_GENERATE_DAMAGE_H
#define QG_GENERATE_DAMAGE_H

#include "generate_model.h"

struct qg_damage {
    struct qg_dossier *dossier;
    struct qg_certification *target;
    struct qg_hearing *hearing; // the deciding one of the target
};

// X(name): every damage, in the order of the act.
#define QG_DAMAGES(X)                                                                              \
    X(regime_unknown)                                                                              \
    X(category_sought)                                                                             \
    X(certification_lost)                                                                          \
    X(certification_lost_unattested)                                                               \
    X(appointed_recently)                                                                          \
    X(held_late)                                                                                   \
    X(pregnant)                                                                                    \
    X(statuses_unknown)                                                                            \
    X(infant)                                                                                      \
    X(single_mother)                                                                               \
    X(disabled_child)                                                                              \
    X(motherless_child)                                                                            \
    X(sector_veteran)                                                                              \
    X(after_unpaid)                                                                                \
    X(after_maternity)                                                                             \
    X(after_parental)                                                                              \
    X(no_interview)                                                                                \
    X(decided_by_hr)                                                                               \
    X(track_head)                                                                                  \
    X(track_deputy)                                                                                \
    X(no_instruction)                                                                              \
    X(dossier_late)                                                                                \
    X(dossier_unknown)                                                                             \
    X(schedule_late)                                                                               \
    X(schedule_unknown)                                                                            \
    X(briefing_late)                                                                               \
    X(briefing_unknown)                                                                            \
    X(fixed_another_day)                                                                           \
    X(composition_late)                                                                            \
    X(fixed_without_hr)                                                                            \
    X(list_without_person)                                                                         \
    X(schedule_order_late)                                                                         \
    X(list_without_hr)                                                                             \
    X(notice_undated)                                                                              \
    X(notice_undated_attested)                                                                     \
    X(notice_short)                                                                                \
    X(notice_unserved)                                                                             \
    X(report_by_manager)                                                                           \
    X(report_by_stranger)                                                                          \
    X(report_received_late)                                                                        \
    X(report_receipt_unknown)                                                                      \
    X(report_without_results)                                                                      \
    X(report_topics_unknown)                                                                       \
    X(report_shown_late)                                                                           \
    X(alternative_ignored)                                                                         \
    X(alternative_unread)                                                                          \
    X(alternative_undiscussed)                                                                     \
    X(sheet_drawn_late)                                                                            \
    X(sheet_drawn_unknown)                                                                         \
    X(materials_late)                                                                              \
    X(materials_unknown)                                                                           \
    X(composition_wrong_signer)                                                                    \
    X(composition_other_signer)                                                                    \
    X(members_even)                                                                                \
    X(members_three)                                                                               \
    X(two_chairs)                                                                                  \
    X(no_deputy_chair)                                                                             \
    X(member_presided)                                                                             \
    X(stranger_sat)                                                                                \
    X(secretary_elsewhere)                                                                         \
    X(secretary_unit_unknown)                                                                      \
    X(secretary_voted)                                                                             \
    X(votes_unnamed)                                                                               \
    X(no_quorum)                                                                                   \
    X(secret_vote)                                                                                 \
    X(method_unknown)                                                                              \
    X(minority_decision)                                                                           \
    X(dissent_unwritten)                                                                           \
    X(dissent_unannexed)                                                                           \
    X(tie_against_chair)                                                                           \
    X(decided_in_absence)                                                                          \
    X(no_show_postponed)                                                                           \
    X(postponed_by_other)                                                                          \
    X(nothing_more)                                                                                \
    X(dismissal_advised)                                                                           \
    X(third_language)                                                                              \
    X(language_not_chosen)                                                                         \
    X(choice_unknown)                                                                              \
    X(materials_unexamined)                                                                        \
    X(examination_unknown)                                                                         \
    X(person_unheard)                                                                              \
    X(not_recorded)                                                                                \
    X(recording_unknown)                                                                           \
    X(unfit_at_once)                                                                               \
    X(promotion)                                                                                   \
    X(promotion_without_vacancy)                                                                   \
    X(promotion_vacancy_unknown)                                                                   \
    X(repeat_late)                                                                                 \
    X(repeat_recertified)                                                                          \
    X(sheet_votes_differ)                                                                          \
    X(sheet_unsigned_by_member)                                                                    \
    X(minutes_undecided)                                                                           \
    X(minutes_unsigned_by_member)                                                                  \
    X(minutes_unsigned_by_secretary)                                                               \
    X(shown_by_other)                                                                              \
    X(shower_unknown)                                                                              \
    X(never_signed)                                                                                \
    X(signature_unknown)                                                                           \
    X(refusal_unsigned)                                                                            \
    X(file_without_sheet)                                                                          \
    X(file_without_report)                                                                         \
    X(file_without_decision)                                                                       \
    X(file_unknown)                                                                                \
    X(member_voted_on_self)                                                                        \
    X(breach_uncancelled)                                                                          \
    X(cancelled_unscheduled)                                                                       \
    X(sheet_type_wrong)                                                                            \
    X(sheet_birth_wrong)                                                                           \
    X(education_unknown)                                                                           \
    X(education_missing)                                                                           \
    X(service_too_short)                                                                           \
    X(post_months_wrong)                                                                           \
    X(appraisal_missing)                                                                           \
    X(attendance_wrong)                                                                            \
    X(votes_too_many)                                                                              \
    X(sheet_unsigned_by_secretary)                                                                 \
    X(dissent_line_empty)                                                                          \
    X(sheet_dated_wrong)                                                                           \
    X(acknowledged_early)                                                                          \
    X(approved_early)                                                                              \
    X(approval_unknown)                                                                            \
    X(body_wrong)                                                                                  \
    X(number_unknown)                                                                              \
    X(place_unknown)                                                                               \
    X(minutes_dated_wrong)                                                                         \
    X(minutes_chair_wrong)                                                                         \
    X(minutes_secretary_wrong)                                                                     \
    X(minutes_member_wrong)                                                                        \
    X(voter_invited)                                                                               \
    X(minutes_name_wrong)                                                                          \
    X(no_questions)                                                                                \
    X(advice_unknown)                                                                              \
    X(minutes_decision_differs)

#define QG_DECLARE_DAMAGE(name) void qg_damage_##name(struct qg_damage *damage);
QG_DAMAGES(QG_DECLARE_DAMAGE)
#undef QG_DECLARE_DAMAGE

#endif
