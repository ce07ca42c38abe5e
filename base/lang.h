// SPDX-License-Identifier: Apache-2.0
//
// The languages of a policy's texts. An act is read in all three, so every table of texts has one
// column for each, in this order, from the syntax tree to the report.
#ifndef QG_LANG_H
#define QG_LANG_H

enum qg_lang { QG_LANG_EN, QG_LANG_RU, QG_LANG_KK, QG_LANGS };

#endif
