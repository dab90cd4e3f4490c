// On the page for what is not found: speaks the language of the address that
// was asked for, or else the reader's. The other languages stay as links.
(() => {
  const list = document.querySelector('[data-lost]');
  const items = [...list.children];
  const asked = location.pathname.split('/');
  const own = items.find(li => asked.includes(li.querySelector('a').getAttribute('href').split('/')[0]))
    ?? navigator.languages.map(l => items.find(li => li.lang.slice(0, 2) === l.slice(0, 2).toLowerCase())).find(Boolean);
  if (!own) return;
  document.documentElement.lang = own.lang;
  list.prepend(own);
  for (const li of items) li.querySelector('span').hidden = li !== own;
})();
