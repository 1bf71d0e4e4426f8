"use strict";

/**
 * How the pack is compiled, in memory and for publishing: one file, packages apart.
 * @satisfies {import("esbuild").BuildOptions}
 */
const buildOptions = /** @type {const} */ ({
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "cjs",
  sourcemap: "inline",
  sourcesContent: false,
  logLevel: "warning",
});

module.exports = { buildOptions };
