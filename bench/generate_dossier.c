// SPDX-License-Identifier: Apache-2.0
#include "generate_dossier.h"

#include <stddef.h>
#include <string.h>

#include "generate_certification.h"
#include "generate_date.h"
#include "generate_names.h"

// The lives that are drawn; each is lawful in its own way.
enum profile {
    ORDINARY,
    NEWCOMER,      // no grid date yet
    LONG_SERVING,  // two or three grid dates
    INTERRUPTED,   // a gap in the service moved the grid
    UNPAID_LEAVE,  // was on unpaid leave when certification fell due
    PARENTAL,      // was on parental leave when it fell due
    NEW_POST,      // took a new post shortly before it fell due
    VETERAN,       // more than twenty years in the sector: exempt
    SINGLE_MOTHER, // exempt
    OUTSIDE,       // another regime: the act does not apply
};

struct life {
    struct qg_dossier *dossier;
    struct qg_random *random;
    const struct qg_world *world;
    const struct qg_wish *wish;
    enum profile profile;
    int institution;
    int32_t start; // of service
    int32_t gap;   // days by which the grid moved
    bool finished; // dismissed
};

static int between(const struct life *life, int low, int high) {
    return qg_random_between(life->random, low, high);
}

static bool permille(const struct life *life, int share) {
    return qg_random_permille(life->random, share);
}

static enum profile draw_profile(const struct life *life) {
    static const struct {
        uint8_t profile;
        int16_t share;
    } shares[] = {{NEWCOMER, 130},    {LONG_SERVING, 110}, {INTERRUPTED, 50},
                  {UNPAID_LEAVE, 25}, {PARENTAL, 20},      {NEW_POST, 30},
                  {VETERAN, 20},      {SINGLE_MOTHER, 10}, {OUTSIDE, 5}};
    if (life->wish->damaged)
        return ORDINARY;
    int dice = between(life, 0, 999);
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        if (dice < shares[i].share)
            return (enum profile)shares[i].profile;
        dice -= shares[i].share;
    }
    return ORDINARY;
}

static int draw_months_of_service(const struct life *life) {
    switch (life->profile) {
    case NEWCOMER:
        return between(life, 2, 33);
    case LONG_SERVING:
        return between(life, 96, 230);
    case VETERAN:
        return between(life, 324, 384);
    case INTERRUPTED:
        return between(life, 64, 120);
    default:
        return between(life, 42, 76);
    }
}

static int32_t draw_start(const struct life *life) {
    int months = draw_months_of_service(life);
    if (life->wish->damaged)
        months = between(life, 50, 66) + (life->wish->sole || permille(life, 600) ? 0 : 36);
    const int32_t day = qg_gendate_add_months(life->world->exported_on, -months);
    int year;
    int month;
    int day_of_month;
    qg_gendate_split(day, &year, &month, &day_of_month);
    // Never the end of a month, so that the grid needs no clamping.
    return qg_gendate_make(year, month, between(life, 1, 26));
}

static int32_t grid(const struct life *life, int turn) {
    return qg_gendate_add_months(life->start, 36 * turn) + life->gap;
}

static void fill_person(const struct life *life, int number) {
    struct qg_dossier *dossier = life->dossier;
    struct qg_person *person = &dossier->person;
    char name[160];
    person->recorded = true;
    person->id = qg_dossier_say(dossier, "p-%07d", number);
    person->sex = (uint8_t)between(life, QG_FEMALE, QG_MALE);
    if (life->wish->sex)
        person->sex = life->wish->sex;
    if (life->profile == SINGLE_MOTHER || life->profile == PARENTAL)
        person->sex = QG_FEMALE;
    qg_names_person(name, sizeof name, life->random, (enum qg_sex)person->sex);
    person->full_name = qg_dossier_say(dossier, "%s", name);
    const int age = life->wish->elder ? between(life, 36, 40) : between(life, 21, 34);
    person->birth_date = qg_gendate_add_months(life->start, -age * 12) - between(life, 0, 360);
    person->regime = life->profile == OUTSIDE ? QG_CORPS_B : QG_LABOUR_CODE;
    dossier->institution = (struct qg_institution){
        .recorded = true,
        .id = qg_dossier_say(dossier, "I-%02d", life->institution + 1),
        .name = qg_names_institution(life->institution),
        .subordinate = QG_YES,
    };
}

static struct qg_position *current_position(const struct life *life) {
    return &life->dossier->employment.positions.items[life->dossier->employment.positions.size - 1];
}

static void appoint(const struct life *life, enum qg_track track, int32_t on) {
    struct qg_dossier *dossier = life->dossier;
    dossier->employment.positions.recorded = true;
    struct qg_position *position =
        &dossier->employment.positions.items[dossier->employment.positions.size++];
    *position = (struct qg_position){
        .recorded = true,
        .title = qg_names_title(life->random, track),
        .unit = qg_names_unit(life->random, track),
        .track = (uint8_t)track,
        .manager_id = track == QG_HEAD ? "ministry-07"
                                       : qg_dossier_say(dossier, "m%02d-%02d", life->institution,
                                                        between(life, 1, 9)),
        .appointed_on = on,
    };
}

static void move_to_new_post(const struct life *life, int32_t on) {
    const enum qg_track held = (enum qg_track)current_position(life)->track;
    current_position(life)->left_on = on - 1;
    enum qg_track next = held;
    if (held != QG_HEAD && permille(life, 300))
        next = held == QG_SPECIALIST ? QG_DEPUTY : QG_HEAD;
    appoint(life, next, on);
}

static enum qg_track draw_track(const struct life *life) {
    if (life->wish->level == QG_MINISTRY)
        return QG_HEAD;
    const int dice = between(life, 0, 99);
    if (dice < 12 && life->wish->level != QG_INSTITUTION)
        return QG_HEAD;
    return dice < 35 ? QG_DEPUTY : QG_SPECIALIST;
}

static void fill_service(struct life *life) {
    struct qg_employment *employment = &life->dossier->employment;
    const enum qg_track track = draw_track(life);
    employment->recorded = true;
    employment->civil_service_start = life->start;
    employment->service_periods.recorded = true;
    employment->service_periods.size = 1;
    employment->service_periods.items[0] = (struct qg_period){true, life->start, 0};
    appoint(life, track, life->start);
    if (life->profile != INTERRUPTED)
        return;
    const int32_t left_on = life->start + between(life, 250, 700);
    life->gap = between(life, 60, 300);
    employment->service_periods.items[0].to = left_on;
    employment->service_periods.size = 2;
    employment->service_periods.items[1] = (struct qg_period){true, left_on + life->gap + 1, 0};
    current_position(life)->left_on = left_on;
    appoint(life, track, left_on + life->gap + 1);
}

static void fill_sector(const struct life *life) {
    struct qg_employment *employment = &life->dossier->employment;
    int32_t from = life->start;
    const int32_t earliest = qg_gendate_add_months(life->world->exported_on, -12 * 18);
    if (life->profile == VETERAN)
        from = qg_gendate_add_months(life->world->effective_on, -12 * 21) - between(life, 30, 400);
    else if (from < earliest)
        from = earliest + between(life, 0, 2000);
    employment->sector_periods.recorded = true;
    employment->sector_periods.size = 1;
    employment->sector_periods.items[0] = (struct qg_period){true, from, 0};
}

static void add_child(const struct life *life, int32_t birth_date) {
    struct qg_dossier *dossier = life->dossier;
    dossier->children.items[dossier->children.size++] =
        (struct qg_child){true, birth_date, permille(life, 20) ? QG_YES : QG_NO};
}

// Children of a woman are all past three before the first grid date that counts, so that she is
// never exempt by accident; a man's children may be of any age.
static void fill_family(const struct life *life, int32_t first_due) {
    struct qg_dossier *dossier = life->dossier;
    dossier->children.recorded = true;
    dossier->statuses.recorded = true;
    dossier->leaves.recorded = true;
    if (life->wish->damaged)
        return;
    if (life->profile == SINGLE_MOTHER) {
        const int32_t birth =
            qg_gendate_add_months(life->world->exported_on, -between(life, 100, 140));
        add_child(life, birth);
        dossier->statuses.size = 1;
        dossier->statuses.items[0] = (struct qg_status_entry){true, QG_SINGLE_MOTHER, birth, 0};
        return;
    }
    const bool female = dossier->person.sex == QG_FEMALE;
    const int32_t latest = female ? qg_gendate_add_months(first_due, -37) : first_due;
    for (int count = between(life, 0, 2); count > 0; count--)
        add_child(life, latest - between(life, 30, 3000));
}

static void add_leave(const struct life *life, enum qg_leave_kind kind, int32_t from, int32_t to) {
    struct qg_dossier *dossier = life->dossier;
    dossier->leaves.items[dossier->leaves.size++] =
        (struct qg_leave){true, (uint8_t)kind, from, to, to + 1};
}

// A child born between two grid dates: pregnancy, maternity leave, a return to work, then parental
// leave until the third birthday, which is open when certification falls due. Gives the return.
static int32_t take_parental_leave(const struct life *life, int32_t due_on) {
    struct qg_dossier *dossier = life->dossier;
    const int32_t birth = qg_gendate_add_months(due_on, -between(life, 14, 19));
    add_child(life, birth);
    dossier->statuses.items[dossier->statuses.size++] =
        (struct qg_status_entry){true, QG_PREGNANCY, birth - 240, birth};
    add_leave(life, QG_MATERNITY, birth - 70, birth + 56);
    const int32_t third_birthday = qg_gendate_add_months(birth, 36);
    add_leave(life, QG_PARENTAL, birth + 75, third_birthday - 1);
    return third_birthday;
}

// The day from which the window runs: the grid date, or six months after what deferred it.
static int32_t window_start(const struct life *life, int32_t due_on) {
    int32_t from = due_on;
    if (life->profile == UNPAID_LEAVE) {
        from = due_on + between(life, 10, 50);
        add_leave(life, QG_UNPAID, due_on - between(life, 15, 60), from - 1);
    } else if (life->profile == PARENTAL) {
        from = take_parental_leave(life, due_on);
    } else if (life->profile == NEW_POST) {
        from = due_on - between(life, 20, 120);
        move_to_new_post(life, from);
    } else {
        return due_on;
    }
    return qg_gendate_add_months(from, 6);
}

static void draw_preludes(const struct life *life, struct qg_plan *plan) {
    const struct qg_wish *wish = life->wish;
    if (wish->damaged) {
        plan->prelude_count = wish->prelude_count;
        memset(plan->preludes, wish->prelude, sizeof plan->preludes);
        return;
    }
    const int dice = between(life, 0, 999);
    if (dice >= 105)
        return;
    plan->prelude_count = dice < 20 ? 2 : 1;
    for (int i = 0; i < plan->prelude_count; i++)
        plan->preludes[i] = QG_PRELUDE_EXCUSED;
    if (dice >= 80)
        plan->preludes[0] = dice < 95 ? QG_PRELUDE_NO_SHOW : QG_PRELUDE_ADJOURNED;
}

static struct qg_certification *certify(const struct life *life, struct qg_plan *plan) {
    const struct qg_position *position = current_position(life);
    plan->institution = life->institution;
    plan->position = position;
    plan->level = position->track == QG_HEAD ? QG_MINISTRY : QG_INSTITUTION;
    plan->service_from = life->start + life->gap;
    plan->plain = life->wish->damaged;
    return qg_certification_add(life->dossier, life->random, plan);
}

static void dismiss(struct life *life, struct qg_certification *certification) {
    struct qg_employment *employment = &life->dossier->employment;
    const int32_t on =
        qg_gendate_working_on(certification->acquaintance.shown_on + between(life, 6, 14));
    certification->outcome.dismissal = (struct qg_dismissal){true, on, QG_GROUND_CERTIFICATION};
    current_position(life)->left_on = on;
    employment->service_periods.items[employment->service_periods.size - 1].to = on;
    employment->sector_periods.items[0].to = on;
    life->finished = true;
}

static void repeat(struct life *life, struct qg_certification *initial, enum qg_origin origin,
                   bool may_fail) {
    const int32_t decided_on = qg_certification_deciding(initial)->date;
    struct qg_plan plan = {
        .kind = QG_REPEAT,
        .origin = (uint8_t)origin,
        .initial = initial,
        .due_on = initial->due_on,
        .window_end = initial->window_end,
        .first_hearing = qg_gendate_working_back(decided_on + between(life, 22, 27)),
        .decision = may_fail && permille(life, 300) ? QG_UNFIT : QG_FIT,
    };
    struct qg_certification *certification = certify(life, &plan);
    if (plan.decision == QG_UNFIT && permille(life, 600))
        dismiss(life, certification);
}

// A breach was established: the order is cancelled and certification held again (paragraph 59).
static void cancel(struct life *life, struct qg_certification *certification) {
    const int32_t decided_on = qg_certification_deciding(certification)->date;
    const int32_t established_on = qg_gendate_working_on(decided_on + 5);
    certification->violations.recorded = true;
    certification->violations.size = 1;
    certification->violations.items[0] =
        (struct qg_violation){true, established_on, "Комиссия по трудовым спорам"};
    repeat(life, certification, QG_PARAGRAPH_59, false);
    const struct qg_certification *again = certification + 1;
    certification->orders.items[certification->orders.size++] = (struct qg_order){
        .recorded = true,
        .kind = QG_CANCEL,
        .number = qg_dossier_say(life->dossier, "%d-ж/қ", between(life, 11, 989)),
        .date = established_on,
        .signed_by = certification->level == QG_MINISTRY ? QG_MINISTRY_HEAD : QG_INSTITUTION_HEAD,
        .certification_date = again->hearings.items[0].date,
        .names_person = QG_YES,
        .on_submission_of =
            certification->level == QG_MINISTRY ? QG_MINISTRY_HR : QG_INSTITUTION_HR,
    };
}

static enum qg_follow draw_follow(const struct life *life, bool is_last) {
    if (life->wish->damaged)
        return is_last ? (enum qg_follow)life->wish->follow : QG_FOLLOW_NONE;
    const int dice = between(life, 0, 999);
    if (dice < 90)
        return QG_FOLLOW_REPEAT;
    return dice < 105 ? QG_FOLLOW_59 : QG_FOLLOW_NONE;
}

static struct qg_certification *answer_grid_date(struct life *life, int32_t due_on, int32_t from,
                                                 bool is_last) {
    const enum qg_follow follow = draw_follow(life, is_last);
    struct qg_plan plan = {
        .kind = QG_REGULAR,
        .origin = QG_SCHEDULE,
        .due_on = due_on,
        .window_end = qg_gendate_add_months(from, 6),
        .first_hearing = qg_gendate_working_on(from + between(life, 10, 95)),
        .decision = follow == QG_FOLLOW_REPEAT ? QG_RECERTIFY : QG_FIT,
    };
    if (!life->wish->damaged || is_last)
        draw_preludes(life, &plan);
    struct qg_certification *certification = certify(life, &plan);
    if (follow == QG_FOLLOW_59)
        cancel(life, certification);
    else if (follow != QG_FOLLOW_NONE)
        repeat(life, certification, QG_RECERTIFY_ORIGIN, is_last && !life->wish->damaged);
    return certification;
}

// Ordinary days between two certifications: a leave, sometimes a new post.
static void live_on(const struct life *life, int32_t since) {
    if (since + 200 > life->world->exported_on || life->wish->damaged)
        return;
    if (life->dossier->leaves.size < 4 && permille(life, 500))
        add_leave(life, permille(life, 150) ? QG_UNPAID : QG_ANNUAL, since + 70, since + 84);
    if (life->dossier->employment.positions.size < 5 && permille(life, 150))
        move_to_new_post(life, since + between(life, 90, 190));
}

// A grid date that is still open is answered only when everything about it lies in the past.
static bool is_answered(const struct life *life, int32_t from) {
    return from + 175 <= life->world->exported_on;
}

static void fill_certifications(struct life *life, int turn) {
    life->dossier->certifications.recorded = true;
    // What defers a certification needs time to have passed; without it the life is ordinary.
    if (grid(life, turn) + 900 > life->world->exported_on)
        life->profile = ORDINARY;
    while (!life->finished && grid(life, turn) <= life->world->exported_on) {
        const int32_t due_on = grid(life, turn);
        const int32_t from = window_start(life, due_on);
        if (!is_answered(life, from))
            return;
        const bool is_last = grid(life, turn + 1) > life->world->exported_on;
        const struct qg_certification *certification =
            answer_grid_date(life, due_on, from, is_last);
        if (life->finished)
            return;
        const struct qg_hearing *last =
            &certification->hearings.items[certification->hearings.size - 1];
        if (from == due_on)
            live_on(life, last->date + 30);
        life->profile = ORDINARY; // a life is deferred once
        turn++;
    }
}

static void fill_attestation(const struct life *life) {
    static const char *const sections[] = {"positions", "sector_periods", "leaves", "statuses",
                                           "children"};
    struct qg_sections *complete = &life->dossier->complete;
    complete->recorded = true;
    complete->items[complete->size++] = "certifications";
    if (!permille(life, 400))
        return;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        complete->items[complete->size++] = sections[i];
}

// Wipes a dossier without touching the room that nothing used.
static void wipe(struct qg_dossier *dossier) {
    const size_t before = offsetof(struct qg_dossier, certifications.items);
    const size_t after = offsetof(struct qg_dossier, complete);
    memset(dossier, 0, before);
    memset((char *)dossier + after, 0, offsetof(struct qg_dossier, texts) - after);
}

void qg_dossier_build(struct qg_dossier *out, struct qg_random *random,
                      const struct qg_world *world, int number, const struct qg_wish *wish) {
    struct life life = {.dossier = out, .random = random, .world = world, .wish = wish};
    wipe(out);
    out->recorded = true;
    out->record = "dossier";
    out->id = qg_dossier_say(out, "D-%07d", number);
    life.profile = draw_profile(&life);
    life.institution = between(&life, 0, QG_INSTITUTIONS - 1);
    life.start = draw_start(&life);
    fill_person(&life, number);
    fill_service(&life);
    fill_sector(&life);
    int turn = 1;
    while (grid(&life, turn) < world->effective_on)
        turn++;
    fill_family(&life, grid(&life, turn));
    const bool exempt = life.profile == VETERAN || life.profile == SINGLE_MOTHER;
    out->certifications.recorded = true;
    if (!exempt)
        fill_certifications(&life, turn);
    fill_attestation(&life);
}

void qg_institution_build(struct qg_institution_record *out, const struct qg_world *world,
                          int number) {
    static const char *const ids[QG_INSTITUTIONS] = {"I-01", "I-02", "I-03", "I-04",
                                                     "I-05", "I-06", "I-07", "I-08",
                                                     "I-09", "I-10", "I-11", "I-12"};
    *out = (struct qg_institution_record){
        .recorded = true, .record = "institution", .id = ids[number]};
    out->name = qg_names_institution(number);
    out->identification_runs.recorded = true;
    int32_t run = world->effective_on + 20 + number;
    while (run <= world->exported_on && out->identification_runs.size < 64) {
        out->identification_runs.items[out->identification_runs.size++] =
            qg_gendate_working_on(run);
        run = qg_gendate_add_months(run, 6);
    }
}
