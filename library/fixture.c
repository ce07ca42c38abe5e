// SPDX-License-Identifier: Apache-2.0

#include "fixture.h"

#include "loaded.h"

#include <jansson.h>

struct builder {
    struct qg_file *const *files;
    uint32_t file_count;
    struct qg_text *problem;
};

// ---- literals ----

static json_t *value_of(const struct qg_json_syntax *json);

static json_t *list_of(const struct qg_json_syntax *json) {
    json_t *list = json_array();
    for (const struct qg_json_syntax *item = json->first; item != NULL && list != NULL;
         item = item->next) {
        if (json_array_append_new(list, value_of(item)) == 0)
            continue;
        json_decref(list);
        list = NULL;
    }
    return list;
}

static json_t *object_of(const struct qg_json_syntax *json) {
    json_t *object = json_object();
    for (const struct qg_json_syntax *item = json->first; item != NULL && object != NULL;
         item = item->next) {
        struct qg_str key = item->key.text;
        if (json_object_setn_new(object, key.at, key.len, value_of(item)) == 0)
            continue;
        json_decref(object);
        object = NULL;
    }
    return object;
}

static json_t *number_of(struct qg_str text) {
    json_error_t error;
    return qg_load_json(text.at, text.len, JSON_DECODE_ANY, &error);
}

// NULL when memory is out. The parser has bounded the depth (QG_TREE_DEPTH_LIMIT).
static json_t *value_of(const struct qg_json_syntax *json) {
    switch (json->kind) {
    case QG_JSON_NULL:
        return json_null();
    case QG_JSON_TRUE:
        return json_true();
    case QG_JSON_FALSE:
        return json_false();
    case QG_JSON_NUMBER:
        return number_of(json->text);
    case QG_JSON_STRING:
        return json_stringn(json->text.at != NULL ? json->text.at : "", json->text.len);
    case QG_JSON_ARRAY:
        return list_of(json);
    case QG_JSON_OBJECT:
        return object_of(json);
    }
    return NULL;
}

// ---- changes ----

static void add_path(struct qg_text *out, const struct qg_steps *path) {
    for (const struct qg_step *step = path->first; step != NULL; step = step->next) {
        if (!qg_name_given(&step->name)) {
            qg_text_printf(out, "[%u]", (unsigned)step->index);
            continue;
        }
        if (step != path->first)
            qg_text_char(out, '.');
        qg_text_add(out, step->name.text);
    }
}

static bool refuse(struct builder *b, const struct qg_edit *edit, const char *why) {
    qg_text_addz(b->problem, "`");
    add_path(b->problem, &edit->path);
    qg_text_printf(b->problem, "` %s", why);
    return false;
}

static json_t *child(json_t *at, const struct qg_step *step) {
    if (qg_name_given(&step->name))
        return json_object_getn(at, step->name.text.at, step->name.text.len);
    return json_array_get(at, step->index);
}

// Whether `step` goes from `at` to a place where a value may stand.
static bool leads_on(const json_t *at, const struct qg_step *step) {
    return qg_name_given(&step->name) ? json_is_object(at)
                                      : json_is_array(at) && step->index <= json_array_size(at);
}

// Puts `value` (taken over) where `step` leads; false when memory is out.
static bool put(json_t *at, const struct qg_step *step, json_t *value) {
    if (qg_name_given(&step->name))
        return json_object_setn_new(at, step->name.text.at, step->name.text.len, value) == 0;
    if (step->index == json_array_size(at))
        return json_array_append_new(at, value) == 0;
    return json_array_set_new(at, step->index, value) == 0;
}

// False when memory is out.
static bool take_out(json_t *at, const struct qg_step *step) {
    if (!qg_name_given(&step->name))
        return json_array_remove(at, step->index) == 0;
    struct qg_text key = {0};
    qg_text_add(&key, step->name.text);
    bool done = !key.failed && json_object_del(at, key.at) == 0;
    qg_text_free(&key);
    return done;
}

static bool make_child(json_t *at, const struct qg_step *step) {
    bool list = step->next != NULL && !qg_name_given(&step->next->name);
    return put(at, step, list ? json_array() : json_object());
}

// Makes one change. What stands between an existing value and a new one is made on the way; what
// is taken out has to be there, or the test would not test what it says.
static bool change(struct builder *b, json_t *root, const struct qg_edit *edit) {
    json_t *at = root;
    for (const struct qg_step *step = edit->path.first; step != NULL; step = step->next) {
        bool last = step->next == NULL;
        bool there = child(at, step) != NULL;
        if (last && edit->value == NULL)
            return there ? take_out(at, step)
                         : refuse(b, edit, "cannot be taken out: it is not there");
        if (!leads_on(at, step) || (!there && edit->value == NULL))
            return refuse(b, edit, "leads nowhere");
        if (last)
            return put(at, step, value_of(edit->value));
        if (!there && !make_child(at, step))
            return false;
        at = child(at, step);
    }
    return true;
}

// ---- fixtures ----

static const struct qg_fixture *fixture_named(const struct builder *b, struct qg_str name) {
    for (uint32_t i = 0; i < b->file_count; i++)
        for (const struct qg_decl *d = b->files[i]->decls.first; d != NULL; d = d->next)
            if (d->kind == QG_DECL_FIXTURE && qg_str_equal(d->name.text, name))
                return &d->as.fixture;
    return NULL;
}

static json_t *edited(struct builder *b, json_t *root, const struct qg_fixture *fixture) {
    for (const struct qg_edit *edit = fixture->edits.first; edit != NULL && root != NULL;
         edit = edit->next) {
        if (change(b, root, edit))
            continue;
        json_decref(root);
        root = NULL;
    }
    return root;
}

// From the fixture down to the literal it begins with, then back through the changes.
static json_t *build(struct builder *b, const struct qg_fixture *fixture) {
    const struct qg_fixture *chain[QG_FIXTURE_DEPTH];
    uint32_t depth = 0;
    for (chain[depth] = fixture; chain[depth]->literal == NULL; chain[++depth] = fixture) {
        struct qg_str base = fixture->base.text;
        fixture = fixture_named(b, base);
        if (fixture == NULL || depth + 1 == QG_FIXTURE_DEPTH) {
            qg_text_printf(b->problem,
                           fixture == NULL ? "there is no fixture `%.*s`"
                                           : "fixture `%.*s` is built upon too many others",
                           QG_STR_ARG(base));
            return NULL;
        }
    }
    json_t *root = value_of(chain[depth]->literal);
    for (uint32_t i = depth + 1; i-- > 0 && root != NULL;)
        root = edited(b, root, chain[i]);
    return root;
}

static int append(const char *bytes, size_t size, void *user) {
    struct qg_text *out = user;
    qg_text_add(out, (struct qg_str){bytes, size});
    return out->failed ? -1 : 0;
}

// jansson goes on behind a key for which there was no memory: whether all is there, `out` knows.
static bool add_record(struct builder *b, const struct qg_fixture *fixture, struct qg_text *out) {
    json_t *root = build(b, fixture);
    bool printed =
        root != NULL && json_dump_callback(root, append, out, JSON_COMPACT | JSON_ENCODE_ANY) == 0;
    json_decref(root);
    return printed && !out->failed;
}

bool qg_fixture_json(const struct qg_fixture *fixture, struct qg_file *const *files,
                     uint32_t file_count, struct qg_text *out, struct qg_text *problem) {
    struct builder b = {files, file_count, problem};
    for (const struct qg_fixture *f = fixture; f != NULL; f = f->next) {
        if (f != fixture)
            qg_text_char(out, '\n');
        if (!add_record(&b, f, out))
            return false;
    }
    return true;
}
