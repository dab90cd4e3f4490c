// The map of the organisation: choose a family or a role, or go to a role's box,
// and the rest steps back; for a role, the curves to its partners come up.
(() => {
  const map = document.querySelector('svg.map'), form = document.querySelector('#org-bar'), says = document.querySelector('.org-says');
  if (!map) return;
  const all = selector => [...map.querySelectorAll(selector)];
  const boxes = all('.box'), lanes = all('.lane'), arcs = all('.arc'), flows = all('.flows path');
  const nameOf = id => map.querySelector(`.box[data-role="${id}"]`).dataset.name;
  const set = (elements, on) => { for (const e of elements) e.classList.toggle('on', on(e)); };

  const show = (family, role) => {
    map.classList.toggle('chosen', Boolean(family || role));
    const near = new Set([role]), families = new Set([family]);
    for (const f of flows) {
      const [one, other] = f.dataset.roles.split(' ');
      f.classList.toggle('on', Boolean(role) && (one === role || other === role));
      if (f.classList.contains('on')) near.add(one).add(other);
    }
    if (family) for (const a of arcs) {
      const pair = a.dataset.families.split(' ');
      if (pair.includes(family)) for (const id of pair) families.add(id);
    }
    set(boxes, b => (role ? near.has(b.dataset.role) : families.has(b.dataset.family)));
    set(arcs, a => !role && a.dataset.families.split(' ').includes(family));
    set(lanes, l => families.has(l.dataset.family));
    for (const b of boxes) b.classList.toggle('me', role ? b.dataset.role === role : b.dataset.family === family);
    near.delete(role);
    return [...near];
  };
  const chosen = () => {
    const role = form.role?.value || '', family = form.family.value, near = show(family, role);
    says.textContent = role ? says.dataset.says.replace('{role}', nameOf(role)).replace('{partners}', near.map(nameOf).join(says.dataset.list)) : '';
  };

  form.addEventListener('input', e => {
    const other = e.target.name === 'role' ? form.family : form.role;
    if (other) other.value = '';
    chosen();
  });
  form.addEventListener('reset', () => setTimeout(chosen));
  for (const b of boxes) if (b.dataset.role) {
    for (const event of ['pointerenter', 'focus']) b.addEventListener(event, () => show('', b.dataset.role));
    for (const event of ['pointerleave', 'blur']) b.addEventListener(event, () => show(form.family.value, form.role.value));
  }
})();
