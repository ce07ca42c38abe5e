// SPDX-License-Identifier: Apache-2.0
//
// The filters of the page of an impact. A filter is a rule of style for all certifications at once,
// and the count a query: the browser goes through them, not this. The rules go into the sheet that
// is there, for the page allows no other.
'use strict';

(function () {
  const form = document.getElementById('filters');
  const sheet = document.styleSheets[0];
  const own = sheet.cssRules.length;

  function apply() {
    const picks = [];
    for (const select of form.querySelectorAll('select'))
      if (select.selectedIndex > 0)
        picks.push(`[data-${select.name}${select.name === 'rule' ? '~' : ''}="${CSS.escape(select.value)}"]`);
    while (sheet.cssRules.length > own) sheet.deleteRule(own);
    for (const pick of picks) sheet.insertRule(`article:not(${pick}) { display: none; }`, sheet.cssRules.length);
    document.getElementById('shown').textContent = document.querySelectorAll(`article${picks.join('')}`).length;
  }

  form.hidden = false;
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  apply();
})();
