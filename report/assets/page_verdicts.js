// SPDX-License-Identifier: Apache-2.0
//
// Part 7: the verdicts, a table for each institution; and the findings, case by case.

// ---- pieces ----

function verdictSign(verdict) {
  return h('span', { class: `sign ${verdict.kind}` }, title(VERDICT_WORDS[verdict.kind]));
}

function bodyHeading(body, number) {
  return h('h3', { class: 'body' }, body === '' ? title('NO_INSTITUTION') : body,
    h('span', { class: 'of' }, ` ${count(number)}`));
}

// "order_300 54 P54-dismissal: …"
function drawFlag(raised) {
  const flag = run.flags[raised.flag];
  return h('li', { class: flag.priority ? 'priority' : null },
    h('strong', null, title(flag.priority ? 'PRIORITY' : 'FLAG')), `: ${say(raised.remark)} `,
    h('span', { class: 'cite' }, `(${paragraphName(paragraphOf(flag))}, `, raw(flag.id), ')'));
}

function drawFlags(verdict) {
  if (verdict === null || verdict.flags.length === 0) return null;
  return h('ul', { class: 'flags' }, verdict.flags.map(drawFlag));
}

// Runs of neighbours of one institution.
function byBody(cases) {
  const groups = [];
  for (const one of cases) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last.body === one.its.body) last.cases.push(one);
    else groups.push({ body: one.its.body, cases: [one] });
  }
  return groups;
}

// ---- verdicts ----

function groundsOf(verdict) {
  const rules = verdict.grounds.map((g) => run.rules[g].id).join(', ');
  const strongest = verdict.strongest === NONE ? '' : run.severities[verdict.strongest].name;
  return raw([strongest, rules].filter((s) => s !== '').join(': '));
}

// The column says already what it is: its id will do, if it has one.
function caseLink(its) {
  const name = its.of !== null && its.of.id !== '' ? its.of.id : nameOfCase(its);
  return its.findings.length === 0 ? name : h('a', { href: '#findings', 'data-case': String(its.order) }, name);
}

function verdictRow({ its }) {
  return h('tr', { class: its.verdict.kind },
    h('th', { scope: 'row' }, caseLink(its)),
    h('td', null, its.record.id),
    h('td', null, its.record.person),
    h('td', null, verdictSign(its.verdict)),
    h('td', null, groundsOf(its.verdict), drawFlags(its.verdict)));
}

function verdictTable(group) {
  const heads = [nounOf(group.cases[0].its), 'THE_RECORD', 'PERSON', 'VERDICT', 'GROUNDS'];
  return h('div', { class: 'scroll' }, h('table', { class: 'verdicts' },
    h('caption', { class: 'unseen' }, `${title('VERDICTS')}: ${group.body || title('NO_INSTITUTION')}`),
    h('thead', null, h('tr', null, heads.map((k, i) => h('th', { scope: 'col' }, i === 0 ? k : title(k))))),
    h('tbody', null, group.cases.map(verdictRow))));
}

// What verdicts are given for.
function nounOf(its) {
  const of = its.of !== null ? its.of : its.record.subject;
  return of === null ? title('THE_RECORD') : capital(say(of.title) || of.noun);
}

function drawVerdicts(cases) {
  return byBody(cases).map((group) => h('section', { class: 'group' },
    bodyHeading(group.body, group.cases.length), verdictTable(group)));
}

// ---- findings ----

function caseHeading(its) {
  const about = [its.record.person, its.of === null ? '' : its.record.id].filter((s) => s !== '').join(', ');
  return h('h4', { id: `case-${its.order}`, tabindex: '-1' }, nameOfCase(its),
    about === '' ? null : h('span', { class: 'about' }, ` – ${about}`),
    its.verdict === null ? null : [' ', verdictSign(its.verdict)]);
}

function drawCase({ its, findings }) {
  return h('section', { class: 'case' }, caseHeading(its), drawFlags(its.verdict), drawCourse(its),
    findings.map(drawFinding));
}

function drawCases(cases) {
  return byBody(cases).map((group) => h('section', { class: 'group' },
    bodyHeading(group.body, group.cases.reduce((n, c) => n + c.findings.length, 0)), group.cases.map(drawCase)));
}
