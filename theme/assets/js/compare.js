// Two roles side by side. What is said of a role lies in a script beside the
// page, which it shares with others and which is loaded when it is chosen: a
// page on a file share may run other files, but not read them. The choice is
// kept in the address: ?a=one&b=other&only=1.
(() => {
  const form = document.getElementById('against');
  const place = document.getElementById('comparison');
  const outcome = document.getElementById('outcome');
  const { words, actions, scopes, conditions, modules, facts: called, part } = JSON.parse(document.getElementById('compared').textContent);
  const roles = {}, parts = self.rolebookCompare = {};
  const loading = {};
  const [first, second, only, swap] = ['a', 'b', 'only'].map(n => form.elements[n]).concat(document.getElementById('swap'));

  restore();
  form.addEventListener('submit', e => e.preventDefault());
  form.addEventListener('change', () => { keep(); show(); });
  swap.addEventListener('click', () => {
    [first.value, second.value] = [second.value, first.value];
    keep();
    show();
  });
  addEventListener('popstate', restore);

  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const select of [first, second]) {
      select.value = asked.get(select.name) || '';
      if (select.selectedIndex < 0) select.value = '';
    }
    only.checked = asked.has('only');
    show();
  }

  function keep() {
    const asked = new URLSearchParams();
    for (const select of [first, second]) if (select.value) asked.set(select.name, select.value);
    if (only.checked) asked.set('only', '1');
    const query = String(asked);
    try { history.pushState(null, '', query ? '?' + query : location.pathname); } catch { /* some browsers refuse on a file share */ }
  }

  async function show() {
    for (const a of document.querySelectorAll('.langs a')) a.search = location.search;
    const [a, b] = [first.value, second.value];
    swap.disabled = !a && !b;
    if (!a || !b || a === b) {
      place.replaceChildren();
      outcome.textContent = a && a === b ? words.twice : words.start;
      return;
    }
    try { await Promise.all([load(a), load(b)]); } catch { outcome.textContent = words.failed; return; }
    if (a === first.value && b === second.value) draw(a, b);
  }

  // The roles are in the scripts in the order in which the page lists them.
  function load(id) {
    const n = Math.floor(([...first.options].findIndex(o => o.value === id) - 1) / part);
    return loading[n] ??= new Promise((done, failed) => {
      const script = Object.assign(document.createElement('script'), { src: n + '.js' });
      script.onload = () => { read(parts[n]); done(); };
      script.onerror = () => { delete loading[n]; failed(new Error(n)); };
      document.head.append(script);
    });
  }

  // Puts the texts in the place of their numbers.
  function read({ texts, roles: list }) {
    const text = n => n ? texts[n - 1] : '', pairs = ns => ns.flatMap((n, i) => i % 2 ? [] : [[text(n), text(ns[i + 1])]]);
    for (const [id, r] of Object.entries(list)) {
      roles[id] = {
        name: text(r.name), may: r.may,
        facts: r.facts.map((n, i) => [called[i], text(n)]),
        duties: (r.duties || []).map(([name, ...tasks]) => ({ name: text(name), tasks: tasks.map(text) })),
        kpis: (r.kpis || []).map(k => k.map(text)),
        needs: Object.fromEntries(Object.entries(r.needs).map(([kind, ns]) => [kind, pairs(ns)])),
        meets: Object.fromEntries(Object.entries(r.meets).map(([other, found]) =>
          [other, found.map(([finding, rule, name, severity, is, status, open]) => [finding, rule, text(name), severity, text(is), text(status), open])])),
      };
    }
  }

  // An element with children: nodes, strings, or pairs of a string and its language.
  function el(tag, attributes, ...children) {
    const e = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) if (value != null && value !== false) e.setAttribute(key, value);
    for (const c of children.flat()) if (c != null) e.append(c);
    return e;
  }
  const said = text => Array.isArray(text) ? el('span', { lang: text[1] }, text[0]) : text;
  const plain = text => Array.isArray(text) ? text[0] : text;

  let differ, compared;

  function draw(a, b) {
    const [x, y] = [roles[a], roles[b]];
    differ = compared = 0;
    place.classList.toggle('only', only.checked);
    place.replaceChildren(
      together(a, b, x, y),
      section('overview', words.fact, a, b, x, y, facts(x, y)),
      section('duties', words.duty, a, b, x, y, duties(x, y)),
      section('permissions', words.object, a, b, x, y, permissions(x, y)),
      section('requirements', words.requirement, a, b, x, y, requirements(x, y)),
      section('kpis', words.kpi, a, b, x, y, kpis(x, y)));
    outcome.textContent = differ ? words.summary.replace('{differ}', differ).replace('{of}', compared) : words.all_same;
    document.title = plain(x.name) + ' / ' + plain(y.name) + ' – ' + document.title.split(' – ').pop();
  }

  // What speaks against holding both.
  function together(a, b, x) {
    const met = x.meets[b] || [];
    if (!met.length) return el('p', { class: 'apart' }, words.apart);
    return el('div', { class: 'meets' }, el('h2', null, words.meets), el('ul', null, met.map(([id, rule, name, severity, is, status, open]) =>
      el('li', { class: severity }, el('span', { class: 'sev ' + severity + (open ? '' : ' hollow') }, is + ' ' + rule), ' ',
        el('a', { href: form.dataset.findings + '#finding-' + id }, said(name)), ' ', el('small', null, status)))));
  }

  function section(id, head, a, b, x, y, bodies) {
    const name = (role, key) => el('th', { scope: 'col' }, el('a', { href: form.dataset.roles.replace(/index\.html$/, '') + key + '/' + form.dataset.index + '#' + id }, said(role.name)));
    return el('section', { class: 'sec', id, 'aria-labelledby': 'h-' + id }, el('h2', { id: 'h-' + id }, words[id]),
      el('table', { class: 'ruled cmp' }, el('caption', { class: 'vh' }, words[id]),
        el('thead', null, el('tr', null, el('th', { scope: 'col' }, head), name(x, a), name(y, b))), bodies));
  }

  // A row: equal, different, or there on one side only. left and right are
  // cells; null where there is nothing.
  function row(name, left, right, equal) {
    compared++;
    const kind = equal ? 'same' : left == null || right == null ? 'one' : 'other';
    if (!equal) differ++;
    const cell = c => el('td', { class: c == null ? 'none' : null }, c == null ? words.none : c);
    return el('tr', { class: kind }, el('th', { scope: 'row' }, said(name), mark(kind)), cell(left), cell(right));
  }

  // The sign of a difference, and the word for it.
  function mark(kind) {
    const signs = { other: '≠', one: '◐', same: '=' };
    const text = { other: words.differs, one: words.only, same: words.same };
    return el('small', { class: 'mk' }, el('span', { 'aria-hidden': 'true' }, signs[kind] + ' '), text[kind]);
  }

  const same = (p, q) => JSON.stringify(p) === JSON.stringify(q);

  function facts(x, y) {
    return el('tbody', null, x.facts.map(([label, value], i) => {
      const other = y.facts[i][1];
      return row(label, value ? said(value) : null, other ? said(other) : null, same(value, other));
    }));
  }

  // Duties meet by their names; tasks are marked where the other has them not.
  function duties(x, y) {
    const tasks = (d, other) => el('ul', { class: 'tasks' }, d.tasks.map(t => {
      const fresh = other && !other.tasks.some(o => same(o, t));
      return el('li', { class: fresh ? 'new' : null }, fresh ? el('span', { class: 'plus', 'aria-hidden': 'true' }, '+ ') : null, said(t));
    }));
    return items(x.duties, y.duties, d => d.name, (d, other) => tasks(d, other), d => [el('b', null, said(d.name)), tasks(d)]);
  }

  function permissions(x, y) {
    return modules.map(m => {
      const rows = m.objects.filter(([id]) => x.may[id] || y.may[id]).map(([id, name]) => {
        const [p, q] = [x.may[id], y.may[id]];
        return row(name, may(p, q), may(q, p), same(p, q));
      });
      return rows.length ? el('tbody', null, el('tr', { class: 'mod' }, el('th', { scope: 'rowgroup', colspan: 3 }, said(m.name))), rows) : null;
    });
  }

  // What may be done to an object, action by action; what the other has not,
  // or not as far, has a sign.
  function may(list, other) {
    if (!list) return null;
    return el('ul', { class: 'may' }, list.map(entry => {
      const [action, ...ways] = entry;
      const there = (other || []).find(o => o[0] === action);
      const kind = !there ? 'plus' : same(there, entry) ? '' : 'unlike';
      const sign = { plus: '+ ', unlike: '≠ ' }[kind];
      return el('li', { class: kind || null }, sign ? el('span', { class: 'plus', 'aria-hidden': 'true' }, sign) : null,
        el('b', null, said(actions[action])), words.colon, ways.length ? ways.flatMap((w, i) => [i ? words.or : null, way(w)]) : el('span', { class: 'no' }, words.denied));
    }));
  }

  function way([scope, ...when]) {
    if (!when.length) return said(scopes[scope]);
    return words.when.replace('{scope}', () => plain(scopes[scope])).replace('{when}', () => when.map(c => plain(conditions[c])).join(words.list));
  }

  function kpis(x, y) {
    const aim = k => el('span', null, el('b', null, said(k[1])), k[2] ? ' ' + k[2] : null);
    return items(x.kpis, y.kpis, k => k[0], aim, k => [said(k[0]), words.colon, aim(k)]);
  }

  function requirements(x, y) {
    return ['education', 'experience', 'skills', 'certifications', 'qualities'].map(kind => {
      const body = items(x.needs[kind], y.needs[kind], n => n[0], n => n[1] || '✓', n => [said(n[0]), n[1] ? el('small', null, ' ' + n[1]) : null]);
      if (body.children.length) body.prepend(el('tr', { class: 'mod' }, el('th', { scope: 'rowgroup', colspan: 3 }, words[kind])));
      return body.children.length ? body : null;
    });
  }

  // Two lists: a row for each item that both have, by its name, and a last one
  // for those that only one has.
  function items(left, right, name, cell, alone) {
    const rest = new Map((right || []).map(r => [plain(name(r)), r]));
    const body = el('tbody'), lone = [];
    for (const l of left || []) {
      const r = rest.get(plain(name(l)));
      if (!r) { lone.push(l); continue; }
      rest.delete(plain(name(l)));
      body.append(row(name(l), cell(l, r), cell(r, l), same(l, r)));
    }
    const list = of => of.length ? el('ul', { class: 'alone' }, of.map(i => el('li', null, alone(i)))) : words.none;
    const others = [...rest.values()];
    if (lone.length + others.length) {
      compared += lone.length + others.length;
      differ += lone.length + others.length;
      body.append(el('tr', { class: 'one' }, el('th', { scope: 'row' }, mark('one')), el('td', null, list(lone)), el('td', null, list(others))));
    }
    return body;
  }
})();
