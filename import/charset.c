// SPDX-License-Identifier: Apache-2.0

#include "charset.h"

#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>

static const struct mark {
    struct qg_str bytes, encoding;
} marks[] = {
    {QG_STR_INIT("\xEF\xBB\xBF"), QG_STR_INIT("utf-8")},
    {QG_STR_INIT("\xFF\xFE"), QG_STR_INIT("utf-16le")},
    {QG_STR_INIT("\xFE\xFF"), QG_STR_INIT("utf-16be")},
};

bool qg_charset_is_known(const char *name) {
    iconv_t decoder = iconv_open("UTF-8", name);
    // The C library's failure is that value, by definition.
    if (decoder == (iconv_t)-1) // NOLINT(performance-no-int-to-ptr)
        return false;
    iconv_close(decoder);
    return true;
}

// UTF-8, with a stand-in for each byte that is none.
static void copy_utf8(struct qg_decoded_text *out, struct qg_str bytes) {
    while (bytes.len > 0) {
        size_t bad = bytes.len;
        (void)qg_utf8_valid(bytes.at, bytes.len, &bad);
        if (bad > bytes.len)
            bad = bytes.len;
        qg_text_add(&out->text, qg_str_slice(bytes, 0, bad));
        if (bad == bytes.len)
            return;
        qg_text_codepoint(&out->text, QG_UTF8_REPLACEMENT);
        out->bad++;
        bytes = qg_str_slice(bytes, bad + 1, bytes.len);
    }
}

// One call of iconv into a buffer of its own; false once all is decoded.
static bool step(struct qg_decoded_text *out, iconv_t decoder, char **from, size_t *left) {
    char to[4096];
    char *at = to;
    size_t room = sizeof to;
    size_t done = iconv(decoder, from, left, &at, &room);
    int error = errno;
    qg_text_add(&out->text, (struct qg_str){to, sizeof to - room});
    if (done != (size_t)-1 || *left == 0)
        return false;
    if (error == E2BIG)
        return true;
    qg_text_codepoint(&out->text, QG_UTF8_REPLACEMENT);
    out->bad++;
    ++*from;
    --*left;
    return *left > 0;
}

static enum qg_fault convert(struct qg_decoded_text *out, struct qg_str bytes) {
    iconv_t decoder = iconv_open("UTF-8", out->encoding.at);
    if (decoder == (iconv_t)-1)    // NOLINT(performance-no-int-to-ptr)
        return QG_FAULT_BUG;       // it was known when the map was read
    char *from = (char *)bytes.at; // which iconv does not write to
    size_t left = bytes.len;
    while (left > 0 && !out->text.failed && step(out, decoder, &from, &left))
        continue;
    iconv_close(decoder);
    return QG_OK;
}

static bool is_utf8(struct qg_str name) {
    return name.len == 0 || strcasecmp(name.at, "utf-8") == 0 || strcasecmp(name.at, "utf8") == 0;
}

static bool is_ascii(struct qg_str s) {
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

enum qg_fault qg_charset_decode(struct qg_decoded_text *out, struct qg_str bytes,
                                struct qg_str declared) {
    *out = (struct qg_decoded_text){.encoding = QG_STR("utf-8")};
    const struct mark *mark = NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && mark == NULL; i++)
        if (qg_str_starts(bytes, marks[i].bytes))
            mark = &marks[i];
    // A text has no NUL, but UTF-16 has, of Latin letters and of Cyrillic ones alike.
    bool valid = mark == NULL && !qg_str_contains(bytes, QG_STR("\0")) &&
                 qg_utf8_valid(bytes.at, bytes.len, NULL);
    if (mark != NULL) {
        out->encoding = mark->encoding;
        bytes = qg_str_slice(bytes, mark->bytes.len, bytes.len);
    } else if (!valid && !is_utf8(declared)) {
        out->encoding = declared;
    }
    out->overruled =
        declared.len > 0 && is_utf8(out->encoding) && !is_utf8(declared) && !is_ascii(bytes);
    enum qg_fault fault = QG_OK;
    if (is_utf8(out->encoding))
        copy_utf8(out, bytes);
    else
        fault = convert(out, bytes);
    qg_text_char(&out->text, '\0'); // for whoever wants a NUL even behind an empty text
    if (!out->text.failed)
        out->text.len--;
    return out->text.failed ? QG_FAULT_MEMORY : fault;
}
