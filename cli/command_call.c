// SPDX-License-Identifier: Apache-2.0

#include "command_call.h"

#include "command.h"

#include <errno.h>
#include <stdlib.h>

int qg_command_usage(const struct qg_command *command, struct qg_text *problem) {
    return command->program != NULL ? qg_console_usage_of(command->program, problem)
                                    : qg_console_usage(command->name, problem);
}

int qg_command_call_usage(struct qg_command_call *call) {
    return qg_command_usage(call->command, &call->problem);
}

int qg_command_call_broken_off(const struct qg_command_call *call, enum qg_fault fault,
                               const struct qg_text *problem) {
    if (problem->len > 0 && call->console->out.error == EPIPE)
        return QG_EXIT_FAILED;
    return qg_console_trouble(fault, problem);
}

int qg_command_call_run(struct qg_command_call *call, int argc, char **argv) {
    call->args = qg_options_args(call->line);
    if (call->args == NULL)
        return qg_console_fault(QG_FAULT_MEMORY);
    bool read = qg_options_read(call->line, call->args, argc, argv, &call->problem);
    if (read && !call->unconfined && !call->command->unconfined)
        qg_reach_confine(call, argc, argv);
    int status = read ? call->command->run(call) : qg_command_call_usage(call);
    qg_spares_free(&call->spares);
    qg_options_free(call->line, call->args);
    qg_text_free(&call->problem);
    return status;
}
