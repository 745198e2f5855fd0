// A figure as a file: what is seen, drawn again as one SVG whose styles travel with it.
const SVG = "http://www.w3.org/2000/svg";
const COPIED = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity",
  "stroke-linecap", "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight",
  "text-anchor",
];

export function saveFigure(kind, figure) {
  const name = figure.id || "figure";
  if (kind === "csv") return save(tableAsCsv(figure.querySelector("table")), "text/csv", `${name}.csv`);
  const drawn = draw(figure);
  if (kind === "svg") return save(textOf(drawn), "image/svg+xml", `${name}.svg`);
  return savePng(drawn, `${name}.png`);
}

function textOf(drawn) {
  return new XMLSerializer().serializeToString(drawn);
}

function save(content, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Spreadsheets open it with its accents; a cell never becomes a formula. */
function tableAsCsv(table) {
  const cell = (node) => {
    const text = node.textContent.trim().replace(/\s+/g, " ");
    const safe = /^[=+\-@＝＋－＠\t]/.test(text) && !/^-[\d\s.,]+$/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };
  const rows = [...(table?.rows ?? [])].map((row) => [...row.cells].map(cell).join(";"));
  return `\ufeff${rows.join("\r\n")}\r\n`;
}

function draw(figure) {
  const frame = figure.getBoundingClientRect();
  const bottom = figure.querySelector(".sources")?.getBoundingClientRect().top ?? frame.bottom;
  const drawn = document.createElementNS(SVG, "svg");
  const size = { width: Math.ceil(frame.width), height: Math.ceil(bottom - frame.top) };
  for (const [key, value] of Object.entries(size)) drawn.setAttribute(key, value);
  drawn.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  const ground = document.createElementNS(SVG, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(figure).backgroundColor);
  drawn.append(styled(document.querySelector("svg.defs defs")), ground);
  walk(figure, frame, drawn);
  return drawn;
}

function walk(node, frame, drawn) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) writeText(child, frame, drawn);
    else if (child.nodeName === "CANVAS") placeCanvas(child, frame, drawn);
    else if (child.nodeName === "svg") placeSvg(child, frame, drawn);
    else if (child.nodeType === Node.ELEMENT_NODE && !child.matches(".sr, .sources, details, button")) {
      walk(child, frame, drawn);
    }
  }
}

function placeSvg(source, frame, drawn) {
  const box = source.getBoundingClientRect();
  if (!box.width || source.classList.contains("i")) return;
  const copy = styled(source);
  copy.setAttribute("x", box.left - frame.left);
  copy.setAttribute("y", box.top - frame.top);
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  copy.setAttribute("overflow", "visible");
  drawn.append(copy);
}

function placeCanvas(source, frame, drawn) {
  const box = source.getBoundingClientRect();
  const copy = document.createElementNS(SVG, "image");
  copy.setAttribute("href", source.toDataURL("image/png"));
  for (const key of ["left", "top"]) copy.setAttribute(key === "left" ? "x" : "y", box[key] - frame[key]);
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  drawn.append(copy);
}

function writeText(node, frame, drawn) {
  const text = node.textContent.trim().replace(/\s+/g, " ");
  if (!text) return;
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  if (box.width < 2 || box.height < 2) return;
  const style = getComputedStyle(node.parentElement);
  const line = document.createElementNS(SVG, "text");
  line.textContent = text;
  line.setAttribute("x", box.left - frame.left);
  line.setAttribute("y", box.top - frame.top + parseFloat(style.fontSize));
  line.setAttribute("fill", style.color);
  for (const key of ["font-family", "font-size", "font-weight"]) {
    line.setAttribute(key, style.getPropertyValue(key));
  }
  drawn.append(line);
}

/** Copy an element with the look the style sheets give it. */
function styled(source) {
  const copy = source.cloneNode(true);
  const from = [source, ...source.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((node, index) => {
    const style = getComputedStyle(node);
    for (const key of COPIED) {
      const value = style.getPropertyValue(key);
      if (value) to[index].setAttribute(key, value.replace(/url\("[^"]*#/, 'url("#').replaceAll('"', ""));
    }
    to[index].removeAttribute("class");
  });
  return copy;
}

async function savePng(drawn, name) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(drawn))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = drawn.getAttribute("width") * 2;
  canvas.height = drawn.getAttribute("height") * 2;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save(blob, "image/png", name));
}
