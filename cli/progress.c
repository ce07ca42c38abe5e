// SPDX-License-Identifier: Apache-2.0

#include "progress.h"

#include "shown.h"
#include "utf8.h"

#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// A run that is over by then shows nothing; after that the line changes so often, in seconds.
#define QUIET  0.5
#define PERIOD 0.2

enum { BAR = 20, COLUMNS = 80, KILO = 1000 };

// ---- the line ----

// "118 MB"
static void add_bytes(double bytes, struct qg_text *out) {
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    for (; bytes >= KILO && unit < 4; unit++)
        bytes /= KILO;
    qg_text_printf(out, bytes < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}

// "1:02:03", "0:07"
static void add_duration(double seconds, struct qg_text *out) {
    unsigned long all = seconds < 1e9 ? (unsigned long)(seconds + 0.5) : 1000000000UL;
    if (all >= 3600)
        qg_text_printf(out, "%lu:%02lu:%02lu", all / 3600, all / 60 % 60, all % 60);
    else
        qg_text_printf(out, "%lu:%02lu", all / 60, all % 60);
}

static double share_of(const struct qg_progress_moment *moment) {
    double share = (double)moment->done / (double)moment->total;
    return share < 1 ? share : 1; // a file may have grown since
}

static void add_bar(double share, struct qg_text *out) {
    size_t full = (size_t)(share * BAR);
    qg_text_addz(out, "  [");
    qg_text_fill(out, '#', full);
    qg_text_fill(out, ' ', BAR - full);
    qg_text_printf(out, "]  %3.0f%%", share * 100);
}

static void add_known(const struct qg_progress_moment *moment, double rate, struct qg_text *out) {
    add_bar(share_of(moment), out);
    qg_text_addz(out, "  ");
    add_bytes(rate, out);
    qg_text_addz(out, "/s");
    if (rate <= 0)
        return;
    qg_text_addz(out, "  ");
    add_duration((1 - share_of(moment)) * (double)moment->total / rate, out);
    qg_text_addz(out, " left");
}

static void add_unknown(const struct qg_progress_moment *moment, double rate, struct qg_text *out) {
    qg_text_addz(out, "  ");
    add_bytes((double)moment->done, out);
    qg_text_addz(out, "  ");
    add_bytes(rate, out);
    qg_text_addz(out, "/s  ");
    add_duration(moment->seconds, out);
}

static void add_subject(const struct qg_progress_moment *moment, struct qg_text *out) {
    qg_text_addz(out, "checking ");
    qg_shown_add(out, moment->name);
    if (moment->count > 1)
        qg_text_printf(out, " (%u of %u)", moment->at + 1, moment->count);
}

static void cut(struct qg_text *line, size_t width) {
    const char *at = line->at, *end = line->at + line->len;
    for (size_t i = 0; i < width && at < end; i++)
        (void)qg_utf8_decode(&at, end);
    line->len = (size_t)(at - line->at);
    line->at[line->len] = '\0';
}

void qg_progress_line(const struct qg_progress_moment *moment, size_t width, struct qg_text *out) {
    struct qg_text subject = {0}, figures = {0};
    double rate = moment->seconds > 0 ? (double)moment->done / moment->seconds : 0;
    add_subject(moment, &subject);
    if (moment->total > 0)
        add_known(moment, rate, &figures);
    else
        add_unknown(moment, rate, &figures);
    if (!subject.failed && !figures.failed) {
        // The figures are what changes; a long name makes way for them.
        cut(&subject, width > figures.len ? width - figures.len : 0);
        cut(&figures, width);
    }
    qg_text_add(out, qg_text_str(&subject));
    qg_text_add(out, qg_text_str(&figures));
    out->failed = out->failed || subject.failed || figures.failed;
    qg_text_free(&subject);
    qg_text_free(&figures);
}

// ---- drawing ----

static double now(void) {
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// The last column stays empty: some terminals begin a new line behind it.
static size_t terminal_width(void) {
    struct winsize size = {0};
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return (known ? size.ws_col : COLUMNS) - 1;
}

// Written over the old line and cleared behind, in one piece, so that it does not flicker.
static void draw(struct qg_progress *p) {
    struct qg_text line = {0};
    qg_text_char(&line, '\r');
    qg_progress_line(&p->moment, terminal_width(), &line);
    qg_text_addz(&line, "\x1b[K");
    if (!line.failed)
        qg_console_show(&line);
    p->shown = true;
    qg_text_free(&line);
}

void qg_progress_clear(void *user) {
    struct qg_progress *p = user;
    if (p->shown)
        qg_console_show(&(struct qg_text){.at = "\r\x1b[K", .len = 4});
    p->shown = false;
}

// ---- the run ----

// The bytes of all inputs, 0 if that is not known of one of them.
static uint64_t size_of(const struct qg_words *files) {
    uint64_t total = 0;
    for (uint32_t i = 0; i < files->len; i++) {
        struct stat status;
        bool standard = strcmp(files->at[i], "-") == 0;
        int failed = standard ? fstat(STDIN_FILENO, &status) : stat(files->at[i], &status);
        if (failed != 0 || !S_ISREG(status.st_mode))
            return 0;
        total += (uint64_t)status.st_size;
    }
    return total;
}

void qg_progress_begin(struct qg_progress *p, struct qg_console *console,
                       const struct qg_words *files) {
    *p = (struct qg_progress){.console = console, .files = files};
    p->animates = qg_console_animates(console);
    if (!p->animates)
        return;
    p->begun = now();
    p->moment.count = files->len;
    p->moment.total = size_of(files);
    console->out.before = qg_progress_clear;
    console->out.user = p;
}

void qg_progress_next(struct qg_progress *p, uint32_t at) {
    p->before = p->moment.done;
    p->moment.at = at;
    p->moment.name = qg_str_of(p->files->at[at]);
}

void qg_progress_read(void *user, uint64_t bytes) {
    struct qg_progress *p = user;
    double time = p->animates ? now() : 0;
    p->moment.done = p->before + bytes;
    p->moment.seconds = time - p->begun;
    if (!p->animates || p->moment.seconds < QUIET || time - p->drawn < PERIOD)
        return;
    p->drawn = time;
    draw(p);
}

void qg_progress_end(struct qg_progress *p) {
    qg_progress_clear(p);
    if (p->animates)
        p->console->out.before = NULL;
}
