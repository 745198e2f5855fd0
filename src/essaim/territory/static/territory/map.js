// The map of providers: borders drawn once, marks gathered by the server for each screen.
// Everything it shows is in the table beside it.
const SVG = "http://www.w3.org/2000/svg";
const WORLD = 1e6; // side of the square map, in units of the drawing
const TILE = 256;
const LEAST = 4, MOST = 12, PAD = 0.25;

function project(lon, lat) {
  const kept = (Math.max(-85, Math.min(85, lat)) * Math.PI) / 180;
  const y = 0.5 - Math.asinh(Math.tan(kept)) / (2 * Math.PI);
  return [(lon / 360 + 0.5) * WORLD, y * WORLD];
}

function unproject(x, y) {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD)));
  return [(x / WORLD - 0.5) * 360, (lat * 180) / Math.PI];
}

function draw(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

/** A ring is written as differences of thousandths of a degree. */
function ringPath(ring) {
  let lon = 0, lat = 0, path = "";
  for (let place = 0; place < ring.length; place += 2) {
    lon += ring[place] / 1000;
    lat += ring[place + 1] / 1000;
    const [x, y] = project(lon, lat);
    path += `${path ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return `${path}Z`;
}

function hexagon(radius) {
  const points = [0, 1, 2, 3, 4, 5].map((side) => {
    const angle = Math.PI / 6 + (side * Math.PI) / 3;
    return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}

class ProviderMap extends HTMLElement {
  async connectedCallback() {
    this.zoom = LEAST;
    [this.x, this.y] = project(2.5, 46.6);
    try {
      const [borders, marks] = await Promise.all([this.fetched(this.dataset.borders), this.fetched(this.dataset.marks)]);
      this.build(borders);
      this.fit(marks.extent);
      await this.refresh();
    } catch {
      this.replaceChildren(Object.assign(document.createElement("p"), { textContent: this.dataset.failed }));
    }
  }

  async fetched(address) {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  build(borders) {
    this.replaceChildren();
    this.svg = draw("svg", { role: "group", tabindex: 0, "aria-label": this.dataset.name }, this);
    const layer = draw("g", { "aria-hidden": "true" }, this.svg);
    for (const area of borders.departments) draw("path", { class: "border", d: area.rings.map(ringPath).join("") }, layer);
    this.marks = draw("g", {}, this.svg);
    const tools = Object.assign(document.createElement("div"), { className: "tools" });
    tools.append(this.tool("+", this.dataset.in, () => this.step(1)), this.tool("−", this.dataset.out, () => this.step(-1)));
    tools.append(this.tool(this.dataset.all, "", () => this.fit(this.extent) || this.refresh()));
    this.said = Object.assign(document.createElement("p"), { className: "sr" });
    this.said.setAttribute("role", "status");
    this.append(tools, this.said);
    this.listen();
    new ResizeObserver(() => this.place()).observe(this);
  }

  tool(text, name, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: text });
    if (name) button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    return button;
  }

  listen() {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    this.svg.addEventListener("keydown", (event) => {
      const [right, down] = moves[event.key] ?? [0, 0];
      if (right || down) this.move((right * this.width) / 4 / this.scale, (down * this.height) / 4 / this.scale);
      else if (event.key === "+" || event.key === "=") this.step(1);
      else if (event.key === "-") this.step(-1);
      else return;
      event.preventDefault();
      this.refresh();
    });
    this.svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the page keeps its own scrolling
      event.preventDefault();
      this.step(event.deltaY < 0 ? 1 : -1);
    }, { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
  }

  drag(start) {
    if (start.target.closest(".mark")) return;
    let [x, y] = [start.clientX, start.clientY];
    const follow = (event) => {
      this.classList.add("moving");
      this.move((x - event.clientX) / this.scale, (y - event.clientY) / this.scale);
      [x, y] = [event.clientX, event.clientY];
    };
    const stop = () => {
      this.classList.remove("moving");
      this.svg.removeEventListener("pointermove", follow);
      this.refresh();
    };
    this.svg.setPointerCapture(start.pointerId);
    this.svg.addEventListener("pointermove", follow);
    this.svg.addEventListener("pointerup", stop, { once: true });
    this.svg.addEventListener("pointercancel", stop, { once: true });
  }

  get scale() { return (TILE * 2 ** this.zoom) / WORLD; }

  move(right, down) {
    this.x += right;
    this.y += down;
    this.place();
  }

  step(by) {
    this.zoom = Math.max(LEAST, Math.min(MOST, this.zoom + by));
    this.refresh();
  }

  /** Show the whole of an extent: west, south, east, north. */
  fit(extent) {
    this.extent = extent;
    if (!extent?.length) return;
    this.measure();
    const [left, bottom] = project(extent[0], extent[1]);
    const [right, top] = project(extent[2], extent[3]);
    [this.x, this.y] = [(left + right) / 2, (top + bottom) / 2];
    const wide = (this.width * (1 - PAD) * WORLD) / TILE / Math.max(right - left, 1);
    const high = (this.height * (1 - PAD) * WORLD) / TILE / Math.max(bottom - top, 1);
    this.zoom = Math.max(LEAST, Math.min(9, Math.floor(Math.log2(Math.min(wide, high)))));
  }

  measure() {
    this.width = this.clientWidth || 320;
    this.height = Math.max(320, Math.min(620, this.width * 0.66));
  }

  place() {
    this.measure();
    const [w, h] = [this.width / this.scale, this.height / this.scale];
    this.svg.setAttribute("viewBox", [this.x - w / 2, this.y - h / 2, w, h].join(" "));
    this.svg.setAttribute("height", this.height);
  }

  async refresh() {
    this.place();
    const [w, h] = [this.width / this.scale, this.height / this.scale];
    const [west, north] = unproject(this.x - w, this.y - h);
    const [east, south] = unproject(this.x + w, this.y + h);
    const address = new URL(this.dataset.marks, location.href);
    address.searchParams.set("zoom", this.zoom);
    address.searchParams.set("box", [west, south, east, north].join(","));
    const asked = (this.asked = Symbol(""));
    const found = await this.fetched(address);
    if (asked === this.asked) this.show(found);
  }

  show(found) {
    const held = this.marks.contains(document.activeElement);
    this.marks.replaceChildren(...found.features.map((each) => this.mark(each)));
    if (held) this.svg.focus();
    const total = found.features.reduce((sum, each) => sum + each.properties.count, 0);
    this.said.textContent = this.dataset.said.replace("[n]", total).replace("[g]", found.features.length);
  }

  mark({ geometry, properties }) {
    const [x, y] = project(...geometry.coordinates);
    const alone = Boolean(properties.code);
    const words = alone ? (properties.count === 1 ? "one" : "many") : "group";
    const name = this.dataset[words].replace("[n]", properties.count).replace("[c]", properties.communes).replace("[p]", properties.name);
    const element = draw(alone ? "a" : "g", { class: `mark ${words}`, "aria-label": name, transform: `translate(${x} ${y}) scale(${1 / this.scale})` });
    draw("title", {}, element).textContent = name;
    draw("path", { d: hexagon(Math.min(34, 13 + 4 * Math.log2(properties.count))) }, element);
    draw("text", {}, element).textContent = properties.count;
    if (alone) element.setAttribute("href", this.listOf(properties.code));
    else this.opens(element, properties.box);
    return element;
  }

  listOf(code) {
    const address = new URL(this.dataset.list, location.href);
    address.searchParams.set("commune", code);
    return address.pathname + address.search;
  }

  opens(element, [west, south, east, north]) {
    const open = () => {
      const before = [this.zoom, this.extent];
      this.fit([west, south, east, north]);
      this.zoom = Math.max(this.zoom, before[0] + 1);
      this.extent = before[1];
      this.refresh();
    };
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", 0);
    element.addEventListener("click", open);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      open();
    });
  }
}

customElements.define("provider-map", ProviderMap);
