// Loaded by every page of a preview. Loads the page again when there is a newer
// one, and shows over it what is wrong with the catalog.
(() => {
  const { of, number } = document.currentScript.dataset;
  const own = of === "reads" || of === "told"; // such a page shows what is wrong by itself
  let box, shown, source;

  const css = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647 }
    section { box-sizing: border-box; max-height: 60vh; overflow: auto; padding: 1rem clamp(1rem, 4vw, 3rem);
      background: #1b1d20; color: #f3f1ec; border-top: 4px solid #f2897f; font: 15px/1.55 system-ui, sans-serif }
    .head { display: flex; gap: 1rem; align-items: start; justify-content: space-between }
    h2 { margin: 0; font-size: 1.1rem } p { margin: .15rem 0; overflow-wrap: anywhere; white-space: pre-wrap }
    .kept, .help { color: #c9c6bf } ol { list-style: none; margin: .75rem 0 0; padding: 0 }
    li { margin: .75rem 0; padding-left: .75rem; border-left: 3px solid #f2897f }
    a, code { font: 14px/1.55 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere }
    a { color: #a9cdf2 } code { color: #f6d98b; white-space: pre-wrap }
    button { font: inherit; color: inherit; background: none; border: 1px solid #8b8f94; border-radius: 4px; min-width: 44px; padding: .2rem .7rem; cursor: pointer }
    a:focus-visible, button:focus-visible, section:focus-visible { outline: 2px solid #a9cdf2; outline-offset: 2px }
    @media print { :host { display: none } }`;

  const make = (name, text, className = "") => {
    const e = document.createElement(name);
    e.textContent = text;
    e.className = className;
    return e;
  };

  const item = (p) => {
    const li = document.createElement("li");
    const place = make(p.link ? "a" : "p", p.place);
    if (p.link) place.href = p.link;
    li.append(place, make("p", p.message));
    if (p.line) li.append(make("code", p.line));
    li.append(...p.help.map((h) => make("p", h, "help")));
    return li;
  };

  const content = (trouble) => {
    const section = document.createElement("section");
    section.setAttribute("role", "alert");
    section.tabIndex = 0;
    const head = make("div", "", "head");
    const hide = make("button", trouble.hide);
    hide.type = "button";
    hide.onclick = () => {
      box.remove(); // until there is other news
    };
    head.append(make("h2", trouble.title), hide);
    section.append(head);
    if (trouble.kept) section.append(make("p", trouble.kept, "kept"));
    if (trouble.reason) section.append(make("p", trouble.reason));
    const list = document.createElement("ol");
    list.append(...(trouble.problems ?? []).map(item));
    section.append(list);
    if (trouble.more) section.append(make("p", trouble.more));
    return section;
  };

  const show = (trouble) => {
    const now = JSON.stringify(trouble);
    if (now === shown) return;
    shown = now;
    box?.remove();
    box = undefined;
    if (!trouble || own) return;
    box = document.createElement("div");
    box.id = "rolebook-live";
    const shadow = box.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(content(trouble));
    document.body.append(box);
  };

  const told = (event) => {
    const news = JSON.parse(event.data);
    if (news[of] !== Number(number)) {
      source.close();
      location.reload();
    } else {
      show(news.trouble);
    }
  };

  // A browser has few connections for one server: pages in the background give
  // theirs back.
  const follow = () => {
    source?.close();
    if (document.visibilityState === "hidden") return;
    source = new EventSource("/~rolebook/events?lang=" + encodeURIComponent(document.documentElement.lang));
    source.onmessage = told;
  };
  document.addEventListener("visibilitychange", follow);
  follow();
})();
