// Builds elements. Text only ever becomes text: there is no way to pass HTML.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element.
 * @param {string} tag
 * @param {Object} properties attributes; "on..." are listeners, "style" an object, false leaves out
 * @param {...*} children elements, texts, arrays of them; null and false are left out
 */
export function h(tag, properties = {}, ...children) {
  return build(document.createElement(tag), properties, children);
}

/** The same for SVG. */
export function svg(tag, properties = {}, ...children) {
  return build(document.createElementNS(SVG, tag), properties, children);
}

function build(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "style") {
      for (const [property, setting] of Object.entries(value)) {
        element.style.setProperty(property, setting);
      }
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A name from data: isolated, so that its direction of writing does not turn what is around. */
export function name(text) {
  return h("bdi", {}, text);
}

/** Replaces the children, and keeps the focus on the element with the same data-focus. */
export function replaceChildren(parent, ...children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (focused) {
    const again = [...parent.querySelectorAll("[data-focus]")].find((element) => element.dataset.focus === focused);
    again?.focus({ preventScroll: true });
  }
}

const PATHS = {
  up: "M6 1 L11.5 10.5 H0.5 Z",
  down: "M6 11 L0.5 1.5 H11.5 Z",
  dash: "M1 5 H11 V7 H1 Z",
  diamond: "M6 0.5 L11.5 6 L6 11.5 L0.5 6 Z",
  square: "M1 1 H11 V11 H1 Z",
  circle: "M6 0.6 A5.4 5.4 0 1 0 6 11.4 A5.4 5.4 0 1 0 6 0.6 Z",
};

/** A small filled shape, so that nothing is told by colour alone. */
export function shape(kind) {
  return svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, svg("path", { d: PATHS[kind] }));
}

/** A line icon. */
export function icon(...paths) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, paths.map((d) => svg("path", { d })));
}
