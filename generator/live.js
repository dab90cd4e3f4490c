// Loaded by every page of a preview. Shows what is wrong with the catalog, and
// loads the page again when there is a new one.
(() => {
  const version = Number(document.currentScript.dataset.version);
  let box;

  const show = (problems) => {
    if (!problems) {
      box?.remove();
      box = undefined;
      return;
    }
    if (!box) {
      box = document.createElement("pre");
      box.setAttribute("role", "alert");
      box.tabIndex = 0;
      Object.assign(box.style, {
        position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", margin: "0", padding: "1rem",
        background: "#1c1c1c", color: "#f5f5f5", borderTop: "4px solid #d33", font: "14px/1.5 monospace",
        whiteSpace: "pre", zIndex: "2147483647",
      });
      document.body.append(box);
    }
    box.textContent = problems;
  };

  new EventSource("/~rolebook/events").onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (state.version !== version) {
      location.reload();
    } else if (version > 0) {
      show(state.problems);
    } else if (document.querySelector("pre").textContent !== state.problems) {
      location.reload();
    }
  };
})();
