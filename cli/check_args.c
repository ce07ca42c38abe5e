// SPDX-License-Identifier: Apache-2.0

#include "check_args.h"

#include "audit_inputs.h"
#include "jobs_args.h"
#include "words.h"

enum {
    POLICY,
    FORMAT,
    LANGUAGE,
    AS_OF,
    PARAM,
    READING,
    MAP,
    STRICT,
    SHOW,
    SELECT,
    IGNORE,
    ONLY,
    FAIL_ON,
    BASELINE,
    EXCEPTIONS,
    REDACT,
    REDACT_KEY,
    ENGINE,
    INTERPRET,
    OPTIMISE,
    UNKNOWN,
    STDIN_FILENAME,
    STATISTICS,
    MAX_FINDINGS,
    JOBS,
    MAX_STEPS,
    COLOR,
    NO_COLOR,
    HELP
};

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [FORMAT] = {"format", 'f', "NAME[=FILE]", "text, json, sarif … (below); to a file; repeatable"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of the report: en, ru or kk"},
    QG_SESSION_OPTIONS,
    [MAP] = {"map", 0, "FILE", "the files are tables (CSV, XLSX, JSON), mapped to records by it"},
    [STRICT] = {"strict-readings", 0, NULL, "violated only if violated under every reading"},
    [SHOW] = {"show", 0, "LIST",
              "also satisfied, exempt, not_applicable, not_in_force, silenced, excused, all"},
    [ONLY] = {"only", 0, "WHAT=ID", "tell only of an institution, a record or a certification"},
    [FAIL_ON] = {"fail-on", 0, "WHAT", "what ends with 1: violated, undetermined or never"},
    [BASELINE] = {"baseline", 0, "FILE", "what it knows does not count; see `qagida baseline`"},
    [EXCEPTIONS] = {"exceptions", 0, "FILE", "what it excuses does not count (YAML)"},
    [REDACT] = {"redact", 0, NULL, "pseudonyms instead of ids, names and texts"},
    [REDACT_KEY] = {"redact-key-file", 0, "FILE", "their key (or $QAGIDA_REDACT_KEY)"},
    [ENGINE] = {"engine", 0, "NAME", "what reads the records: bulk or jansson"},
    [INTERPRET] = {"interpret", 0, NULL, "interpret the rules, even where they are compiled to C"},
    [OPTIMISE] = {"optimise", 'O', "LEVEL", "0: run the program as it was lowered, for comparison"},
    [UNKNOWN] = {"unknown-properties", 0, NULL, "report properties that no policy knows"},
    [STDIN_FILENAME] = {"stdin-filename", 0, "FILE", "what to call the standard input"},
    [STATISTICS] = {"statistics", 0, NULL, "after the text, counts by rule, paragraph, severity"},
    [MAX_FINDINGS] = {"max-findings", 0, "N", "report so many and count the rest; 0: all"},
    QG_JOBS_OPTION,
    [MAX_STEPS] = {"max-steps", 0, "N", "that judging one record may take (default: 20000000)"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

static const char *const engines[] = {"bulk", "jansson", NULL};
static const char *const shown[QG_SHOWN + 1] = {
    "satisfied", "exempt", "not_applicable", "not_in_force", "silenced", "excused", "all", NULL};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(qg_check_args, policy.paths),
    [FORMAT] = QG_ADDS_OF(qg_check_args, formats, qg_writer_formats),
    [LANGUAGE] = QG_CHOOSES(qg_check_args, lang, qg_lang_names),
    QG_SESSION_SETTERS(qg_check_args),
    [MAP] = QG_TAKES(qg_check_args, map),
    [STRICT] = QG_SETS(qg_check_args, strict_readings, true),
    [SHOW] = QG_MARKS(qg_check_args, shown, shown),
    [ONLY] = QG_TAKES(qg_check_args, only),
    [FAIL_ON] = QG_CHOOSES(qg_check_args, fail_on, qg_fail_on_names),
    [BASELINE] = QG_TAKES(qg_check_args, pardon.baseline),
    [EXCEPTIONS] = QG_TAKES(qg_check_args, pardon.exceptions),
    [REDACT] = QG_SETS(qg_check_args, pardon.redact, true),
    [REDACT_KEY] = QG_TAKES(qg_check_args, pardon.key_file),
    [ENGINE] = QG_CHOOSES(qg_check_args, engine, engines),
    [INTERPRET] = QG_SETS(qg_check_args, interpret, true),
    [OPTIMISE] = QG_CHOOSES(qg_check_args, policy.unoptimised, qg_optimise_levels),
    [UNKNOWN] = QG_SETS(qg_check_args, unknown_properties, true),
    [STDIN_FILENAME] = QG_TAKES_FLAG(qg_check_args, stdin_name),
    [STATISTICS] = QG_SETS(qg_check_args, statistics, true),
    [MAX_FINDINGS] = QG_COUNTS(qg_check_args, max_findings, 0, 1e9),
    QG_JOBS_SETTER(qg_check_args),
    [MAX_STEPS] = QG_COUNTS(qg_check_args, max_steps, 1, 1e15),
    QG_COLOUR_SETTERS(qg_check_args),
    [HELP] = QG_HELPS,
};

const struct qg_command_line qg_check_line = {options, setters, QG_ADDS(qg_check_args, files),
                                              sizeof(struct qg_check_args), NULL};

bool qg_check_args_show(const struct qg_check_args *args, bool show[QG_OUTCOMES]) {
    static const enum qg_outcome outcomes[] = {QG_SATISFIED, QG_EXEMPT, QG_NOT_APPLICABLE,
                                               QG_NOT_IN_FORCE};
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
        show[outcomes[i]] = args->shown[i] || args->shown[QG_SHOWN_ALL];
    return args->shown[QG_SHOWN_SILENCED] || args->shown[QG_SHOWN_ALL];
}

bool qg_check_args_show_excused(const struct qg_check_args *args) {
    return args->shown[QG_SHOWN_EXCUSED] || args->shown[QG_SHOWN_ALL];
}
