// SPDX-License-Identifier: Apache-2.0
//
// The page of a check, part 1: what it was given. The data stands in three JSON elements (facts,
// events, counts); what the members of an event are is told in report/check_html_data.c. A string
// stands in full where it comes first and is a number from then on, so everything is decoded once,
// in its order.
'use strict';

const OUTCOMES = ['satisfied', 'violated', 'undetermined', 'exempt', 'not_applicable', 'not_in_force'];
const VERDICTS = ['clean', 'undetermined', 'warranted'];
const LASTS = 0x7fffffff; // the end of what lasts
const NONE = -1;

function read(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

// ---- strings ----

const strings = [''];

function str(x) {
  if (typeof x === 'number') return strings[x];
  if (typeof x !== 'string') return x[0];
  strings.push(x);
  return x;
}

// A text in each language, or null.
function phrase(x) {
  return x === 0 ? null : x.map(str);
}

// ---- the facts ----

function decodeFacts(f) {
  const run = { version: str(f.version), asOf: f.as_of, strict: f.strict === 1, words: {} };
  run.acts = f.acts.map((a) => ({ name: str(a[0]), number: str(a[1]), title: phrase(a[2]), digest: str(a[3]) }));
  run.rules = f.rules.map((r) => ({ id: str(r[0]), act: r[1], paragraph: str(r[2]), amendment: r[3] }));
  run.severities = f.severities.map((s) => ({ name: str(s[0]), title: phrase(s[1]) }));
  run.flags = f.flags.map((g) => ({ id: str(g[0]), act: g[1], paragraph: str(g[2]), priority: g[3] === 1 }));
  run.amendments = f.amendments.map(str);
  run.parameters = f.parameters.map((p) => ({ name: str(p[0]), value: phrase(p[1]) }));
  run.readings = f.readings.map((r) => ({ name: str(r[0]), value: str(r[1]) }));
  for (const key of Object.keys(f.words)) run.words[key] = phrase(f.words[key]);
  return run;
}

// ---- events ----

function decodeSubject(s) {
  return { noun: str(s[0]), title: phrase(s[1]), id: str(s[2]), index: s[3], number: s[4] === 1 };
}

function decodeLocation(l) {
  return { file: str(l[0]), line: l[1], column: l[2], pointer: str(l[3]) };
}

function decodeElsewhere(e) {
  return { record: str(e[0]), location: decodeLocation(e[1]) };
}

function decodeMoment(m) {
  return { pointer: str(m[0]), title: phrase(m[1]), from: m[2], to: m[3], term: m[4] === 1, rule: m[5] };
}

function decodeCourse(c) {
  return { of: decodeSubject(c[0]), moments: c[1].map(decodeMoment) };
}

function decodeHeading(e) {
  return {
    subject: decodeSubject(e[1]), location: decodeLocation(e[2]), body: str(e[3]),
    bodyName: str(e[4]), person: str(e[5]), courses: e[6].map(decodeCourse),
  };
}

function decodeFact(a) {
  return {
    pointer: str(a[0]), value: str(a[1]), title: phrase(a[2]),
    elsewhere: a[3] === 0 ? null : decodeElsewhere(a[3]),
  };
}

function decodeTogether(t) {
  if (t === 0) return null;
  const group = { noun: str(t[0]), title: phrase(t[1]), per: str(t[2]), group: str(t[3]), agreement: t.length === 4 };
  if (group.agreement) return group;
  return Object.assign(group, {
    members: t[4], having: t[5], share: t[6], exemplary: t[7], examplesOf: t[8], examples: t[9].map(decodeElsewhere),
  });
}

function decodeExcuse(x) {
  return x === 0 ? null : { exception: x[0] === 1, reason: str(x[1]), owner: str(x[2]), expires: x[3] };
}

function decodeFinding(e) {
  const f = {
    rule: e[1], outcome: e[2], severity: e[3], voids: (e[4] & 1) !== 0, boundary: (e[4] & 2) !== 0,
    subjects: e[5].map(decodeSubject), location: decodeLocation(e[6]), message: phrase(e[7]),
    remark: phrase(e[8]), evidence: e[9].map(decodeFact),
    missing: e[10].map((m) => ({ pointer: str(m[0]), gap: m[1] })),
    readings: e[11].map((r) => ({ reading: str(r[0]), value: str(r[1]), outcome: r[2] })),
    category: str(e[12]), silencedBy: e[13], code: str(e[14]), together: decodeTogether(e[15]),
    excuse: decodeExcuse(e[16]),
  };
  f.kind = f.rule === NONE ? 'data' : f.silencedBy !== NONE ? 'silenced' : OUTCOMES[f.outcome];
  return f;
}

function decodeVerdict(e) {
  return {
    record: str(e[1]), of: decodeSubject(e[2]), act: e[3], kind: VERDICTS[e[4]], strongest: e[5],
    grounds: e[6], flags: e[7].map((g) => ({ flag: g[0], remark: phrase(g[1]) })), priority: e[8] === 1,
  };
}

// ---- cases: a certification, or what is said of a record besides its certifications ----

function newRecord(all, id, location) {
  const record = {
    id, location, subject: null, body: '', bodyName: '', person: '', courses: [], verdicts: [],
    findings: [], cases: new Map(),
  };
  all.list.push(record);
  all.byId.set(id !== '' ? id : `${location.file}:${location.line}`, record);
  return record;
}

function recordOf(all, id, location) {
  if (all.now !== null && all.now.id === id && (id !== '' || all.now.subject !== null)) return all.now;
  const known = all.byId.get(id !== '' ? id : `${location.file}:${location.line}`);
  all.now = known !== undefined ? known : newRecord(all, id, location);
  return all.now;
}

function hearHeading(all, heading) {
  all.now = newRecord(all, heading.subject.id, heading.location);
  Object.assign(all.now, heading);
}

function hearFinding(all, finding) {
  if (finding.subjects.length === 0 && finding.together !== null) {
    all.together.findings.push(finding);
    return;
  }
  const record = recordOf(all, finding.subjects.length > 0 ? finding.subjects[0].id : '', finding.location);
  if (record.subject === null && finding.subjects.length > 0) record.subject = finding.subjects[0];
  record.findings.push(finding);
}

function hear(all, event) {
  if (event[0] === 'h') hearHeading(all, decodeHeading(event));
  if (event[0] === 'f') hearFinding(all, decodeFinding(event));
  if (event[0] !== 'v') return;
  const verdict = decodeVerdict(event);
  recordOf(all, verdict.record, { file: '', line: 0 }).verdicts.push(verdict);
}

function caseOf(record, of) {
  const key = of === null ? '' : `${of.noun} ${of.index}`;
  if (!record.cases.has(key))
    record.cases.set(key, { record, of, verdict: null, findings: [], course: null, order: 0 });
  return record.cases.get(key);
}

// The elements that verdicts are given for divide a record; what lies outside them is the record's.
function divide(record, nouns) {
  for (const finding of record.findings) {
    const of = finding.subjects.find((s, i) => i > 0 && nouns.has(s.noun));
    const its = caseOf(record, of === undefined ? null : of);
    finding.of = its;
    its.findings.push(finding);
  }
  for (const verdict of record.verdicts)
    caseOf(record, verdict.of.index >= 0 ? verdict.of : null).verdict = verdict;
  for (const course of record.courses) {
    const its = record.cases.get(`${course.of.noun} ${course.of.index}`);
    if (its !== undefined) its.course = course;
  }
}

// What comes first in a list of cases: those with priority, then the gravest verdicts.
function rank(its) {
  if (its.verdict === null) return 2;
  if (its.verdict.priority) return 0;
  return { warranted: 1, undetermined: 3, clean: 4 }[its.verdict.kind];
}

function arrange(all) {
  const nouns = new Set();
  for (const record of all.list)
    for (const verdict of record.verdicts) if (verdict.of.index >= 0) nouns.add(verdict.of.noun);
  const records = all.together.findings.length > 0 ? [...all.list, all.together] : all.list;
  const cases = [];
  for (const record of records) {
    divide(record, nouns);
    cases.push(...record.cases.values());
  }
  cases.forEach((its, i) => {
    its.order = i;
    its.rank = rank(its);
    its.text = [its.record.id, its.record.person, its.record.body, its.record.bodyName,
      its.of === null ? '' : its.of.id].join('\n').toLocaleLowerCase();
  });
  return cases;
}

function decodeEvents(events) {
  const all = { list: [], byId: new Map(), now: null, together: null };
  all.together = newRecord(all, '', { file: '', line: 0, column: 0, pointer: '' });
  all.list.pop();
  all.byId.clear();
  all.together.isTogether = true;
  for (const event of events) if (event !== 0) hear(all, event);
  return arrange(all);
}

const run = decodeFacts(read('facts'));
run.cases = decodeEvents(read('events'));
run.counts = read('counts');
