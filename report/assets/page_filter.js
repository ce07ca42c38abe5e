// SPDX-License-Identifier: Apache-2.0
//
// Part 3: what is shown. A filter is about cases or about findings; a case is shown if it fits the
// first, and one of its findings the second. Filters, like the language, are kept in the address
// behind the #, so that a link to the page is a link to the selection.

const NOWHERE = '-'; // the value of what has none

const FILTERS = [
  { name: 'institution', word: 'INSTITUTION', ofCase: (c) => c.body || NOWHERE,
    label: (v) => (v === NOWHERE ? title('NO_INSTITUTION') : v) },
  { name: 'verdict', word: 'VERDICT', ofCase: (c) => (c.verdict === null ? 'none' : c.verdict.kind),
    label: (v) => title(VERDICT_WORDS[v]) },
  { name: 'paragraph', word: 'PARAGRAPH', ofFinding: (f) => (f.rule === NONE ? NOWHERE : paragraphOf(run.rules[f.rule])),
    label: (v) => (v === NOWHERE ? title('DATA') : paragraphLabel(v)) },
  { name: 'rule', word: 'A_RULE', ofFinding: (f) => (f.rule === NONE ? f.code : run.rules[f.rule].id), label: (v) => v, raw: true },
  { name: 'severity', word: 'SEVERITY', ofFinding: (f) => (f.severity === NONE ? NOWHERE : run.severities[f.severity].name),
    label: (v) => severityLabel(v) },
  { name: 'outcome', word: 'OUTCOME', ofFinding: (f) => f.kind, label: (v) => title(OUTCOME_WORDS[v]) },
  { name: 'excused', word: 'EXCUSED', ofFinding: (f) => (f.excuse === null ? 'no' : 'yes'),
    label: (v) => title(v === 'yes' ? 'YES' : 'NO') },
];

const wanted = { text: '' }; // of each filter its value, or ''
for (const filter of FILTERS) wanted[filter.name] = '';

function severityLabel(name) {
  const severity = run.severities.find((s) => s.name === name);
  if (severity === undefined) return title('DATA');
  return say(severity.title) === '' ? name : `${name} – ${say(severity.title)}`;
}

// ---- values ----

function tally(counts, key) {
  counts.set(key, (counts.get(key) || 0) + 1);
}

// What a filter can be set to, and how often it occurs. Paragraphs and severities stand in the order
// of the act, the rest by name.
function countValues(filter) {
  const counts = new Map();
  for (const its of run.cases) {
    if (filter.ofCase) tally(counts, filter.ofCase(its));
    else for (const finding of its.findings) tally(counts, filter.ofFinding(finding));
  }
  filter.counts = counts;
  filter.values = [...counts.keys()].sort(natural);
  if (filter.name === 'severity') filter.values = inOrder(run.severities.map((s) => s.name), filter.values);
}

const natural = new Intl.Collator('ru', { numeric: true }).compare;

function inOrder(order, values) {
  return [...order.filter((v) => values.includes(v)), ...values.filter((v) => !order.includes(v))];
}

// ---- the order of reading ----

// By institution (which one record may name where another gives its id alone), those without one last; then the gravest first; then as in the input.
function putInOrder() {
  const names = new Map(run.cases.filter((c) => c.record.bodyName !== '').map((c) => [c.record.body, c.record.bodyName]));
  for (const { record } of run.cases) if (record.bodyName === '') record.bodyName = names.get(record.body) || '';
  const bodies = [...new Set(run.cases.map((c) => nameOfBody(c.record)))].sort(natural);
  const places = new Map(bodies.map((body, i) => [body, body === '' ? bodies.length : i]));
  for (const its of run.cases) its.body = nameOfBody(its.record);
  run.cases.sort((a, b) => places.get(a.body) - places.get(b.body) || a.rank - b.rank || a.order - b.order);
}

// ---- the form ----

function option(value, label, chosen) {
  const element = h('option', { value }, label);
  element.selected = chosen;
  return element;
}

function field(filter) {
  const select = h('select', { name: filter.name, id: `by-${filter.name}` },
    option('', title('EVERYTHING'), wanted[filter.name] === ''));
  for (const v of filter.values)
    select.append(option(v, `${filter.label(v)} (${count(filter.counts.get(v))})`, wanted[filter.name] === v));
  if (filter.raw) for (const one of [...select.children].slice(1)) one.translate = false;
  return h('div', { class: 'field' }, h('label', { for: select.id }, title(filter.word)), select);
}

function searchField() {
  const input = h('input', { type: 'search', name: 'text', id: 'by-text', autocomplete: 'off', spellcheck: 'false' });
  input.value = wanted.text;
  return h('div', { class: 'field' }, h('label', { for: 'by-text' }, title('SEARCH')), input);
}

function showFilters() {
  const useful = FILTERS.filter((f) => f.values.length > 1 || wanted[f.name] !== '');
  show('fields', searchField(), ...useful.map(field));
}

// ---- the address ----

function readAddress() {
  const of = new URLSearchParams(location.hash.slice(1));
  const named = LANGS.indexOf(of.get('lang'));
  if (named >= 0) lang = named;
  for (const name of Object.keys(wanted)) wanted[name] = of.get(name) || '';
}

function writeAddress() {
  const of = new URLSearchParams({ lang: LANGS[lang] });
  for (const [name, value] of Object.entries(wanted)) if (value !== '') of.set(name, value);
  history.replaceState(null, '', `#${of}`);
}

// ---- the selection ----

// {cases: those that fit, each with the findings that do; findings: how many}
function select() {
  const ofCase = FILTERS.filter((f) => f.ofCase && wanted[f.name] !== '');
  const ofFinding = FILTERS.filter((f) => f.ofFinding && wanted[f.name] !== '');
  const text = wanted.text.trim().toLocaleLowerCase();
  const chosen = { cases: [], findings: 0, certifications: 0 };
  for (const its of run.cases) {
    if (text !== '' && !its.text.includes(text)) continue;
    if (!ofCase.every((f) => f.ofCase(its) === wanted[f.name])) continue;
    const findings = ofFinding.length === 0 ? its.findings
      : its.findings.filter((x) => ofFinding.every((f) => f.ofFinding(x) === wanted[f.name]));
    if (ofFinding.length > 0 && findings.length === 0) continue;
    chosen.cases.push({ its, findings });
    chosen.findings += findings.length;
    chosen.certifications += its.verdict === null ? 0 : 1;
  }
  return chosen;
}
