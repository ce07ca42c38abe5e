// SPDX-License-Identifier: Apache-2.0
//
// The operators that the ten rules need beyond those that the engine has. A rule tells when there
// is a breach; of what is not recorded no operator says so.
"use strict";

const { daysLater, monthLater } = require("../node/lines.js");

const isMember = (members) => (id) => members.some((one) => one.id === id);

const ofPair = {
  before: (date, other) => date < other,
  beforeMonthAfter: (date, anchor) => date < monthLater(anchor),
  beforeThreeWeeksAfter: (date, anchor) => date < daysLater(anchor, 21),
  isEvenInNumber: (list, wanted) => (list.length % 2 === 0) === wanted,
  notAllAmong: (ids, members) => !ids.every(isMember(members)),
  fewerThanTwoThirdsOf: (ids, members) =>
    3 * ids.filter(isMember(members)).length < 2 * members.length,
  postponedForPersonMoreThan: (hearings, limit) =>
    hearings.filter((one) => one.status === "postponed" && one.postponed_for === "person").length >
    limit,
};

function addOperators(engine) {
  for (const [name, test] of Object.entries(ofPair)) {
    engine.addOperator(name, (left, right) => left != null && right != null && test(left, right));
  }
  engine.addOperator("isRecorded", (value, wanted) => (value != null) === wanted);
}

module.exports = { addOperators };
