; SPDX-License-Identifier: Apache-2.0
;
; Ten rules over two kinds of facts. What is not recorded is nil, and a rule about it does not
; match. Days are numbers of eight digits, yyyymmdd: in order, and easily taken apart.

(defglobal ?*record* = nil)

(deftemplate certification
  (slot id)
  (slot kind)
  (slot served-on)
  (slot familiarized-on)
  (slot drawn-on)
  (slot appraisal)
  (multislot sections (default nil))
  (multislot members (default nil))
  (multislot personal-file (default nil))
  (multislot attested (default nil)))

(deftemplate hearing
  (slot certification)
  (slot date)
  (slot status)
  (slot postponed-for)
  (multislot present (default nil)))

(deffunction breach (?rule)
  (printout t ?*record* "	" ?rule crlf))

(deffunction days-in (?year ?month)
  (if (= ?month 2)
    then
      (if (or (and (= (mod ?year 4) 0) (<> (mod ?year 100) 0)) (= (mod ?year 400) 0))
        then 29 else 28)
    else (nth$ ?month (create$ 31 28 31 30 31 30 31 31 30 31 30 31))))

(deffunction date-of (?year ?month ?day)
  (+ (* ?year 10000) (* ?month 100) ?day))

; The same day of the next month, or that month's last day.
(deffunction month-after (?date)
  (bind ?year (div ?date 10000))
  (bind ?month (+ (mod (div ?date 100) 100) 1))
  (if (> ?month 12) then (bind ?year (+ ?year 1)) (bind ?month 1))
  (date-of ?year ?month (min (mod ?date 100) (days-in ?year ?month))))

(deffunction days-after (?days ?date)
  (bind ?year (div ?date 10000))
  (bind ?month (mod (div ?date 100) 100))
  (bind ?day (+ (mod ?date 100) ?days))
  (while (> ?day (days-in ?year ?month))
    (bind ?day (- ?day (days-in ?year ?month)))
    (bind ?month (+ ?month 1))
    (if (> ?month 12) then (bind ?year (+ ?year 1)) (bind ?month 1)))
  (date-of ?year ?month ?day))

(deffunction among (?ids ?members)
  (bind ?number 0)
  (progn$ (?id ?ids) (if (member$ ?id ?members) then (bind ?number (+ ?number 1))))
  ?number)

(defrule P35-b
  (certification (id ?c) (kind regular) (served-on ?served&~nil))
  (hearing (certification ?c) (date ?date&~nil&:(< ?date (month-after ?served))))
  =>
  (breach P35-b))

(defrule P37-b
  (certification (kind regular)
    (sections $?sections&:(not (member$ nil ?sections))
      &:(not (subsetp (create$ qualification business_qualities results) ?sections))))
  =>
  (breach P37-b))

(defrule P38-b
  (certification (id ?c) (kind regular) (familiarized-on ?shown&~nil))
  (hearing (certification ?c) (status decided)
    (date ?date&~nil&:(< ?date (days-after 21 ?shown))))
  =>
  (breach P38-b))

(defrule P40-a
  (certification (id ?c) (drawn-on ?drawn&~nil))
  (hearing (certification ?c) (status decided) (date ?date&~nil&:(< ?date ?drawn)))
  =>
  (breach P40-a))

(defrule P42-b
  (certification (members $?members&:(not (member$ nil ?members))
    &:(evenp (length$ ?members))))
  =>
  (breach P42-b))

(defrule P44-a
  (certification (id ?c) (members $?members&:(not (member$ nil ?members))))
  (hearing (certification ?c) (status decided)
    (present $?present&:(not (member$ nil ?present))&:(not (subsetp ?present ?members))))
  =>
  (breach P44-a))

(defrule P46-a
  (certification (id ?c) (members $?members&:(not (member$ nil ?members))))
  (hearing (certification ?c) (status decided)
    (present $?present&:(not (member$ nil ?present))
      &:(< (* 3 (among ?present ?members)) (* 2 (length$ ?members)))))
  =>
  (breach P46-a))

; Counted when it fires: by then all hearings are facts.
(defrule P48.3-b
  (certification (id ?c))
  =>
  (if (> (length$ (find-all-facts ((?h hearing))
        (and (eq ?h:certification ?c) (eq ?h:status postponed) (eq ?h:postponed-for person)))) 2)
    then (breach P48.3-b)))

(defrule P57-b
  (certification (id ?c)
    (personal-file $?file&:(not (member$ nil ?file))&:(not (member$ report ?file))))
  (exists (hearing (certification ?c) (status decided)))
  =>
  (breach P57-b))

(defrule F1-7
  (certification (id ?c) (appraisal nil) (attested $?attested&:(member$ sheet ?attested)))
  (exists (hearing (certification ?c) (status decided)))
  =>
  (breach F1-7))
