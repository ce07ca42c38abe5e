// SPDX-License-Identifier: Apache-2.0
//
// Part 2: words, values and elements. Whatever a stranger wrote becomes a text node and nothing
// else: no markup is ever put together from strings.

const LANGS = ['en', 'ru', 'kk'];
let lang = 0; // index into LANGS

// ---- words ----

function word(key) {
  const says = run.words[key];
  if (says === undefined) throw new Error(`no word ${key}`);
  return says[lang];
}

function capital(text) {
  return text.charAt(0).toLocaleUpperCase(LANGS[lang]) + text.slice(1);
}

function title(key) {
  return capital(word(key));
}

function say(texts) {
  return texts === null ? '' : texts[lang];
}

const OUTCOME_WORDS = {
  satisfied: 'SATISFIED', violated: 'VIOLATED', undetermined: 'UNDETERMINED', exempt: 'EXEMPT',
  not_applicable: 'NOT_APPLICABLE', not_in_force: 'NOT_IN_FORCE', data: 'DATA', silenced: 'SILENCED',
};
const VERDICT_WORDS = {
  clean: 'CLEAN', undetermined: 'VERDICT_UNDETERMINED', warranted: 'WARRANTED', none: 'NO_VERDICT',
};

// ---- values ----

// A count of days since 1900, as a reader of the language writes it.
function day(days) {
  const [year, month, date] = new Date(Date.UTC(1900, 0, 1) + days * 864e5).toISOString().slice(0, 10).split('-');
  return lang === 0 ? `${year}-${month}-${date}` : `${date}.${month}.${year}`;
}

function count(number) {
  return number.toLocaleString(lang === 0 ? 'en' : 'ru');
}

// What a JSON text says; undefined where it is none, as after something in it was spelled out.
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function scalar(is) {
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(is);
  if (date !== null) return lang === 0 ? is : `${date[3]}.${date[2]}.${date[1]}`;
  return String(is);
}

// The value of a fact: dates and truth as a reader of the language writes them, the rest as it is.
function value(fact) {
  const is = parsed(fact.value), says = say(fact.title);
  if (says !== '') return says;
  if (is === null) return word('NOT_RECORDED');
  if (typeof is === 'boolean') return word(is ? 'YES' : 'NO');
  if (Array.isArray(is) && is.every((x) => typeof x !== 'object')) return raw(is.length === 0 ? '[]' : is.map(scalar).join(', '));
  return raw(is === undefined || typeof is === 'object' ? fact.value : scalar(is));
}

// ---- elements ----

function fill(element, attributes, children) {
  for (const [name, of] of Object.entries(attributes || {}))
    if (of !== null && of !== false) element.setAttribute(name, of === true ? '' : of);
  for (const child of children.flat(Infinity)) if (child !== null && child !== '') element.append(child);
  return element;
}

function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

// What is the same in every language: names that the policy and the records use.
function raw(text) {
  return h('span', { translate: 'no' }, text);
}

function el(id) {
  return document.getElementById(id);
}

function show(id, ...children) {
  el(id).replaceChildren(...children);
}

// ---- names ----

// "certification C-2": by the title of its type and its id, else its place in the list.
function nameOf(subject) {
  const noun = subject.number ? word('NUMBERED') : say(subject.title) || subject.noun;
  if (subject.id !== '') return `${noun} ${subject.id}`;
  return subject.index >= 0 ? `${noun} ${subject.index}` : noun;
}

function nameOfCase(its) {
  if (its.record.isTogether) return title('ALL_TOGETHER');
  if (its.of !== null) return capital(nameOf(its.of));
  if (its.record.id !== '') return capital(its.record.subject === null ? its.record.id : nameOf(its.record.subject));
  return its.record.location.file === '' ? title('THE_RECORD') : place(its.record.location);
}

// Institutions by their names; a name that several have, or none, by the id.
function nameOfBody(record) {
  if (record.bodyName !== '' && record.body !== '') return `${record.bodyName} (${record.body})`;
  return record.bodyName || record.body;
}

function place(location) {
  return location.line > 0 ? `${location.file}:${location.line}:${location.column}` : location.file;
}

// What names a paragraph among those of all acts.
function paragraphOf(rule) {
  return run.acts.length > 1 ? `${run.acts[rule.act].name} ${rule.paragraph}` : rule.paragraph;
}

// "paragraph 35", "appendix 1": acts number their appendices in English.
function paragraphName(name) {
  const appendix = /^(.* )?Appendix (.*)$/.exec(name);
  return appendix === null ? `${word('PARAGRAPH')} ${name}` : `${appendix[1] || ''}${word('APPENDIX')} ${appendix[2]}`;
}

function paragraphLabel(name) {
  return name.includes('Appendix ') ? capital(paragraphName(name)) : name;
}

function actOf(act) {
  return say(act.title) === '' ? act.name : `${say(act.title)}${act.number === '' ? '' : ` № ${act.number}`}`;
}
