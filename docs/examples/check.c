// SPDX-License-Identifier: Apache-2.0
//
// Checks records in memory against a policy, and prints what is wrong with them:
//
//     cc -std=c17 check.c $(pkg-config --cflags --libs qagida) -o check
//     ./check POLICY 2024-01-01
//
// POLICY is a file, a folder, "-" for the rules of Order 300, or NAME.so that `qagida build
// --shared` made. Ends with 0 if nothing is found, 1 with findings, 2 if it could not do its job.

#include <qagida/qagida.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { CLEAN, FINDINGS, FAILED };

// What another program would have from its database: one record a line.
static const char records[] =
    "{\"record\":\"club\",\"id\":\"chess\",\"members\":[\"a\",\"b\",\"c\"],"
    "\"sittings\":[{\"date\":\"2024-01-09\",\"present\":[\"a\"]}]}\n"
    "{\"record\":\"club\",\"id\":\"choir\",\"members\":[\"a\",\"b\"]}\n";

// What went wrong, on stderr; it gives back the exit status of that.
static int complain(const char *what, const char *message) {
    fprintf(stderr, "check: %s%s%s\n", what, message[0] != '\0' ? ": " : "", message);
    return FAILED;
}

// ---- what the checker finds ----

static int print_finding(void *user, const qagida_finding *finding) {
    FILE *out = user;
    fprintf(out, "%s:%" PRIu64 ":%" PRIu32 ": %s: %s [%s]\n", finding->file, finding->line,
            finding->column, finding->outcome, finding->message, finding->rule);
    for (size_t i = 0; i < finding->evidence_count; i++)
        fprintf(out, "    %s: %s\n", finding->evidence[i].pointer, finding->evidence[i].value);
    for (size_t i = 0; i < finding->missing_count; i++)
        fprintf(out, "    not recorded: %s\n", finding->missing[i]);
    return ferror(out); // other than 0 stops the check
}

static int print_totals(const qagida_totals *totals) {
    printf("records: %" PRIu64 ", violated: %" PRIu64 ", undetermined: %" PRIu64 "\n",
           totals->records, totals->violated, totals->undetermined);
    if (totals->unreadable > 0)
        return complain("not everything could be read", "");
    return totals->violated + totals->data > 0 ? FINDINGS : CLEAN;
}

// ---- from a policy to findings ----

static int check(qagida_checker *checker, const char *date) {
    qagida_checker_on_finding(checker, print_finding, stdout);
    qagida_status status = qagida_checker_set_as_of(checker, date);
    if (status == QAGIDA_OK)
        status = qagida_check_bytes(checker, records, strlen(records), "memory");
    if (status == QAGIDA_OK)
        status = qagida_checker_finish(checker); // of all records together
    if (status != QAGIDA_OK)
        return complain("the records cannot be checked", qagida_checker_message(checker));
    return print_totals(qagida_checker_totals(checker));
}

static int is_compiled(const char *path) {
    size_t length = strlen(path);
    return length > 3 && strcmp(path + length - 3, ".so") == 0;
}

static qagida_status take_policy(qagida_policy *policy, const char *path) {
    if (is_compiled(path))
        return qagida_policy_open(policy, path);
    qagida_status status = strcmp(path, "-") == 0 ? qagida_policy_add_builtin(policy)
                                                  : qagida_policy_add_path(policy, path);
    return status == QAGIDA_OK ? qagida_policy_compile(policy) : status;
}

static int compile_and_check(qagida_policy *policy, const char *path, const char *date) {
    qagida_status status = take_policy(policy, path);
    if (status != QAGIDA_OK)
        return complain("the policy cannot be used", qagida_policy_message(policy));
    qagida_checker *checker = qagida_checker_new(policy);
    int result = checker != NULL ? check(checker, date) : complain("out of memory", "");
    qagida_checker_free(checker);
    return result;
}

int main(int argc, char **argv) {
    if (argc != 3)
        return complain("usage: check POLICY DATE", "");
    qagida_policy *policy = qagida_policy_new();
    if (policy == NULL)
        return complain("out of memory", "");
    int result = compile_and_check(policy, argv[1], argv[2]);
    qagida_policy_free(policy);
    return result;
}
