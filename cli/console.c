// SPDX-License-Identifier: Apache-2.0

#include "console.h"

#include "outfile.h"
#include "shown.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char *const qg_wishes[] = {"auto", "always", "never", NULL};

bool qg_console_hold_descriptors(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        bool closed = fcntl(fd, F_GETFD) < 0;
        if (closed && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            return false;
    }
    return true;
}

void qg_console_init(struct qg_console *console) {
    *console = (struct qg_console){
        .out.fd = STDOUT_FILENO,
        .out_is_terminal = isatty(STDOUT_FILENO) != 0,
        .err_is_terminal = isatty(STDERR_FILENO) != 0,
        .terminal = qg_terminal_named(),
    };
}

// What somebody wishes, else what the environment does, else what is to be had.
static bool decide(enum qg_colour_wish wish, enum qg_terminal_word word, bool there) {
    if (wish != QG_COLOUR_AUTO)
        return wish == QG_COLOUR_ALWAYS;
    return word == QG_TERMINAL_SILENT ? there : word == QG_TERMINAL_YES;
}

bool qg_console_colours(const struct qg_console *console, enum qg_colour_wish wish, bool error) {
    bool there = error ? console->err_is_terminal : console->out_is_terminal;
    return !console->plain &&
           decide(wish, console->terminal.colour, there && !console->terminal.dumb);
}

bool qg_console_links(const struct qg_console *console) {
    bool there = console->out_is_terminal && console->terminal.knows_links;
    return !console->plain && decide(console->hyperlinks, console->terminal.links, there);
}

bool qg_console_draws(const struct qg_console *console) {
    return !console->plain && console->terminal.utf8;
}

bool qg_console_animates(const struct qg_console *console) {
    return !console->plain && console->err_is_terminal && !console->terminal.dumb;
}

// Whoever closed the pipe has read enough and is told nothing.
static int cannot_write(const struct qg_console *console) {
    struct qg_text message = {0};
    if (console->out.error == EPIPE)
        return QG_EXIT_FAILED;
    qg_text_printf(&message, "cannot write the standard output: %s", strerror(console->out.error));
    qg_console_complain(qg_text_str(&message));
    qg_text_free(&message);
    return QG_EXIT_FAILED;
}

int qg_console_print(struct qg_console *console, struct qg_text *text, int status) {
    struct qg_output output = qg_stream_output(&console->out);
    if (text->failed)
        return qg_console_fault(QG_FAULT_MEMORY);
    enum qg_fault fault = text->len > 0 ? output.write(output.user, text->at, text->len) : QG_OK;
    return fault == QG_OK ? status : cannot_write(console);
}

int qg_console_write(const char *path, const struct qg_text *text, int status) {
    struct qg_outfile file;
    struct qg_text problem = {0};
    if (text->failed)
        return qg_console_fault(QG_FAULT_MEMORY);
    enum qg_fault fault = qg_outfile_open(&file, path);
    if (fault == QG_OK)
        (void)qg_outfile_write(&file, qg_text_str(text)); // a failure sticks until the close
    if (fault == QG_OK)
        fault = qg_outfile_close(&file);
    if (fault != QG_OK)
        qg_outfile_explain(&file, &problem);
    qg_outfile_free(&file);
    if (fault != QG_OK)
        status = qg_console_trouble(fault, &problem);
    qg_text_free(&problem);
    return status;
}

int qg_console_deliver(struct qg_console *console, struct qg_text *text, const char *path,
                       int status) {
    return path == NULL ? qg_console_print(console, text, status)
                        : qg_console_write(path, text, status);
}

// There is nowhere left to say that the standard error cannot be written.
static void write_error(struct qg_str s) {
    (void)fwrite(s.at, 1, s.len, stderr);
    (void)fflush(stderr);
}

// What is said when there is no memory for what was to be said.
static const char starved[] = "qagida: out of memory\n";

void qg_console_show(const struct qg_text *text) {
    if (text->len > 0)
        write_error(qg_text_str(text));
    if (text->failed)
        write_error(qg_str_of(starved));
}

int qg_console_complain(struct qg_str message) {
    struct qg_text line = {0};
    qg_text_addz(&line, "qagida: ");
    qg_shown_add(&line, message);
    qg_text_char(&line, '\n');
    write_error(line.failed ? qg_str_of(starved) : qg_text_str(&line));
    qg_text_free(&line);
    return QG_EXIT_FAILED;
}

int qg_console_fault(enum qg_fault fault) {
    return qg_console_complain(qg_str_of(qg_fault_text(fault)));
}

int qg_console_complain_of(struct qg_str name, struct qg_str reason) {
    struct qg_text message = {0};
    qg_text_printf(&message, "%.*s: %.*s", QG_STR_ARG(name), QG_STR_ARG(reason));
    int status = qg_console_complain(qg_text_str(&message));
    qg_text_free(&message);
    return status;
}

int qg_console_trouble(enum qg_fault fault, const struct qg_text *problem) {
    return problem->len > 0 && !problem->failed ? qg_console_complain(qg_text_str(problem))
                                                : qg_console_fault(fault);
}

int qg_console_usage_of(const char *program, struct qg_text *problem) {
    struct qg_text hint = {0};
    qg_console_complain(qg_text_str(problem));
    qg_text_printf(&hint, "see `%s --help`", program);
    qg_console_complain(qg_text_str(&hint));
    qg_text_free(&hint);
    return QG_EXIT_FAILED;
}

int qg_console_usage(const char *command, struct qg_text *problem) {
    struct qg_text program = {0};
    qg_text_printf(&program, "qagida %s", command);
    int status = qg_console_usage_of(program.failed ? "qagida" : program.at, problem);
    qg_text_free(&program);
    return status;
}
