// SPDX-License-Identifier: Apache-2.0
#include "generate_date.h"

#include <stddef.h>
#include <string.h>

// Days between 0000-03-01 and 1899-12-31, the day before the first one that can be told.
#define EPOCH 693900

// Weekdays that were not worked, as month * 100 + day, one row per year; zero ends a row.
static const int16_t days_off[][20] = {
    {101, 102, 107, 308, 321, 322, 325, 501, 507, 509, 510, 708, 830, 1202, 1216, 1217, 0},
    {101, 102, 103, 107, 309, 323, 324, 325, 501, 507, 508, 706, 731, 831, 1201, 1216, 1217, 1218,
     0},
    {101, 104, 107, 308, 322, 323, 324, 503, 507, 510, 705, 706, 720, 830, 1201, 1216, 1217, 0},
    {103, 104, 107, 307, 308, 321, 322, 323, 502, 509, 510, 706, 829, 830, 1024, 1025, 1216, 0},
    {102, 103, 308, 321, 322, 323, 501, 508, 509, 628, 706, 707, 830, 1025, 1218, 0},
    {101, 102, 308, 321, 322, 325, 501, 507, 508, 509, 708, 830, 1025, 1216, 0},
    {101, 102, 103, 107, 310, 321, 324, 325, 501, 507, 509, 606, 707, 901, 1027, 1216, 0},
};

enum { FIRST_TABLED_YEAR = 2019, TABLED_YEARS = sizeof days_off / sizeof days_off[0] };

int32_t qg_gendate_make(int year, int month, int day) {
    const int y = month > 2 ? year : year - 1;
    const int era = y / 400;
    const int of_era = y - era * 400;
    const int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
}

void qg_gendate_split(int32_t date, int *year, int *month, int *day) {
    const int z = date + EPOCH;
    const int era = z / 146097;
    const int doe = z - era * 146097;
    const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2 ? 1 : 0);
}

static int month_length(int year, int month) {
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

int32_t qg_gendate_add_months(int32_t date, int months) {
    int year;
    int month;
    int day;
    qg_gendate_split(date, &year, &month, &day);
    const int total = year * 12 + month - 1 + months;
    year = total / 12;
    month = total % 12 + 1;
    const int length = month_length(year, month);
    return qg_gendate_make(year, month, day < length ? day : length);
}

int32_t qg_gendate_months_between(int32_t from, int32_t to) {
    int y1;
    int m1;
    int d1;
    int y2;
    int m2;
    int d2;
    qg_gendate_split(from, &y1, &m1, &d1);
    qg_gendate_split(to, &y2, &m2, &d2);
    const int months = (y2 - y1) * 12 + m2 - m1;
    return qg_gendate_add_months(from, months) <= to ? months : months - 1;
}

static bool is_worked(int32_t date) {
    // 1899-12-31, day zero, was a Sunday.
    if (date % 7 == 0 || date % 7 == 6)
        return false;
    int year;
    int month;
    int day;
    qg_gendate_split(date, &year, &month, &day);
    if (year < FIRST_TABLED_YEAR || year >= FIRST_TABLED_YEAR + TABLED_YEARS)
        return true;
    for (const int16_t *off = days_off[year - FIRST_TABLED_YEAR]; *off; off++)
        if (*off == month * 100 + day)
            return false;
    return true;
}

int32_t qg_gendate_working_on(int32_t date) {
    while (!is_worked(date))
        date++;
    return date;
}

int32_t qg_gendate_working_back(int32_t date) {
    while (!is_worked(date))
        date--;
    return date;
}

void qg_gendate_print(char *out, int32_t date) {
    int year;
    int month;
    int day;
    qg_gendate_split(date, &year, &month, &day);
    out[0] = (char)('0' + year / 1000);
    out[1] = (char)('0' + year / 100 % 10);
    out[2] = (char)('0' + year / 10 % 10);
    out[3] = (char)('0' + year % 10);
    out[4] = '-';
    out[5] = (char)('0' + month / 10);
    out[6] = (char)('0' + month % 10);
    out[7] = '-';
    out[8] = (char)('0' + day / 10);
    out[9] = (char)('0' + day % 10);
}

static bool digits(int *out, const char *text, int count) {
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

bool qg_gendate_parse(int32_t *out, const char *text) {
    int year;
    int month;
    int day;
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    if (!digits(&year, text, 4) || !digits(&month, text + 5, 2) || !digits(&day, text + 8, 2))
        return false;
    if (year < 1900 || year > 2199 || month < 1 || month > 12)
        return false;
    if (day < 1 || day > month_length(year, month))
        return false;
    *out = qg_gendate_make(year, month, day);
    return true;
}
