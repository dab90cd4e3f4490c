// Chooses a document by its five parameters. What a level of detail tells stands
// in the page, and the role's page can show that part of itself; where the site has the document, it is a link, and else the
// command that writes it is shown. A server that can write documents itself says
// so by the attribute data-api of a script in the page: then the document is
// shown as it would be. Without that, nothing is asked of anybody. The choice is
// kept in the address: ?role=clerk&scenario=onboarding.
(() => {
  const form = document.getElementById('choice'), words = form.dataset;
  const chosen = document.getElementById('chosen'), status = chosen.firstElementChild;
  const api = document.querySelector('script[data-api]')?.dataset.api;
  const names = ['role', 'lang', 'scenario', 'detail', 'style'];
  const usual = Object.fromEntries(names.map(n => [n, form.elements[n].value]));
  const details = [...form.elements.detail.options].map(o => o.value);

  for (const family of document.querySelectorAll('#built tbody')) {
    const group = el('optgroup', { label: family.rows[0].textContent });
    for (const row of [...family.rows].slice(1)) group.append(new Option(row.cells[0].textContent, row.dataset.role));
    form.elements.role.append(group);
  }
  restore();
  form.addEventListener('submit', e => e.preventDefault());
  form.addEventListener('change', () => { keep(); show(); });
  addEventListener('popstate', restore);

  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const name of names) {
      const select = form.elements[name];
      select.value = asked.get(name) ?? usual[name];
      if (select.selectedIndex < 0) select.value = usual[name];
    }
    show();
  }

  function keep() {
    const asked = new URLSearchParams();
    for (const name of names) if (form.elements[name].value !== usual[name]) asked.set(name, form.elements[name].value);
    const query = String(asked);
    try { history.pushState(null, '', query ? '?' + query : location.pathname); } catch { /* some browsers refuse on a file share */ }
  }

  function show() {
    const want = Object.fromEntries(names.map(n => [n, form.elements[n].value]));
    const { role, lang, scenario, detail } = want;
    const links = new URLSearchParams(location.search);
    links.delete('lang'); // whoever changes the page's language wants documents in that one
    for (const a of document.querySelectorAll('.langs a')) a.search = String(links);
    for (const row of document.querySelectorAll('#tells tbody tr')) {
      row.hidden = Boolean(role) && row.dataset.scenario !== scenario;
      [...row.cells].slice(1).forEach((cell, i) => {
        cell.classList.toggle('told', Boolean(role) && i <= details.indexOf(detail));
        cell.classList.toggle('beyond', Boolean(role) && i > details.indexOf(detail));
      });
    }
    chosen.replaceChildren(status);
    if (!role) { status.textContent = words.start; return; }
    status.textContent = ['role', 'scenario', 'detail', 'style', 'lang'].map(n => form.elements[n].selectedOptions[0].text).join(' · ');
    if (api) { preview(want); return; }
    if (detail === usual.detail && want.style === usual.style && hasBuilt(role, scenario)) {
      const file = role + '.' + lang + '.' + scenario + '.pdf';
      chosen.append(el('p', null, words.here, ' ', el('a', { href: words.root + lang + '/roles/' + role + '/' + file }, file)));
    } else {
      const flags = names.slice(1).map(n => ' --' + n + ' ' + want[n]).join('');
      chosen.append(el('p', null, words.elsewhere), el('pre', { tabindex: '0' }, el('code', null, 'rolebook describe ' + role + flags + ' --format pdf -o ' + role + '.pdf')));
    }
    const told = document.querySelector('#tells tr[data-scenario="' + scenario + '"]').cells[1 + details.indexOf(detail)];
    chosen.append(el('p', null, el('a', { href: words.root + lang + '/roles/' + role + '/' + words.index + told.dataset.part }, words.part)));
  }

  // Documents of all languages are built together.
  function hasBuilt(role, scenario) {
    const column = [...document.querySelectorAll('#built thead th')].findIndex(h => h.dataset.scenario === scenario);
    return column > 0 && document.querySelector('#built tr[data-role="' + role + '"]').cells[column].querySelector('a') !== null;
  }

  // The frame may run nothing, and what it shows comes with a policy of its own.
  function preview(want) {
    const { role, ...rest } = want;
    const at = format => api + '/roles/' + role + '/documents?' + new URLSearchParams({ ...rest, format });
    const forms = [['HTML', 'html'], ['PDF', 'pdf'], ['Markdown', 'markdown'], ['JSON', 'json']];
    chosen.append(
      el('p', null, words.as, forms.map(([name, format]) => [' ', el('a', { href: at(format) }, name)])),
      el('iframe', { src: at('html'), title: words.preview.replace('{document}', status.textContent), sandbox: '', tabindex: '0' }));
  }

  function el(tag, attributes, ...children) {
    const e = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) e.setAttribute(key, value);
    e.append(...children.flat(2));
    return e;
  }
})();
