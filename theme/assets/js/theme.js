// Runs before the page is drawn, so that the chosen theme never flashes.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const key = 'rolebook-theme';
  const chosen = () => {
    const asked = new URLSearchParams(location.search).get('theme');
    try { return asked || localStorage.getItem(key) || 'auto'; } catch { return asked || 'auto'; }
  };
  const show = theme => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const b of document.querySelectorAll('[data-theme-set]')) b.setAttribute('aria-pressed', b.dataset.themeSet === theme);
  };
  show(chosen());
  addEventListener('DOMContentLoaded', () => {
    show(chosen());
    for (const b of document.querySelectorAll('[data-theme-set]')) b.addEventListener('click', () => {
      show(b.dataset.themeSet);
      try { localStorage.setItem(key, b.dataset.themeSet); } catch { /* private mode: this page only */ }
    });
  });
})();
