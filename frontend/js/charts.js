// The pictures too rich for the server. Each one enhances a table that is already on the page.
import * as echarts from "echarts/core";
import {
  BarChart, GraphChart, HeatmapChart, LineChart, MapChart, RadarChart, SankeyChart, ScatterChart,
  TreeChart,
} from "echarts/charts";
import {
  GeoComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent,
} from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([
  BarChart, GraphChart, HeatmapChart, LineChart, MapChart, RadarChart, SankeyChart, ScatterChart,
  TreeChart, GeoComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent,
  CanvasRenderer,
]);

const TOKENS = ["ink", "ink-soft", "line", "surface", "raised", "honey", "sage", "clay", "lake", "plum"];

/** Read the colours of the page as they are now, light or dark. */
function palette(element) {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  };
  const colours = Object.fromEntries(TOKENS.map(read));
  probe.remove();
  return colours;
}

/** Replace "@honey" by the colour of that name, anywhere in an option. */
function painted(value, colours) {
  if (typeof value === "string" && value.startsWith("@")) return colours[value.slice(1)] ?? value;
  if (Array.isArray(value)) return value.map((one) => painted(one, colours));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, painted(one, colours)]));
}

/**
 * <data-chart aria-label="La phrase qui dit ce qu’il faut voir" data-option="{…}"></data-chart>
 * The option of ECharts may come from `data-url` instead, the ground of a map from `data-map`.
 * Colours are names of tokens ("@honey"). A click on a point whose data has `url` opens it.
 */
class DataChart extends HTMLElement {
  async connectedCallback() {
    this.setAttribute("role", "img");
    const { option, url } = this.dataset;
    this.option = option ? JSON.parse(option) : await this.fetched(url);
    if (this.dataset.map) echarts.registerMap("ground", await this.fetched(this.dataset.map));
    this.place = document.createElement("div");
    this.append(this.place);
    this.chart = echarts.init(this.place);
    this.chart.on("click", ({ data }) => data?.url && location.assign(data.url));
    new ResizeObserver(() => this.chart.resize()).observe(this);
    this.watch = new MutationObserver(() => this.paint());
    this.watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
    this.paint();
  }

  async fetched(url) {
    return (await fetch(url, { headers: { Accept: "application/json" } })).json();
  }

  paint() {
    const colours = palette(this);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const option = painted(this.option, colours);
    const readable = (axis) => axis && { ...axis, axisLabel: { color: colours["ink-soft"], fontSize: 14, ...axis.axisLabel } };
    this.chart.setOption(
      {
        animation: !still,
        textStyle: { fontFamily: getComputedStyle(this).fontFamily, fontSize: 14, color: colours.ink },
        color: [colours.honey, colours.lake, colours.sage, colours.plum, colours.clay],
        ...option,
        xAxis: readable(option.xAxis),
        yAxis: readable(option.yAxis),
        tooltip: { ...option.tooltip, renderMode: "richText", confine: true, backgroundColor: colours.raised, textStyle: { color: colours.ink } },
      },
      true,
    );
    this.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  }

  disconnectedCallback() {
    this.watch?.disconnect();
    this.chart?.dispose();
  }
}
customElements.define("data-chart", DataChart);
