// Reads values off the forecast charts under the pointer. Written without "less than" and
// "ampersand", so that the page stays well-formed XML.
document.querySelectorAll("g.readout").forEach(group => {
  const chart = group.ownerSVGElement;
  const scale = name => Number(group.dataset[name]);
  const width = scale("right") - scale("left");
  const last = Math.max(1, scale("slots") - 1);
  const valuesOf = selector => {
    const path = chart.querySelector(selector);
    const values = new Map();
    for (const point of (path ? path.getAttribute("d") : "").matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
      const slot = Math.round((Number(point[1]) - scale("left")) / width * last);
      const share = (scale("bottom") - Number(point[2])) / (scale("bottom") - scale("top"));
      values.set(slot, scale("low") + share * (scale("high") - scale("low")));
    }
    return values;
  };
  const actual = valuesOf(".curve.actual");
  const forecast = valuesOf(".curve.m-model");
  const create = (tag, style) => {
    const element = document.createElementNS(chart.namespaceURI, tag);
    element.setAttribute("class", style);
    group.appendChild(element);
    return element;
  };
  const line = create("line", "pointer");
  const label = create("text", "value");
  label.setAttribute("text-anchor", "end");
  label.setAttribute("x", scale("right"));
  label.setAttribute("y", 14);
  line.setAttribute("y1", scale("top"));
  line.setAttribute("y2", scale("bottom"));
  const show = visible => { group.style.display = visible ? "" : "none"; };
  const text = value => value === undefined ? "–" : value.toFixed(1);
  show(false);
  chart.addEventListener("pointerleave", () => show(false));
  chart.addEventListener("pointermove", event => {
    const at = new DOMPoint(event.clientX, event.clientY)
        .matrixTransform(chart.getScreenCTM().inverse());
    const share = Math.max(0, Math.min(1, (at.x - scale("left")) / width));
    const slot = Math.round(share * last);
    const x = scale("left") + slot / last * width;
    const time = new Date(scale("start") + slot * 300000).toISOString();
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    label.textContent = time.slice(5, 10) + " " + time.slice(11, 16)
        + "  actual " + text(actual.get(slot)) + "  forecast " + text(forecast.get(slot));
    show(true);
  });
});
