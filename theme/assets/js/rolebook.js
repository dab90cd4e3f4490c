// Comforts: contents that follow the reader, search. Everything can be read and reached without them.
(() => {
  part();
  contents();
  search();

  // Shows of a role what a document would tell: ?show=overview.duties&tasks=brief
  function part() {
    const main = document.querySelector('main[data-role]'), asked = new URLSearchParams(location.search), show = asked.get('show')?.split('.');
    if (!main || !show) return;
    for (const s of main.querySelectorAll('.sec')) s.hidden = !show.includes(s.id);
    for (const a of document.querySelectorAll('.toc a')) a.parentElement.hidden = !show.includes(a.hash.slice(1));
    for (const a of document.querySelectorAll('.langs a')) a.search = location.search;
    main.dataset.tasks = asked.get('tasks');
    main.querySelector('.part').hidden = false;
  }

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

  // Loads the search when somebody asks for it: by its buttons, by the key / or
  // by an address with ?q=.
  function search() {
    const button = document.querySelector('[data-engine]');
    if (!button) return;
    let loaded;
    const open = async words => {
      loaded ??= new Promise((done, failed) => {
        document.head.append(Object.assign(document.createElement('script'), { src: button.dataset.engine, onload: done, onerror: failed }));
      });
      try { await loaded; } catch { loaded = null; return; }
      self.rolebookSearch.open(words);
    };
    const wanted = () => { try { return localStorage.getItem('rolebook-slash') !== 'off'; } catch { return true; } };
    for (const b of document.querySelectorAll('[data-engine], [data-find]')) b.addEventListener('click', () => open());
    addEventListener('keydown', e => {
      if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.target.closest?.('input, select, textarea, [contenteditable], dialog[open]') || !wanted()) return;
      e.preventDefault();
      open();
    });
    const words = new URLSearchParams(location.search).get('q');
    if (words) open(words);
  }
})();
