// At the root of the site: goes to the reader's language. Whoever comes back
// from there wants to choose.
(() => {
  const list = document.querySelector('[data-choose]');
  if (performance.getEntriesByType('navigation')[0]?.type === 'back_forward') return;
  for (const wanted of navigator.languages || []) {
    const item = [...list.children].find(li => li.lang.slice(0, 2).toLowerCase() === wanted.slice(0, 2).toLowerCase());
    if (item) { location.replace(item.querySelector('a').href); return; }
  }
})();
