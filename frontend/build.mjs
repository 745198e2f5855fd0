// Bundles the browser's files; called by hatch_build.py with the node of the build's wheel.
import { build } from "esbuild";

await build({
  entryPoints: {
    core: "frontend/js/core.js",
    simple: "frontend/js/simple.js",
    room: "frontend/js/room.js",
    charts: "frontend/js/charts.js",
    sorting: "frontend/js/sorting.js",
    style: "frontend/css/core.css",
  },
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"],
  legalComments: "eof",
  logLevel: "warning",
});
