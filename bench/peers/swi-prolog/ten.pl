% SPDX-License-Identifier: Apache-2.0
%
% breach(+Record, -Rule): the ten rules, a clause each. Records are dicts, which SWI-Prolog searches
% by key; get_dict/3 fails where a fact is not recorded, and with it the rule. ISO dates are
% compared as the strings they are.

:- module(ten, [breach/2]).

breach(Record, Rule) :-
    get_dict(record, Record, "dossier"),
    get_dict(certifications, Record, Certifications),
    member(C, Certifications),
    get_dict(level, C, "institution"),
    of(Rule, Record, C).

of('P35-b', _, C) :-
    get_dict(kind, C, "regular"),
    get_dict(notice, C, Notice), get_dict(served_on, Notice, Served),
    month_after(Served, Earliest),
    hearing(C, H),
    get_dict(date, H, Date), Date @< Earliest.
of('P37-b', _, C) :-
    get_dict(kind, C, "regular"),
    get_dict(report, C, Report), get_dict(sections, Report, Sections),
    member(Section, ["qualification", "business_qualities", "results"]),
    \+ memberchk(Section, Sections).
of('P38-b', _, C) :-
    get_dict(kind, C, "regular"),
    get_dict(report, C, Report), get_dict(familiarized_on, Report, Shown),
    days_after(21, Shown, Earliest),
    decided(C, H),
    get_dict(date, H, Date), Date @< Earliest.
of('P40-a', _, C) :-
    get_dict(sheet, C, Sheet), get_dict(drawn_on, Sheet, Drawn),
    decided(C, H),
    get_dict(date, H, Date), Date @< Drawn.
of('P42-b', _, C) :-
    members(C, Members),
    length(Members, Number), Number mod 2 =:= 0.
of('P44-a', _, C) :-
    members(C, Members),
    decided(C, H),
    get_dict(present_ids, H, Present),
    member(Id, Present), \+ memberchk(Id, Members).
of('P46-a', _, C) :-
    members(C, Members), length(Members, Seats),
    decided(C, H),
    get_dict(present_ids, H, Present),
    aggregate_all(count, (member(Id, Present), memberchk(Id, Members)), Attending),
    3 * Attending < 2 * Seats.
of('P48.3-b', _, C) :-
    aggregate_all(count, postponed_for_person(C), Times), Times > 2.
of('P57-b', _, C) :-
    get_dict(personal_file, C, File), \+ memberchk("report", File),
    decided(C, _).
of('F1-7', Record, C) :-
    attested("sheet", Record, C),
    \+ (get_dict(sheet, C, Sheet), get_dict(appraisal, Sheet, _)),
    decided(C, _).

hearing(C, H) :- get_dict(hearings, C, Hearings), member(H, Hearings).

decided(C, H) :- hearing(C, H), get_dict(status, H, "decided").

postponed_for_person(C) :-
    hearing(C, H),
    get_dict(status, H, "postponed"), get_dict(postponed_for, H, "person").

members(C, Ids) :-
    get_dict(commission, C, Commission), get_dict(members, Commission, Members),
    maplist(get_dict(id), Members, Ids).

attested(Section, Record, _) :- lists(Record, Section), !.
attested(Section, _, C) :- lists(C, Section).

lists(Of, Section) :- get_dict(complete, Of, Sections), memberchk(Section, Sections).

% The same day of the next month, or that month's last day.
month_after(Date, Later) :-
    parts(Date, Y, M, D),
    Y1 is Y + M // 12, M1 is M mod 12 + 1,
    days_in(Y1, M1, Last), D1 is min(D, Last),
    text(Y1, M1, D1, Later).

days_after(Days, Date, Later) :-
    parts(Date, Y, M, D), D1 is D + Days,
    roll(Y, M, D1, Later).

roll(Y, M, D, Later) :-
    days_in(Y, M, Last),
    (   D =< Last
    ->  text(Y, M, D, Later)
    ;   Y1 is Y + M // 12, M1 is M mod 12 + 1, D1 is D - Last,
        roll(Y1, M1, D1, Later)
    ).

days_in(Y, 2, Days) :- !, ( leap(Y) -> Days = 29 ; Days = 28 ).
days_in(_, M, Days) :- memberchk(M, [4, 6, 9, 11]), !, Days = 30.
days_in(_, _, 31).

leap(Y) :- Y mod 400 =:= 0, !.
leap(Y) :- Y mod 4 =:= 0, Y mod 100 =\= 0.

parts(Date, Y, M, D) :-
    sub_string(Date, 0, 4, _, Year), number_string(Y, Year),
    sub_string(Date, 5, 2, _, Month), number_string(M, Month),
    sub_string(Date, 8, 2, _, Day), number_string(D, Day).

text(Y, M, D, Text) :- format(string(Text), '~d-~`0t~d~7|-~`0t~d~10|', [Y, M, D]).
