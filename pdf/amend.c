// SPDX-License-Identifier: Apache-2.0

#include "amend.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Room for the two objects, and for the trailer.
enum { OBJECTS = 8192, END = 256 };

void qg_amend_init(struct qg_amend *amend) {
    *amend = (struct qg_amend){.objects = g_string_new(NULL), .end = g_string_new(NULL)};
}

void qg_amend_free(struct qg_amend *amend) {
    if (amend->objects == NULL)
        return;
    (void)g_string_free(amend->objects, TRUE);
    (void)g_string_free(amend->end, TRUE);
    *amend = (struct qg_amend){0};
}

// Keeps the last bytes of what it hears.
static void keep(GString *tail, const char *at, size_t len, size_t most) {
    g_string_append_len(tail, at, (gssize)len);
    if (tail->len > most)
        g_string_erase(tail, 0, (gssize)(tail->len - most));
}

// Lines of a table of objects are twenty bytes each, so that many of them would push the objects
// out: what is heard is no longer kept once the table has begun.
void qg_amend_hear(struct qg_amend *amend, const char *at, size_t len) {
    amend->written += len;
    keep(amend->end, at, len, END);
    if (g_strstr_len(amend->objects->str, (gssize)amend->objects->len, "\nxref\n") == NULL)
        keep(amend->objects, at, len, len > OBJECTS ? len + OBJECTS : OBJECTS);
}

// The number behind a name of the trailer, or 0.
static unsigned long number(const GString *end, const char *name) {
    const char *at = g_strstr_len(end->str, (gssize)end->len, name);
    return at != NULL ? strtoul(at + strlen(name), NULL, 10) : 0;
}

// What stands between the brackets of an object; NULL: it is not there.
static char *dictionary(const GString *objects, unsigned long object) {
    char *head = g_strdup_printf("\n%lu 0 obj\n<<", object);
    const char *at = g_strstr_len(objects->str, (gssize)objects->len, head);
    size_t skipped = strlen(head);
    g_free(head);
    if (at == NULL)
        return NULL;
    size_t rest = objects->len - (size_t)(at - objects->str) - skipped;
    const char *end = g_strstr_len(at + skipped, (gssize)rest, ">>\nendobj");
    return end != NULL ? g_strndup(at + skipped, (gsize)(end - at) - skipped) : NULL;
}

// "/CreationDate (2025…" with the prefix of a date.
static char *dated(const char *info) {
    static const char before[] = "/CreationDate (2";
    const char *at = strstr(info, before);
    if (at == NULL)
        return g_strdup(info);
    size_t len = (size_t)(at - info) + strlen(before) - 1;
    return g_strdup_printf("%.*sD:%s", (int)len, info, info + len);
}

static void add_object(GString *out, GString *table, uint64_t written, unsigned long object,
                       const char *inside, const char *more) {
    g_string_append_printf(table, "%lu 1\n%010llu 00000 n \n", object,
                           (unsigned long long)written + out->len);
    g_string_append_printf(out, "%lu 0 obj\n<<%s%s>>\nendobj\n", object, inside, more);
}

char *qg_amend_end(const struct qg_amend *amend, const char *lang) {
    unsigned long root = number(amend->end, "/Root "), info = number(amend->end, "/Info ");
    unsigned long size = number(amend->end, "/Size ");
    unsigned long before = number(amend->end, "startxref\n");
    char *catalog = dictionary(amend->objects, root), *said = dictionary(amend->objects, info);
    char *result = NULL;
    bool expected = catalog != NULL && said != NULL && size > 0 && before > 0;
    if (expected && strstr(catalog, "/MarkInfo") == NULL && strstr(catalog, "/Lang") == NULL) {
        GString *out = g_string_new(NULL), *table = g_string_new("xref\n0 0\n");
        char *more = g_strdup_printf("/Lang (%s) /MarkInfo << /Marked true >>\n", lang);
        char *with_date = dated(said);
        add_object(out, table, amend->written, info, with_date, "");
        add_object(out, table, amend->written, root, catalog, more);
        uint64_t at = amend->written + out->len;
        g_string_append_printf(out,
                               "%strailer\n<< /Size %lu /Root %lu 0 R /Info %lu 0 R /Prev %lu "
                               ">>\nstartxref\n%llu\n%%%%EOF\n",
                               table->str, size, root, info, before, (unsigned long long)at);
        (void)g_string_free(table, TRUE);
        g_free(more);
        g_free(with_date);
        result = g_string_free(out, FALSE);
    }
    g_free(catalog);
    g_free(said);
    return result;
}
