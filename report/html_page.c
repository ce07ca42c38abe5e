// SPDX-License-Identifier: Apache-2.0

#include "html_page.h"

#include "asset.h"
#include "sha256.h"

#define FOLDER "report/assets/"

struct qg_str qg_html_asset(const char *name) {
    for (size_t i = 0; i < qg_asset_count; i++)
        if (strcmp(qg_asset_files[i].path + strlen(FOLDER), name) == 0)
            return (struct qg_str){qg_asset_files[i].text, qg_asset_files[i].len};
    return (struct qg_str){0};
}

static void content(const char *const *names, struct qg_text *out) {
    for (; *names != NULL; names++)
        qg_text_add(out, qg_html_asset(*names));
}

// ---- content security policy ----

static unsigned digit(char c) {
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

// Hexadecimal, of which three digits are two of base 64; what is left over is filled with `=`.
static void base64(struct qg_str hex, struct qg_text *out) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < hex.len; i += 3) {
        unsigned bits = digit(hex.at[i]) << 8;
        bits |= i + 1 < hex.len ? digit(hex.at[i + 1]) << 4 : 0;
        bits |= i + 2 < hex.len ? digit(hex.at[i + 2]) : 0;
        qg_text_char(out, digits[bits >> 6]);
        if (i + 1 < hex.len)
            qg_text_char(out, digits[bits & 63]);
    }
    qg_text_fill(out, '=', hex.len % 3 == 0 ? 0 : hex.len % 3);
}

// Those of one list, and no others: 'sha256-…'; 'none' where there is no list.
static void source(const char *directive, const char *const *names, struct qg_text *out) {
    char hex[QG_SHA256_HEX + 1];
    struct qg_sha256 sha;
    qg_text_printf(out, "; %s '", directive);
    if (names == NULL) {
        qg_text_addz(out, "none'");
        return;
    }
    qg_sha256_init(&sha);
    for (; *names != NULL; names++)
        qg_sha256_add(&sha, qg_html_asset(*names));
    qg_sha256_end(&sha, hex);
    qg_text_addz(out, "sha256-");
    base64(qg_str_of(hex), out);
    qg_text_char(out, '\'');
}

// ---- the page ----

void qg_html_page_head(const struct qg_html_page *page, struct qg_text *out) {
    qg_text_printf(out,
                   "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'",
                   page->lang);
    source("style-src", page->styles, out);
    source("script-src", page->scripts, out);
    qg_text_printf(out,
                   "; base-uri 'none'; form-action 'none'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n<title>%s</title>\n<style>",
                   page->title);
    content(page->styles, out);
    qg_text_addz(out, "</style>\n</head>\n");
}

void qg_html_page_script(const struct qg_html_page *page, struct qg_text *out) {
    if (page->scripts == NULL)
        return;
    qg_text_addz(out, "<script>");
    content(page->scripts, out);
    qg_text_addz(out, "</script>\n");
}
