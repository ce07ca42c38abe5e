// SPDX-License-Identifier: Apache-2.0
#include "place.h"

#include "utf8.h"

#include <string.h>

struct qg_place qg_place_after(struct qg_place place, const char *at, size_t len) {
    if (len == 0) // there need not be a text
        return place;
    const char *end = at + len;
    for (const char *line; (line = memchr(at, '\n', (size_t)(end - at))) != NULL; at = line + 1) {
        place.line++;
        place.column = 1;
    }
    size_t count = qg_utf8_count(at, (size_t)(end - at));
    place.column = count > UINT32_MAX - place.column ? UINT32_MAX : place.column + (uint32_t)count;
    return place;
}
