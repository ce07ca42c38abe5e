// SPDX-License-Identifier: Apache-2.0
//
// Part 5: the time-line of a certification. A line for each day, period and term, by date, with its
// place on a common scale drawn beside it; so the picture is a table too, of which nothing is lost
// on a narrow screen or to a screen reader.

const TICKS = 8; // at most, on a scale
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240]; // months between two ticks

// ---- the scale ----

function monthStart(months) {
  return Math.round((Date.UTC(1900, months, 1) - Date.UTC(1900, 0, 1)) / 864e5);
}

function monthOf(days) {
  const date = new Date(Date.UTC(1900, 0, 1) + days * 864e5);
  return (date.getUTCFullYear() - 1900) * 12 + date.getUTCMonth();
}

function lastDay(moment) {
  return moment.to === LASTS ? moment.from : moment.to;
}

// From the first day to the last, with some room on both sides.
function scaleOf(moments) {
  const first = Math.min(...moments.map((m) => m.from));
  const last = Math.max(...moments.map(lastDay));
  const room = Math.max(5, Math.round((last - first) * 0.04));
  return { from: first - room, to: last + room };
}

function at(scale, days) {
  const part = (days - scale.from) / (scale.to - scale.from);
  return `${(Math.min(1, Math.max(0, part)) * 100).toFixed(2)}%`;
}

// The months at which ticks stand.
function ticksOf(scale) {
  const from = monthOf(scale.from) + 1, to = monthOf(scale.to);
  const step = STEPS.find((s) => (to - from) / s < TICKS) || STEPS[STEPS.length - 1];
  const ticks = [];
  for (let m = Math.ceil(from / step) * step; m <= to; m += step) ticks.push(m);
  return ticks;
}

function tickLabel(months) {
  const year = 1900 + Math.floor(months / 12), month = String((months % 12) + 1).padStart(2, '0');
  if (months % 12 === 0) return String(year);
  return lang === 0 ? `${year}-${month}` : `${month}.${year}`;
}

// ---- pictures ----

function picture(...children) {
  return svg('svg', { width: '100%', height: '100%', 'aria-hidden': 'true', focusable: 'false' }, children);
}

function grid(scale) {
  return ticksOf(scale).map((m) => {
    const x = at(scale, monthStart(m));
    return svg('line', { class: 'grid', x1: x, x2: x, y1: '0', y2: '100%' });
  });
}

function axis(scale) {
  const edge = scale.to - (scale.to - scale.from) * 0.14; // behind it is no room for a label
  return picture(grid(scale), ticksOf(scale).map((m) =>
    monthStart(m) > edge ? null : svg('text', { x: at(scale, monthStart(m)), dx: '3', y: '70%' }, tickLabel(m))));
}

// A day is a dot, a period a bar, a term a stroke with the way to what was measured against it.
function mark(moment, scale, measured, kind) {
  const from = at(scale, moment.from), to = moment.to === LASTS ? '100%' : at(scale, moment.to);
  const marks = grid(scale);
  if (moment.term && measured !== undefined) {
    const there = at(scale, measured.from);
    marks.push(svg('line', { class: `span ${kind}`, x1: from, x2: there, y1: '50%', y2: '50%' }),
      svg('circle', { class: `measured ${kind}`, cx: there, cy: '50%', r: '4' }));
  }
  if (moment.from !== moment.to)
    marks.push(svg('line', { class: 'period', x1: from, x2: to, y1: '50%', y2: '50%' }));
  if (moment.term)
    marks.push(svg('line', { class: `term ${kind}`, x1: from, x2: from, y1: '15%', y2: '85%' }));
  else
    marks.push(svg('circle', { class: 'day', cx: from, cy: '50%', r: '4.5' }));
  return picture(marks);
}

// ---- the table ----

function when(moment) {
  if (moment.to === LASTS) return `${day(moment.from)} – ${word('LASTS')}`;
  return moment.from === moment.to ? day(moment.from) : `${day(moment.from)} – ${day(moment.to)}`;
}

// What became of the rule that sets a term: the worst that was found of it here.
function becameOf(moment, its) {
  const kinds = its.findings.filter((f) => f.rule === moment.rule).map((f) => f.kind);
  return kinds.includes('violated') ? 'violated' : kinds.includes('undetermined') ? 'undetermined' : 'kept';
}

function calledOf(moment) {
  return say(moment.title) || moment.pointer;
}

function what(moment, kind) {
  const called = calledOf(moment);
  if (!moment.term) return capital([...new Set(moment.all.map(calledOf))].join('; '));
  const rule = moment.rule === NONE ? null : run.rules[moment.rule];
  return [h('span', { class: `sign ${kind}` }, title('TERM')), called === '' ? '' : `: ${called}`,
    rule === null ? '' : h('span', { class: 'cite' }, ` (${paragraphName(paragraphOf(rule))}, `, raw(rule.id), ')'),
    kind === 'kept' ? '' : h('strong', { class: `sign ${kind}` }, ` – ${word(OUTCOME_WORDS[kind])}`)];
}

function momentRow(moment, its, scale, moments) {
  const kind = moment.term ? becameOf(moment, its) : '';
  const measured = moments.find((m) => !m.term && m.all.some((a) => a.pointer !== '' && a.pointer === moment.pointer));
  return h('tr', { class: moment.term ? 'is-term' : null },
    h('td', { class: 'when' }, when(moment)),
    h('th', { scope: 'row' }, what(moment, kind)),
    h('td', { class: 'lane' }, mark(moment, scale, measured, kind)));
}

// What was on the same days stands in one line; a term in a line of its own.
function gather(moments) {
  const lines = [];
  for (const moment of moments) {
    const last = lines[lines.length - 1];
    if (last !== undefined && !last.term && !moment.term && last.from === moment.from && last.to === moment.to)
      last.all.push(moment);
    else lines.push({ ...moment, all: [moment] });
  }
  return lines;
}

// The time-line of a case, or null if nothing is known of it.
function drawCourse(its) {
  if (its.course === null || its.course.moments.length === 0) return null;
  const moments = gather([...its.course.moments].sort((a, b) => a.from - b.from || a.term - b.term || a.to - b.to));
  const scale = scaleOf(moments);
  return h('div', { class: 'scroll' }, h('table', { class: 'course' },
    h('caption', null, title('TIME_LINE')),
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, title('DATE')),
      h('th', { scope: 'col' }, title('EVENT')), h('td', { class: 'lane axis' }, axis(scale)))),
    h('tbody', null, moments.map((m) => momentRow(m, its, scale, moments)))));
}
