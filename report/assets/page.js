// SPDX-License-Identifier: Apache-2.0
//
// Part 8: the page put together. It draws what is chosen, a sheet at a time, since no browser and
// no reader is served by fifty thousand findings at once; on paper all that is chosen is drawn.

const SHEET = { verdicts: 100, findings: 40 }; // about as many on a sheet
const sheets = { verdicts: 0, findings: 0 }; // the one that is seen
let chosen = null;

// ---- sheets ----

// Cuts the cases into sheets of about `size`, by what each of them weighs.
function cut(cases, size, weight) {
  const all = [[]];
  let full = 0;
  for (const one of cases) {
    if (full >= size) {
      all.push([]);
      full = 0;
    }
    all[all.length - 1].push(one);
    full += weight(one);
  }
  return all;
}

const LISTS = {
  verdicts: {
    list: 'verdict-list', draw: drawVerdicts,
    cut: () => cut(chosen.cases.filter((c) => c.its.verdict !== null), SHEET.verdicts, () => 1),
  },
  findings: {
    list: 'finding-list', draw: drawCases,
    cut: () => cut(chosen.cases.filter((c) => c.findings.length > 0), SHEET.findings, (c) => c.findings.length),
  },
};

function turnButton(name, key, to, last) {
  const button = h('button', { type: 'button', 'data-turn': key }, title(key));
  button.disabled = to < 0 || to > last;
  button.addEventListener('click', () => turn(name, to, key));
  return button;
}

function turn(name, to, key) {
  sheets[name] = to;
  showList(name);
  el(name).scrollIntoView();
  const again = el(name).querySelector(`[data-turn="${key}"]:enabled`);
  (again || el(`${name}-title`)).focus({ preventScroll: true });
}

function pager(name, last) {
  if (last === 0) return null;
  const pick = h('select', { 'aria-label': `${title('PAGE')}: ${title(name.toUpperCase())}` });
  for (let i = 0; i <= last; i++) pick.append(option(String(i), `${count(i + 1)} / ${count(last + 1)}`, i === sheets[name]));
  pick.addEventListener('change', () => turn(name, Number(pick.value), 'NEXT'));
  return h('nav', { class: 'pager', 'aria-label': `${title('PAGES')}: ${title(name.toUpperCase())}` },
    turnButton(name, 'PREVIOUS', sheets[name] - 1, last), pick, turnButton(name, 'NEXT', sheets[name] + 1, last));
}

function showList(name) {
  const { list, draw, cut: cutList } = LISTS[name];
  const all = cutList();
  sheets[name] = Math.min(sheets[name], all.length - 1);
  const now = all[sheets[name]];
  show(list, ...(now.length === 0 ? [h('p', { class: 'empty' }, title('NOTHING_MATCHES'))]
    : [...draw(now), pager(name, all.length - 1)].filter((x) => x !== null)));
}

// The sheet of a case, and there its heading.
function goTo(order) {
  sheets.findings = Math.max(0, LISTS.findings.cut().findIndex((sheet) => sheet.some((c) => c.its.order === order)));
  showList('findings');
  const heading = el(`case-${order}`);
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}

// ---- head and summary ----

function pair(term, ...says) {
  return h('div', null, h('dt', null, term), h('dd', null, says));
}

function showHead() {
  show('acts', run.acts.map(actOf).join('; '));
  const strict = run.strict ? `; ${word('STRICT')}` : '';
  const lines = [pair(title('AS_OF'), run.asOf === NONE ? word('NONE') : day(run.asOf)),
    pair(title('RECORDS'), `${count(run.counts.records)} (${word('NOT_AUDITED')}: ${count(run.counts.not_audited)}, ${word('UNREADABLE')}: ${count(run.counts.unreadable)})`)];
  for (const act of run.acts)
    lines.push(pair(title('POLICY'), raw(act.name), ', ', h('code', { class: 'digest' }, `sha256 ${act.digest}`)));
  if (run.parameters.length > 0)
    lines.push(pair(title('PARAMETERS'), run.parameters.map((p, i) => [i > 0 ? ', ' : '', raw(`${p.name} = `), say(p.value)])));
  show('circumstances', ...lines);
  show('readings', h('summary', null, `${title('READINGS')}: ${count(run.readings.length)}${strict}`),
    h('p', { translate: 'no' }, run.readings.map((r) => `${r.name} = ${r.value}`).join(', ')));
  show('engine', `${title('ENGINE')} `, raw(`qagida ${run.version}`));
}

function figure(kind, number, ...label) {
  return h('div', { class: `figure ${kind}` }, h('dt', null, label), h('dd', null, count(number)));
}

function showFigures() {
  const c = run.counts;
  const figures = [figure('plain', c.certifications, title('CERTIFICATIONS'))];
  for (const kind of ['warranted', 'undetermined', 'clean'])
    figures.push(figure(kind, c.verdicts[VERDICTS.indexOf(kind)], title(VERDICT_WORDS[kind])));
  if (c.priorities > 0) figures.push(figure('warranted', c.priorities, title('PRIORITY')));
  figures.push(figure('violated', c.violated, `${title('FINDINGS')}: ${word('VIOLATED')}`));
  figures.push(figure('undetermined', c.undetermined, `${title('FINDINGS')}: ${word('UNDETERMINED')}`));
  figures.push(figure('data', c.data, `${title('FINDINGS')}: ${word('DATA')}`));
  if (c.excused > 0) figures.push(figure('plain', c.excused, title('EXCUSED')));
  show('figures', ...figures);
}

// ---- all of it ----

function showWords() {
  document.documentElement.lang = LANGS[lang];
  document.title = [title('CHECK_TITLE'), ...run.acts.map(actOf)].join(' – ');
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = title(element.dataset.t);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', title(element.dataset.label));
  for (const button of el('languages').children) button.setAttribute('aria-pressed', String(button.value === LANGS[lang]));
}

function total(kind) {
  return run.cases.reduce((n, c) => n + (kind === 'findings' ? c.findings.length : c.verdict === null ? 0 : 1), 0);
}

function showChosen() {
  chosen = select();
  el('matches').textContent = `${title('SHOWN')}: ${word('FINDINGS')} ${count(chosen.findings)} / ${count(total('findings'))}; ` +
    `${word('CERTIFICATIONS')} ${count(chosen.certifications)} / ${count(total('certifications'))}`;
  showCharts(chosen);
  showList('verdicts');
  showList('findings');
}

function showAll() {
  showWords();
  showHead();
  showFigures();
  showFilters();
  showChosen();
}

// ---- what the reader does ----

function chooseLanguage(event) {
  const named = LANGS.indexOf(event.target.value);
  if (named < 0) return;
  lang = named;
  writeAddress();
  showAll();
}

function chooseFilter(event) {
  wanted[event.target.name] = event.target.value;
  sheets.verdicts = sheets.findings = 0;
  writeAddress();
  showChosen();
}

function clearFilters(event) {
  event.preventDefault();
  for (const name of Object.keys(wanted)) wanted[name] = '';
  sheets.verdicts = sheets.findings = 0;
  writeAddress();
  showFilters();
  showChosen();
}

// Links within the page move the reader, not the address, which says what is chosen.
function follow(event) {
  const link = event.target.closest('a[href^="#"]');
  if (link === null) return;
  event.preventDefault();
  if (link.dataset.case !== undefined) {
    goTo(Number(link.dataset.case));
    return;
  }
  const name = link.getAttribute('href').slice(1);
  el(name).scrollIntoView();
  el(`${name}-title`).focus({ preventScroll: true });
}

function printOut() {
  el('readings').open = true;
  for (const { list, draw, cut: cutList } of Object.values(LISTS))
    show(list, ...draw(cutList().flat()));
}

function start() {
  const named = LANGS.indexOf(document.documentElement.lang);
  lang = Math.max(0, named);
  putInOrder();
  FILTERS.forEach(countValues);
  readAddress();
  el('languages').addEventListener('click', chooseLanguage);
  el('filters').addEventListener('input', chooseFilter);
  el('filters').addEventListener('reset', clearFilters);
  el('filters').addEventListener('submit', (event) => event.preventDefault());
  el('page').addEventListener('click', follow);
  el('print').addEventListener('click', () => print());
  addEventListener('beforeprint', printOut);
  addEventListener('afterprint', () => ['verdicts', 'findings'].forEach(showList));
  addEventListener('hashchange', () => { readAddress(); showAll(); });
  showAll();
  el('page').hidden = false;
}

start();
