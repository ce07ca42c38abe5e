// SPDX-License-Identifier: Apache-2.0
//
// Part 4: the charts. Each is a table with its figures, in which bars are drawn: what the eye takes
// as a picture is read by a screen reader, and on paper, as the table that it is. Fills differ in
// pattern as well as in colour.

const ROWS_DRAWN = 12; // of a chart, until all of them are asked for

const expanded = new Set(); // charts of which all rows were asked for

// ---- bars ----

// Segments [class, number] on a scale that ends at `most`.
function bar(segments, most) {
  const picture = svg('svg', { class: 'bar', width: '100%', height: '14', 'aria-hidden': 'true', focusable: 'false' });
  let from = 0;
  for (const [kind, number] of segments) {
    const width = (number / most) * 100;
    if (number > 0)
      picture.append(svg('rect', { class: kind, x: `${from}%`, width: `${Math.max(width, 0.5)}%`, height: '14' }));
    from += width;
  }
  return picture;
}

function barRow(row, kinds, most) {
  return h('tr', null, h('th', { scope: 'row' }, row.label),
    h('td', { class: 'drawn' }, bar(kinds.map((k, i) => [row.fill || k.kind, row.numbers[i]]), most)),
    row.numbers.map((n) => h('td', { class: 'n' }, count(n))));
}

function expander(chart, element) {
  if (chart.rows.length <= ROWS_DRAWN) return null;
  const all = expanded.has(chart.word);
  const button = h('button', { type: 'button', class: 'quiet', 'aria-expanded': String(all) },
    `${title('EVERYTHING')} (${count(chart.rows.length)})`);
  button.addEventListener('click', () => {
    if (all) expanded.delete(chart.word);
    else expanded.add(chart.word);
    const anew = drawChart(chart);
    element.replaceWith(anew);
    anew.querySelector('button').focus();
  });
  return button;
}

// {word, kinds: [{kind, word}], rows: [{label, numbers, fill}]}: a figure.
function drawChart(chart) {
  const figure = h('div', { class: 'chart', 'data-chart': chart.word });
  const sum = (row) => row.numbers.reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...chart.rows.map(sum));
  const rows = expanded.has(chart.word) ? chart.rows : chart.rows.slice(0, ROWS_DRAWN);
  figure.append(h('table', { class: 'bars' }, h('caption', null, title(chart.word)),
    h('thead', null, h('tr', null, h('td', null), h('td', { class: 'drawn' }),
      chart.kinds.map((k) => h('th', { scope: 'col', class: 'n' }, h('span', { class: `key ${k.kind}` }), title(k.word))))),
    h('tbody', null, rows.map((row) => barRow(row, chart.kinds, most)))));
  const button = expander(chart, figure);
  if (button !== null) figure.append(button);
  return figure;
}

// ---- what is counted ----

const FOUND = [{ kind: 'violated', word: 'VIOLATED' }, { kind: 'undetermined', word: 'UNDETERMINED' }];

// Violated and undetermined findings by what `of` makes of each and of its case.
function countFindings(chosen, of) {
  const counts = new Map();
  for (const { its, findings } of chosen.cases)
    for (const finding of findings) {
      const at = FOUND.findIndex((k) => k.kind === finding.kind);
      if (at < 0) continue;
      const key = of(finding, its);
      if (!counts.has(key)) counts.set(key, [0, 0]);
      counts.get(key)[at]++;
    }
  return [...counts].map(([key, numbers]) => ({ key, label: key, numbers }));
}

function mostFirst(a, b) {
  return b.numbers[0] - a.numbers[0] || b.numbers[1] - a.numbers[1] || natural(a.label, b.label);
}

function verdictChart(chosen) {
  const counts = { warranted: 0, undetermined: 0, clean: 0 };
  for (const { its } of chosen.cases) if (its.verdict !== null) counts[its.verdict.kind]++;
  const rows = Object.entries(counts).map(([kind, n]) => ({ label: title(VERDICT_WORDS[kind]), numbers: [n], fill: kind }));
  return { word: 'VERDICTS', kinds: [{ kind: 'plain', word: 'COUNT' }], rows };
}

function severityChart(chosen) {
  const rows = countFindings(chosen, (f) => f.severity);
  rows.sort((a, b) => a.key - b.key);
  for (const row of rows) row.label = row.key === NONE ? word('NONE') : severityLabel(run.severities[row.key].name);
  return { word: 'FINDINGS_BY_SEVERITY', kinds: FOUND, rows };
}

function paragraphChart(chosen) {
  const rows = countFindings(chosen, (f) => paragraphOf(run.rules[f.rule])).sort(mostFirst);
  for (const row of rows) row.label = paragraphLabel(row.key);
  return { word: 'FINDINGS_BY_PARAGRAPH', kinds: FOUND, rows };
}

function institutionChart(chosen) {
  const rows = countFindings(chosen, (f, its) => its.body).sort(mostFirst);
  for (const row of rows) row.label = row.key || title('NO_INSTITUTION');
  return { word: 'FINDINGS_BY_INSTITUTION', kinds: FOUND, rows };
}

function showCharts(chosen) {
  const charts = [verdictChart, institutionChart, severityChart, paragraphChart].map((make) => make(chosen));
  show('chart-list', ...charts.filter((c) => c.rows.length > 0).map(drawChart));
}
