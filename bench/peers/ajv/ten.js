// SPDX-License-Identifier: Apache-2.0
//
// Ten rules as one JSON Schema of a dossier, compiled once. What JSON Schema can say is said in it;
// what it cannot (terms, sets, shares) are keywords that generate their own code, with `$data`
// pointing at the other operand. The rule that was broken shows in the schema path of the error.
"use strict";

const { _ } = require("ajv");
const { daysLater, monthLater } = require("../node/lines.js");

// keyword: {type of the data, test(value of the keyword, data)}; a missing operand breaks no rule.
const keywords = {
  notBefore: ["string", (earliest, date) => date >= earliest],
  monthAfter: ["string", (anchor, date) => date >= monthLater(anchor)],
  threeWeeksAfter: ["string", (anchor, date) => date >= daysLater(anchor, 21)],
  odd: ["array", (wanted, list) => (list.length % 2 === 1) === wanted],
  idsAmong: ["array", (members, ids) => ids.every((id) => members.some((one) => one.id === id))],
  twoThirdsOf: ["array", (members, ids) =>
    3 * ids.filter((id) => members.some((one) => one.id === id)).length >= 2 * members.length],
};

function addKeywords(ajv) {
  for (const [keyword, [type, test]] of Object.entries(keywords)) {
    ajv.addKeyword({
      keyword, type, $data: true, errors: false,
      code(context) {
        const call = context.gen.scopeValue("func", { ref: test });
        const operand = context.schemaCode;
        context.fail(_`${operand} !== undefined && !${call}(${operand}, ${context.data})`);
      },
    });
  }
}

const is = (value) => ({ const: value });
const whichIs = (values) => ({
  required: Object.keys(values),
  properties: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, is(value)])),
});
// For an empty list after a longer one AJV 8 remembers what it found in the longer one.
const some = (schema) => ({ minItems: 1, contains: schema });
const has = (value) => some(is(value));
const when = (conditions, then) => ({
  if: { required: Object.keys(conditions), properties: conditions },
  then,
});
const each = (rule) => ({ properties: { hearings: { items: rule } } });
const decided = (rule) => each(when({ status: is("decided") }, rule));
const concluded = (rule) => when({ hearings: some(whichIs({ status: "decided" })) }, rule);
const regular = (rule) => when({ kind: is("regular") }, rule);

// Relative pointers lead from a property of a hearing to the certification: property, hearing,
// list of hearings, certification.
const ofCertification = (path) => ({ $data: `3/${path}` });

const rules = {
  "P35-b": regular(each({
    properties: { date: { monthAfter: ofCertification("notice/served_on") } },
  })),
  "P37-b": regular({
    properties: {
      report: {
        properties: {
          sections: { allOf: [has("qualification"), has("business_qualities"), has("results")] },
        },
      },
    },
  }),
  "P38-b": regular(decided({
    properties: { date: { threeWeeksAfter: ofCertification("report/familiarized_on") } },
  })),
  "P40-a": decided({ properties: { date: { notBefore: ofCertification("sheet/drawn_on") } } }),
  "P42-b": { properties: { commission: { properties: { members: { odd: true } } } } },
  "P44-a": decided({
    properties: { present_ids: { idsAmong: ofCertification("commission/members") } },
  }),
  "P46-a": decided({
    properties: { present_ids: { twoThirdsOf: ofCertification("commission/members") } },
  }),
  "P48.3-b": {
    properties: {
      hearings: {
        contains: whichIs({ status: "postponed", postponed_for: "person" }),
        minContains: 0,
        maxContains: 2,
      },
    },
  },
  "P57-b": concluded({ properties: { personal_file: has("report") } }),
};

const appraisal = concluded({
  required: ["sheet"],
  properties: { sheet: { required: ["appraisal"] } },
});
const attests = { required: ["complete"], properties: { complete: has("sheet") } };
const ofInstitution = (rule) => when({ level: is("institution") }, rule);
const certifications = (rule) => ({
  properties: { certifications: { items: ofInstitution(rule) } },
});

const schema = {
  definitions: { ...rules, "F1-7": appraisal },
  allOf: [
    certifications({
      allOf: [
        ...Object.keys(rules).map((rule) => ({ $ref: `#/definitions/${rule}` })),
        { if: attests, then: { $ref: "#/definitions/F1-7" } },
      ],
    }),
    { if: attests, then: certifications({ $ref: "#/definitions/F1-7" }) },
  ],
};

const ruleOf = (error) => /definitions\/([^/]+)/.exec(error.schemaPath)?.[1];

module.exports = { addKeywords, schema, ruleOf };
