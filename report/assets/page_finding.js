// SPDX-License-Identifier: Apache-2.0
//
// Part 6: a finding, with all that it rests on.

const GAPS = ['NOT_RECORDED', 'VALUE_UNREADABLE', 'OPEN'];
const HAVINGS = ['LACK_IT', 'NOT_KNOWN_OF', 'HAVE_IT'];

// ---- citation ----

function citation(finding) {
  if (finding.rule === NONE) return [title('DATA'), ' ', h('code', null, finding.code)];
  const rule = run.rules[finding.rule];
  const parts = [actOf(run.acts[rule.act]), ', ', h('strong', null, paragraphName(rule.paragraph)), `, ${word('A_RULE')} `, h('code', null, rule.id)];
  if (rule.amendment !== NONE) parts.push(`, ${word('AMENDED')} `, raw(run.amendments[rule.amendment]));
  return parts;
}

function severityOf(finding) {
  if (finding.severity === NONE) return null;
  const voids = finding.voids ? `; ${word('VOIDS')}` : '';
  return h('span', { class: 'severity' }, severityLabel(run.severities[finding.severity].name) + voids);
}

// The elements within the case that it is about: "hearing 0".
function elementsOf(finding) {
  const within = finding.subjects.filter((s, i) => i > 0 && !(finding.of.of !== null && s.noun === finding.of.of.noun));
  return within.map(nameOf).join(', ');
}

// ---- facts ----

function elsewhere(of) {
  return `${of.record === '' ? '' : `${of.record} `}(${place(of.location)})`;
}

function factRow(fact) {
  return h('tr', null,
    h('th', { scope: 'row' }, fact.elsewhere === null ? null : `${elsewhere(fact.elsewhere)} `, h('code', null, fact.pointer)),
    h('td', null, value(fact)));
}

function missingRow(gap) {
  return h('tr', { class: 'gap' }, h('th', { scope: 'row' }, h('code', null, gap.pointer)),
    h('td', null, word(GAPS[gap.gap])));
}

function factsOf(finding) {
  if (finding.evidence.length + finding.missing.length === 0) return null;
  return h('table', { class: 'facts' }, h('caption', null, title('FACTS')),
    h('tbody', null, finding.evidence.map(factRow), finding.missing.map(missingRow)));
}

// ---- populations ----

function bounds([least, most]) {
  return least === most ? count(least) : `${count(least)}–${count(most)}`;
}

function percent(part, whole) {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10;
}

function shareOf([part, whole, mostPart, mostWhole]) {
  const least = percent(part, whole), most = percent(mostPart, mostWhole);
  const range = least === most ? String(least) : `${least}–${most}`;
  return lang === 0 ? `${range} %` : `${range.replace(/\./g, ',')} %`;
}

function groupOf(t) {
  const noun = say(t.title) || t.noun;
  return t.per === '' ? noun : `${noun}, ${t.per}: ${t.group || word('NOT_RECORDED')}`;
}

function figuresOf(t) {
  const notes = [[title('THE_SUBJECT'), groupOf(t)]];
  if (t.agreement) return notes;
  notes.push([title('TAKEN_IN'), bounds(t.members)]);
  notes.push([title('HAVE_IT'), `${bounds(t.having)} (${shareOf(t.share)})`]);
  if (t.examples.length > 0) {
    const more = t.examplesOf - t.examples.length;
    const further = more > 0 && t.examplesOf < LASTS ? `; ${word('FURTHER')}: ${count(more)}` : '';
    notes.push([title(HAVINGS[t.exemplary]), t.examples.map(elsewhere).join(', ') + further]);
  }
  return notes;
}

// ---- notes ----

function excuseOf(excuse) {
  const parts = [[title(excuse.exception ? 'EXCUSED_EXCEPTION' : 'EXCUSED_BASELINE'), null]];
  if (excuse.reason !== '') parts.push([title('REASON'), excuse.reason]);
  if (excuse.owner !== '') parts.push([title('EXCUSE_OWNER'), excuse.owner]);
  if (excuse.exception && excuse.expires >= 0) parts.push([title('EXCUSE_EXPIRES'), day(excuse.expires)]);
  return parts;
}

// Pairs of a term and what is said of it; null where the term says it all.
function notesOf(finding) {
  const notes = [];
  const inside = elementsOf(finding);
  if (finding.together !== null) notes.push(...figuresOf(finding.together));
  if (inside !== '') notes.push([title('THE_SUBJECT'), inside]);
  if (finding.category !== '') notes.push([title('CATEGORY'), raw(finding.category)]);
  for (const r of finding.readings)
    notes.push([title('READING'), [raw(`${r.reading} = ${r.value}`), `: ${word(OUTCOME_WORDS[OUTCOMES[r.outcome]])}`]]);
  if (finding.boundary) notes.push([title('BOUNDARY'), null]);
  if (finding.remark !== null) notes.push([title('REMARK'), say(finding.remark)]);
  if (finding.silencedBy !== NONE) notes.push([title('SILENCED_BY'), raw(run.rules[finding.silencedBy].id)]);
  if (finding.excuse !== null) notes.push(...excuseOf(finding.excuse));
  if (finding.location.file !== '') notes.push([title('PLACE'), h('code', null, place(finding.location))]);
  return notes;
}

function note([term, says]) {
  return h('div', null, h('dt', null, term), says === null ? h('dd', { class: 'nothing' }) : h('dd', null, says));
}

// ---- the finding ----

function drawFinding(finding) {
  return h('article', { class: `finding ${finding.kind}${finding.excuse === null ? '' : ' excused'}` },
    h('p', { class: 'weight' }, h('span', { class: `sign ${finding.kind}` }, title(OUTCOME_WORDS[finding.kind])),
      severityOf(finding)),
    h('h5', null, say(finding.message)),
    h('p', { class: 'cite' }, citation(finding)),
    factsOf(finding),
    h('dl', { class: 'notes' }, notesOf(finding).map(note)));
}
