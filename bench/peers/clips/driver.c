// SPDX-License-Identifier: Apache-2.0
//
// qg_peer_clips RULES FILE: a line "record<TAB>rule" for each breach that CLIPS finds. CLIPS knows
// no JSON, so its facts are made of jansson's tree, without a detour through text: the least that a
// program which embeds CLIPS has to do. Facts of one record at a time; a reset before the next.

#include <clips/clips.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

struct shop {
    void *clips; // CLIPS calls it an environment
    void *certification, *hearing;
};

static void put(struct shop *shop, void *fact, const char *slot, int type, void *value) {
    DATA_OBJECT object;
    SetType(object, type);
    SetValue(object, value);
    EnvPutFactSlot(shop->clips, fact, slot, &object);
}

static void put_text(struct shop *shop, void *fact, const char *slot, const json_t *value) {
    if (json_is_string(value)) {
        put(shop, fact, slot, SYMBOL, EnvAddSymbol(shop->clips, json_string_value(value)));
    }
}

// 2024-01-09 becomes 20240109.
static void put_date(struct shop *shop, void *fact, const char *slot, const json_t *value) {
    int year, month, day;
    if (json_is_string(value) &&
        sscanf(json_string_value(value), "%4d-%2d-%2d", &year, &month, &day) == 3) {
        put(shop, fact, slot, INTEGER, EnvAddLong(shop->clips, (year * 100LL + month) * 100 + day));
    }
}

// A list of texts, or, with a key, of that text of each element.
static void put_list(struct shop *shop, void *fact, const char *slot, const json_t *list,
                     const char *key) {
    DATA_OBJECT object;
    int count = (int)json_array_size(list);
    if (!json_is_array(list)) {
        return;
    }
    void *texts = EnvCreateMultifield(shop->clips, count);
    for (int i = 0; i < count; i++) {
        const json_t *one = json_array_get(list, (size_t)i);
        const char *text = json_string_value(key ? json_object_get(one, key) : one);
        SetMFType(texts, i + 1, SYMBOL);
        SetMFValue(texts, i + 1, EnvAddSymbol(shop->clips, text ? text : "nil"));
    }
    SetType(object, MULTIFIELD);
    SetValue(object, texts);
    SetDOBegin(object, 1);
    SetDOEnd(object, count);
    EnvPutFactSlot(shop->clips, fact, slot, &object);
}

static void assert_fact(struct shop *shop, void *fact) {
    EnvAssignFactSlotDefaults(shop->clips, fact);
    EnvAssert(shop->clips, fact);
}

static void assert_hearing(struct shop *shop, const json_t *id, const json_t *hearing) {
    void *fact = EnvCreateFact(shop->clips, shop->hearing);
    put_text(shop, fact, "certification", id);
    put_date(shop, fact, "date", json_object_get(hearing, "date"));
    put_text(shop, fact, "status", json_object_get(hearing, "status"));
    put_text(shop, fact, "postponed-for", json_object_get(hearing, "postponed_for"));
    put_list(shop, fact, "present", json_object_get(hearing, "present_ids"), NULL);
    assert_fact(shop, fact);
}

static const json_t *at(const json_t *value, const char *outer, const char *inner) {
    return json_object_get(json_object_get(value, outer), inner);
}

static void put_certification(struct shop *shop, void *fact, const json_t *of) {
    put_text(shop, fact, "id", json_object_get(of, "id"));
    put_text(shop, fact, "kind", json_object_get(of, "kind"));
    put_date(shop, fact, "served-on", at(of, "notice", "served_on"));
    put_date(shop, fact, "familiarized-on", at(of, "report", "familiarized_on"));
    put_date(shop, fact, "drawn-on", at(of, "sheet", "drawn_on"));
    put_text(shop, fact, "appraisal", at(of, "sheet", "appraisal"));
    put_list(shop, fact, "sections", at(of, "report", "sections"), NULL);
    put_list(shop, fact, "members", at(of, "commission", "members"), "id");
    put_list(shop, fact, "personal-file", json_object_get(of, "personal_file"), NULL);
}

// What the dossier attests its certifications attest too.
static json_t *attested(const json_t *record, const json_t *certification) {
    json_t *all = json_array();
    json_array_extend(all, json_object_get(record, "complete"));
    json_array_extend(all, json_object_get(certification, "complete"));
    return all;
}

static void assert_certification(struct shop *shop, const json_t *record, const json_t *of) {
    size_t i;
    const json_t *hearing, *id = json_object_get(of, "id");
    void *fact = EnvCreateFact(shop->clips, shop->certification);
    json_t *sections = attested(record, of);
    put_certification(shop, fact, of);
    put_list(shop, fact, "attested", sections, NULL);
    json_decref(sections);
    assert_fact(shop, fact);
    json_array_foreach(json_object_get(of, "hearings"), i, hearing) {
        assert_hearing(shop, id, hearing);
    }
}

static bool is(const json_t *value, const char *key, const char *word) {
    const char *text = json_string_value(json_object_get(value, key));
    return text != NULL && strcmp(text, word) == 0;
}

static void check(struct shop *shop, const json_t *record) {
    DATA_OBJECT id;
    size_t i;
    const json_t *certification;
    if (!is(record, "record", "dossier")) {
        return;
    }
    EnvReset(shop->clips);
    SetType(id, SYMBOL);
    SetValue(id, EnvAddSymbol(shop->clips, json_string_value(json_object_get(record, "id"))));
    EnvSetDefglobalValue(shop->clips, "record", &id);
    json_array_foreach(json_object_get(record, "certifications"), i, certification) {
        if (is(certification, "level", "institution")) {
            assert_certification(shop, record, certification);
        }
    }
    EnvRun(shop->clips, -1);
}

// Returns whether every line is JSON.
static bool check_lines(struct shop *shop, FILE *file) {
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    bool good = true;
    while (good && (len = getline(&line, &room, file)) > 0) {
        json_t *record = json_loadb(line, (size_t)len, 0, NULL);
        good = record != NULL;
        if (good) {
            check(shop, record);
        }
        json_decref(record);
    }
    free(line);
    return good;
}

int main(int argc, char **argv) {
    struct shop shop = {.clips = CreateEnvironment()};
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        return puts(VERSION_STRING) < 0;
    }
    FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
    if (file == NULL || EnvLoad(shop.clips, argv[1]) != 1) {
        fprintf(stderr, "usage: qg_peer_clips RULES FILE\n");
        return 2;
    }
    EnvSetFactDuplication(shop.clips, TRUE); // two sittings may be alike
    shop.certification = EnvFindDeftemplate(shop.clips, "certification");
    shop.hearing = EnvFindDeftemplate(shop.clips, "hearing");
    bool good = check_lines(&shop, file);
    fclose(file);
    DestroyEnvironment(shop.clips);
    return good ? 0 : 2;
}
