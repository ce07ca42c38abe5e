// SPDX-License-Identifier: Apache-2.0
//
// For tests of the checking stage: policy text in, one line for each diagnostic or the typed tree
// out. What every policy needs is put before the text, so that a test says only what it is about.
#ifndef QG_CHECKED_H
#define QG_CHECKED_H

// The types that the tests speak of: a dossier with certifications with hearings, an act about it,
// severities RC1 and RC2.
extern const char checked_types[];

// The diagnostics of checked_types and `text`, one a line in the order of the text:
// "E0201 nothing is called `vots` here\n"; empty if all is well. To be freed.
char *checked_report(const char *text);

// The same for one expression about a hearing.
char *checked_report_value(const char *expression);

// Fail the test unless these diagnostics, and no others, are what is said of an expression, or of a
// text.
void checked_fails(const char *expression, const char *expected);
void checked_reports(const char *text, const char *expected);

// The typed form of one expression about a hearing (as typed_print.c writes it), or the
// diagnostics. To be freed.
char *checked_value(const char *expression);

// The listing of checked_types and `text`, or the diagnostics. To be freed.
char *checked_listing(const char *text);

// The lines of a listing from the one that is `section` on, to its end. In `listing`.
const char *checked_section(const char *listing, const char *section);

#endif
