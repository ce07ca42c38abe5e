// SPDX-License-Identifier: Apache-2.0

#include "saved_in.h"

#include "date.h"

#include <string.h>

void qg_saved_wrong(struct qg_saved_in *in, const char *name, const char *how) {
    if (in->problem.len > 0)
        return;
    if (in->list != NULL)
        qg_text_printf(&in->problem, "%s[%zu].", in->list, in->at);
    qg_text_printf(&in->problem, "%s: %s", name, how);
    in->failed |= in->problem.failed;
}

void *qg_saved_room(struct qg_saved_in *in, size_t count, size_t size) {
    void *room = qg_arena_array(in->arena, count + 1, size);
    in->failed |= room == NULL;
    return room;
}

// The member, or NULL where it is absent or null.
static const json_t *member(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    return json_is_null(value) ? NULL : value;
}

struct qg_str qg_saved_value(struct qg_saved_in *in, const json_t *value, const char *name) {
    if (value == NULL)
        return (struct qg_str){0};
    if (!json_is_string(value)) {
        qg_saved_wrong(in, name, "a text was expected");
        return (struct qg_str){0};
    }
    return (struct qg_str){json_string_value(value), json_string_length(value)};
}

struct qg_str qg_saved_text(struct qg_saved_in *in, const json_t *object, const char *name) {
    return qg_saved_value(in, member(object, name), name);
}

uint64_t qg_saved_count(struct qg_saved_in *in, const json_t *object, const char *name) {
    const json_t *value = member(object, name);
    if (value == NULL)
        return 0;
    if (!json_is_integer(value) || json_integer_value(value) < 0) {
        qg_saved_wrong(in, name, "a count was expected");
        return 0;
    }
    return (uint64_t)json_integer_value(value);
}

int32_t qg_saved_number(struct qg_saved_in *in, const json_t *object, const char *name) {
    const json_t *value = member(object, name);
    if (value == NULL)
        return QG_NONE;
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < INT32_MIN || number > INT32_MAX) {
        qg_saved_wrong(in, name, "a number was expected");
        return QG_NONE;
    }
    return (int32_t)number;
}

bool qg_saved_truth(struct qg_saved_in *in, const json_t *object, const char *name) {
    const json_t *value = member(object, name);
    if (value != NULL && !json_is_boolean(value))
        qg_saved_wrong(in, name, "true or false was expected");
    return json_is_true(value);
}

int32_t qg_saved_day(struct qg_saved_in *in, const json_t *object, const char *name) {
    struct qg_str text = qg_saved_text(in, object, name);
    int32_t day = QG_NONE;
    if (text.len > 0 && !qg_date_parse(text.at, text.len, &day))
        qg_saved_wrong(in, name, "a day was expected");
    return day;
}

const json_t *qg_saved_object(struct qg_saved_in *in, const json_t *object, const char *name) {
    const json_t *value = member(object, name);
    if (value != NULL && !json_is_object(value))
        qg_saved_wrong(in, name, "an object was expected");
    return json_is_object(value) ? value : NULL;
}

const json_t *qg_saved_list(struct qg_saved_in *in, const json_t *object, const char *name) {
    const json_t *value = member(object, name);
    if (value != NULL && !json_is_array(value))
        qg_saved_wrong(in, name, "a list was expected");
    return json_is_array(value) ? value : NULL;
}

void qg_saved_texts(struct qg_saved_in *in, const json_t *object, const char *name,
                    struct qg_str out[QG_LANGS]) {
    static const char *const languages[QG_LANGS] = {
        [QG_LANG_EN] = "en", [QG_LANG_RU] = "ru", [QG_LANG_KK] = "kk"};
    const json_t *texts = qg_saved_object(in, object, name);
    for (int lang = 0; lang < QG_LANGS; lang++)
        out[lang] = qg_saved_text(in, texts, languages[lang]);
}

struct qg_str qg_saved_word(struct qg_saved_in *in, const json_t *object, const char *name) {
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+~-";
    struct qg_str text = qg_saved_text(in, object, name);
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\0' || strchr(plain, text.at[i]) == NULL)
            qg_saved_wrong(in, name, "letters and digits were expected");
    return text;
}

int qg_saved_choice(struct qg_saved_in *in, const json_t *object, const char *name,
                    const char *const *names) {
    struct qg_str text = qg_saved_text(in, object, name);
    for (int i = 0; names[i] != NULL; i++)
        if (qg_str_equal(text, qg_str_of(names[i])))
            return i;
    qg_saved_wrong(in, name, "a word that this version does not know");
    return 0;
}

const json_t *qg_saved_element(struct qg_saved_in *in, const json_t *list, size_t at,
                               const char *name) {
    const json_t *element = json_array_get(list, at);
    if (!json_is_object(element))
        qg_saved_wrong(in, name, "an object was expected in the list");
    return json_is_object(element) ? element : NULL;
}
