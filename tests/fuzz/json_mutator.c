// SPDX-License-Identifier: Apache-2.0

#include "json_mutator.h"

#include "date.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 64 };

// Texts that have a meaning in some format, or none in any.
static const char *const texts[] = {
    "",
    "</script><b>",
    "<!--",
    "]]>",
    "\"&quot;'",
    "=1+1",
    "\r\n::error ::x",
    "##[group]",
    "| a | b |\n# c",
    "a,\"b\"\n",
    "\x1b[31m",
    "\xc2\x9b",
    "\xe2\x80\xae",
    "\xf0\x9f\x98\x80",
    "../../x y%41",
    "http://x/@y",
    "\x7f\x01",
};

static const json_int_t numbers[] = {-1, 0, 1, 2, 255, 65536, INT32_MAX, UINT32_MAX, INT64_MAX};

// By so much a day is moved, which is what terms are counted in.
static const int32_t days[] = {-366, -31, -7, -1, 1, 7, 31, 366};

#define COUNT(list) (sizeof(list) / sizeof *(list))

struct chance {
    uint64_t state;
};

static size_t below(struct chance *chance, size_t limit) {
    chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(chance->state >> 33) % limit;
}

// The name of a member of an object that is not empty.
static const char *any_key(json_t *object, struct chance *chance) {
    void *at = json_object_iter(object);
    for (size_t skip = below(chance, json_object_size(object)); skip > 0; skip--)
        at = json_object_iter_next(object, at);
    return json_object_iter_key(at);
}

// Another day for one; NULL: it is none.
static json_t *other_day(const json_t *value, struct chance *chance) {
    char text[QG_DATE_TEXT] = "";
    int32_t day;
    if (!qg_date_parse(json_string_value(value), json_string_length(value), &day))
        return NULL;
    qg_date_format(day + days[below(chance, COUNT(days))], text);
    return json_string(text);
}

// Mostly another day for a day; else a text of the list, or the value's own with its bytes altered,
// if it is UTF-8 still.
static json_t *other_text(const json_t *value, struct chance *chance) {
    uint8_t bytes[TEXT];
    size_t size = json_string_length(value);
    json_t *day = below(chance, 8) > 0 ? other_day(value, chance) : NULL;
    if (day != NULL)
        return day;
    if (size > TEXT || below(chance, 2) == 0)
        return json_string(texts[below(chance, COUNT(texts))]);
    memcpy(bytes, json_string_value(value), size);
    size = LLVMFuzzerMutate(bytes, size, TEXT);
    return json_stringn((const char *)bytes, size);
}

// What may stand for a value; NULL: it is to go.
static json_t *other(json_t *value, struct chance *chance) {
    if (below(chance, 8) == 0)
        return NULL;
    if (json_is_string(value))
        return other_text(value, chance);
    if (json_is_integer(value))
        return json_integer(numbers[below(chance, COUNT(numbers))]);
    return json_is_boolean(value) ? json_boolean(!json_is_true(value)) : json_string(texts[0]);
}

static void alter_element(json_t *array, size_t at, struct chance *chance) {
    json_t *value = other(json_array_get(array, at), chance);
    if (below(chance, 4) == 0) // once more
        (void)json_array_insert_new(array, at, json_deep_copy(json_array_get(array, at)));
    if (value == NULL)
        (void)json_array_remove(array, at);
    else
        (void)json_array_set_new(array, at, value);
}

static void alter_member(json_t *object, const char *key, struct chance *chance) {
    json_t *value = other(json_object_get(object, key), chance);
    if (value == NULL)
        (void)json_object_del(object, key);
    else
        (void)json_object_set_new(object, key, value);
}

// Goes into the value by chance until it meets one that holds no other, and alters that.
static void alter(json_t *value, struct chance *chance) {
    for (json_t *inner = value; inner != NULL; value = inner) {
        size_t count = json_is_array(value) ? json_array_size(value) : json_object_size(value);
        if (count == 0)
            return;
        size_t at = json_is_array(value) ? below(chance, count) : 0;
        const char *key = json_is_object(value) ? any_key(value, chance) : NULL;
        inner = key != NULL ? json_object_get(value, key) : json_array_get(value, at);
        if ((json_is_array(inner) || json_is_object(inner)) && below(chance, 16) > 0)
            continue;
        if (key != NULL)
            alter_member(value, key, chance);
        else
            alter_element(value, at, chance);
        return;
    }
}

size_t qg_json_mutate(uint8_t *data, size_t size, size_t room, unsigned seed) {
    struct chance chance = {seed};
    json_t *value = json_loadb((const char *)data, size, JSON_ALLOW_NUL, NULL);
    if (value == NULL)
        return 0;
    for (size_t times = 1 + below(&chance, 3); times > 0; times--)
        alter(value, &chance);
    size_t needed = json_dumpb(value, NULL, 0, JSON_COMPACT);
    if (needed <= room)
        needed = json_dumpb(value, (char *)data, room, JSON_COMPACT);
    json_decref(value);
    return needed <= room ? needed : 0;
}

// The same of the line around some byte, chosen by the seed.
static size_t mutate_line(uint8_t *data, size_t size, size_t room, unsigned seed) {
    struct chance chance = {seed};
    size_t from = below(&chance, size + 1), to = from;
    while (from > 0 && data[from - 1] != '\n')
        from--;
    while (to < size && data[to] != '\n')
        to++;
    size_t behind = size - to;
    uint8_t *rest = malloc(behind + 1);
    if (rest == NULL)
        return 0;
    memcpy(rest, data + to, behind);
    size_t altered = qg_json_mutate(data + from, to - from, room - from - behind, seed);
    if (altered > 0)
        memcpy(data + from + altered, rest, behind);
    free(rest);
    return altered > 0 ? from + altered + behind : 0;
}

size_t qg_json_mutate_records(uint8_t *data, size_t size, size_t room, unsigned seed) {
    size_t altered = seed % 2 == 0 ? mutate_line(data, size, room, seed / 2) : 0;
    return altered > 0 ? altered : LLVMFuzzerMutate(data, size, room);
}
