// SPDX-License-Identifier: Apache-2.0

#include "typed_words.h"

#include "option_kind.h"

#include <string.h>

// More options than two tables have.
enum { OPTIONS = 96 };

struct reading {
    struct qg_typed_words *words;
    struct qg_option_settings *own, *common;
    struct qg_option table[OPTIONS + 1]; // the command's, then those of every command
    int own_count;
    struct qg_options options;
};

void qg_typed_words_free(struct qg_typed_words *words) {
    qg_vec_free(&words->own);
}

static int join(struct reading *r, int count, const struct qg_option *options) {
    for (; options->name != NULL && count < OPTIONS; options++)
        r->table[count++] = *options;
    return count;
}

static bool is_operand(const struct reading *r) {
    const char *word = r->options.argv[r->options.at];
    return r->options.operands_only || strncmp(word, "--", 2) != 0;
}

// The option that the next word takes back, or -1: `--no-watch`, if there is a `--watch` without a
// value and no option of that very name.
static int taken_back(const struct reading *r) {
    if (r->options.at == r->options.argc || is_operand(r))
        return -1;
    const char *name = r->options.argv[r->options.at] + 2;
    int found = -1;
    for (int i = 0; r->table[i].name != NULL; i++) {
        if (strcmp(r->table[i].name, name) == 0)
            return -1;
        if (strncmp(name, "no-", 3) == 0 && strcmp(r->table[i].name, name + 3) == 0 &&
            r->table[i].value == NULL)
            found = i;
    }
    return found;
}

// "--lang", "--no-watch", in the arena.
static const char *spelt(const struct reading *r, int option, bool off) {
    struct qg_text text = {0};
    qg_text_printf(&text, "--%s%s", off ? "no-" : "", r->table[option].name);
    const char *copy = text.failed ? NULL : qg_arena_copy(r->own->arena, text.at, text.len);
    qg_text_free(&text);
    return copy;
}

// An operand that is kept with the values of an option sets that option.
static bool set_operand(struct reading *r) {
    const struct qg_command_line *line = r->own->line;
    for (int i = 0; i < r->own_count; i++)
        if (qg_option_keeps_operands(line, i))
            return qg_settings_add(r->own, &(struct qg_option_setting){.option = i,
                                                                       .origin = QG_ORIGIN_FLAG,
                                                                       .value = r->options.value,
                                                                       .where = "an operand"});
    return true;
}

static bool set(struct reading *r, int option, bool off) {
    struct qg_option_settings *settings = option < r->own_count ? r->own : r->common;
    struct qg_option_setting setting = {.option = option, .origin = QG_ORIGIN_FLAG, .off = off};
    setting.value = off ? NULL : r->options.value;
    setting.where = spelt(r, option, off);
    if (option >= r->own_count)
        setting.option = option - r->own_count;
    return setting.where != NULL && qg_settings_add(settings, &setting);
}

static bool take_back(struct reading *r, int option) {
    r->options.at++;
    for (uint32_t i = 0; i < r->words->own.len; i++)
        if (r->words->own.at[i].option == option)
            r->words->own.at[i].word = NULL;
    return set(r, option, true);
}

// Keeps the words that were just read, if they are the command's own.
static bool keep(struct reading *r, int option, int from) {
    bool ok = true;
    for (int i = from; i < r->options.at && option < r->own_count && ok; i++)
        ok = qg_vec_push(&r->words->own, (struct qg_typed_word){r->options.argv[i], option});
    return ok;
}

static bool read_all(struct reading *r, struct qg_text *problem) {
    bool ok = true;
    while (ok) {
        int back = taken_back(r), from = r->options.at;
        if (back >= 0) {
            ok = take_back(r, back);
            continue;
        }
        int option = qg_options_next(&r->options, problem);
        if (option < QG_OPTION_OPERAND)
            return option == QG_OPTION_END && keep(r, option, from);
        ok = keep(r, option, from) &&
             (option == QG_OPTION_OPERAND ? set_operand(r) : set(r, option, false));
    }
    return false;
}

bool qg_typed_words_read(struct qg_typed_words *words, struct qg_option_settings *own,
                         struct qg_option_settings *common, int argc, char **argv,
                         struct qg_text *problem) {
    struct reading r = {.words = words, .own = own, .common = common};
    r.own_count = join(&r, 0, own->line->options);
    (void)join(&r, r.own_count, common->line->options);
    r.options = (struct qg_options){.argc = argc, .argv = argv, .table = r.table};
    bool ok = read_all(&r, problem);
    if (!ok && problem->len == 0)
        qg_text_addz(problem, "out of memory");
    return ok;
}
