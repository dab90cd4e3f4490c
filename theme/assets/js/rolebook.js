// Comforts: contents that follow the reader, search, the choice of language.
// Everything can be read and reached without them.
(() => {
  contents();
  search();
  choose();

  // Marks the section that the reader is in.
  function contents() {
    const links = new Map([...document.querySelectorAll('.toc a')].map(a => [a.hash.slice(1), a]));
    if (!links.size) return;
    const mark = id => {
      for (const [key, a] of links) if (key === id) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current');
    };
    const seen = new IntersectionObserver(entries => {
      const e = entries.filter(e => e.isIntersecting).pop();
      if (e) mark(e.target.id);
    }, { rootMargin: '-20% 0px -70%' });
    for (const id of links.keys()) { const s = document.getElementById(id); if (s) seen.observe(s); }
  }

  // Filters the directory while the reader types, and lists what else is found.
  function search() {
    const form = document.querySelector('.find');
    if (!form) return;
    const input = form.querySelector('input'), hits = document.querySelector('#hits'), tally = document.querySelector('#tally');
    const fold = s => s.normalize('NFKC').toLowerCase();
    const counts = [...tally.childNodes];
    const bodies = [...document.querySelectorAll('.dir tbody')].map(body => ({
      body, head: body.querySelector('.fam'),
      rows: [...body.rows].map(row => ({ row, text: fold(row.textContent + ' ' + row.dataset.find) })),
    }));
    const all = bodies.reduce((n, b) => n + b.rows.length, 0);
    let entries = null, asked = false;

    // A small index stands in the page, a large one beside it.
    const load = async () => {
      if (asked) return;
      asked = true;
      const here = document.querySelector('#index');
      try {
        const list = here ? JSON.parse(here.textContent) : await (await fetch(form.dataset.index)).json();
        entries = list.map(e => ({ ...e, text: fold([e.name, e.in, e.more].join(' ')) }));
        find();
      } catch { /* on a file share: the directory can still be filtered */ }
    };

    const find = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      const fits = text => words.every(w => text.includes(w));
      let found = 0;
      for (const { body, head, rows } of bodies) {
        const shown = rows.filter(r => !(r.row.hidden = !fits(r.text)));
        body.hidden = !shown.length;
        if (shown.length && head) { head.rowSpan = shown.length; shown[0].row.prepend(head); }
        found += shown.length;
      }
      document.querySelector('.dir').hidden = !found;
      const others = words.length ? (entries || []).filter(e => e.kind !== 'role' && fits(e.text)) : [];
      list(others);
      if (words.length && !found && !others.length) { tally.textContent = form.dataset.none; return; }
      if (words.length) tally.textContent = form.dataset.tally.replace('{found}', found).replace('{all}', all);
      else tally.replaceChildren(...counts);
    };

    const most = 60;
    const list = found => {
      hits.hidden = !found.length;
      hits.replaceChildren(...found.slice(0, most).map(e => {
        const item = document.createElement('li'), link = document.createElement('a'), about = document.createElement('small');
        link.textContent = e.name;
        link.href = document.querySelector('link[rel="canonical"]') ? e.url : e.url.replace(/\/(#|$)/, '/index.html$1');
        about.textContent = [form.getAttribute('data-kind-' + e.kind), e.in].filter(Boolean).join(' / ');
        item.append(link, about);
        return item;
      }));
    };

    input.addEventListener('focus', load);
    input.addEventListener('input', () => { load(); find(); });
    form.addEventListener('submit', e => { e.preventDefault(); find(); });
    addEventListener('keydown', e => {
      if (e.key === '/' && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) { e.preventDefault(); input.focus(); }
    });
    const q = new URLSearchParams(location.search).get('q');
    if (q) { input.value = q; load(); find(); }
  }

  // At the root of the site: goes to the reader's language. Whoever comes back
  // from there wants to choose.
  function choose() {
    const list = document.querySelector('[data-choose]');
    if (!list || performance.getEntriesByType('navigation')[0]?.type === 'back_forward') return;
    for (const wanted of navigator.languages || []) {
      const item = [...list.children].find(li => li.lang.slice(0, 2).toLowerCase() === wanted.slice(0, 2).toLowerCase());
      if (item) { location.replace(item.querySelector('a').href); return; }
    }
  }
})();
