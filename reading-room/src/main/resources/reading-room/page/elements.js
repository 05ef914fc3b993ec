// Elements made in code; text is always text.

export const byId = (id) => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function button(className, onClick, ...children) {
  const made = element("button", { type: "button", className }, ...children);
  made.addEventListener("click", onClick);
  return made;
}

export function image(src, alt, className) {
  return element("img", { src, alt, className, loading: "lazy", decoding: "async" });
}

export function list(className, texts) {
  return element("ul", { className }, ...texts.map((text) => element("li", {}, text)));
}

/** A definition list of [name, value] pairs; those without a value are left out. */
export function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return element("dl", { className: "facts" },
    ...known.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, String(value))]));
}

/** A bar from 0 to 1 with the decision threshold marked. */
export function probabilityBar(probability, threshold, finding) {
  const fill = element("span", { className: "fill" });
  const mark = element("span", { className: "mark" });
  fill.style.setProperty("--at", probability * 100 + "%");
  mark.style.setProperty("--at", threshold * 100 + "%");
  const bar = element("span", { className: "bar " + finding }, fill, mark);
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label",
    `probability ${probability.toFixed(2)}, threshold ${threshold.toFixed(2)}`);
  return bar;
}
