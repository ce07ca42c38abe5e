# SPDX-License-Identifier: Apache-2.0
#
# One pass over NDJSON; a line "record<TAB>rule" for each breach. What is not recorded is null, and
# a rule about it says nothing. ISO dates are in the order of their texts; jq has no calendar
# months.

def days_in($y; $m):
  if $m == 2 then (if ($y % 4 == 0 and $y % 100 != 0) or $y % 400 == 0 then 29 else 28 end)
  elif $m == 4 or $m == 6 or $m == 9 or $m == 11 then 30
  else 31 end;

def two: tostring | if length < 2 then "0" + . else . end;

# The same day of the next month, or that month's last day.
def month_later:
  (.[0:4] | tonumber) as $y | (.[5:7] | tonumber) as $m | (.[8:10] | tonumber) as $d
  | (if $m == 12 then [$y + 1, 1] else [$y, $m + 1] end) as [$year, $month]
  | ([$d, days_in($year; $month)] | min) as $day
  | "\($year)-\($month | two)-\($day | two)";

def three_weeks_later: strptime("%Y-%m-%d") | mktime + 21 * 86400 | strftime("%Y-%m-%d");

def known($a; $b): $a != null and $b != null;

# The rules about a certification as a whole.
def of_certification:
  (select(.kind == "regular" and .report.sections != null
      and (.report.sections | index("qualification") and index("business_qualities")
        and index("results") | not)) | "P37-b"),
  (select(.commission.members != null and (.commission.members | length % 2 == 0)) | "P42-b"),
  (select([.hearings[]? | select(.status == "postponed" and .postponed_for == "person")]
      | length > 2) | "P48.3-b");

# The rules about a hearing that decided, in its certification $c.
def of_decision($c; $attested):
  ($c.commission.members | if . == null then null else map(.id) end) as $members
  | (select($c.kind == "regular" and known($c.report.familiarized_on; .date)
      and ($c.report.familiarized_on | three_weeks_later) > .date) | "P38-b"),
    (select(known($c.sheet.drawn_on; .date) and $c.sheet.drawn_on > .date) | "P40-a"),
    (select(known(.present_ids; $members))
      | (.present_ids - $members | length) as $strangers
      | (select($strangers > 0) | "P44-a"),
        (select(3 * ((.present_ids | length) - $strangers) < 2 * ($members | length)) | "P46-a")),
    (select($c.personal_file != null and ($c.personal_file | index("report") | not)) | "P57-b"),
    (select($attested and $c.sheet.appraisal == null) | "F1-7");

select(.record == "dossier")
| . as $dossier
| .certifications[]?
| select(.level == "institution")
| . as $c
| (($dossier.complete // []) + (.complete // []) | index("sheet") != null) as $attested
| of_certification,
  (.hearings[]?
    | (select($c.kind == "regular" and known($c.notice.served_on; .date)
        and ($c.notice.served_on | month_later) > .date) | "P35-b"),
      (select(.status == "decided") | of_decision($c; $attested)))
| "\($dossier.id)\t\(.)"
