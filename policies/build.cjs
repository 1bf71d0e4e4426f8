"use strict";

const { execFileSync } = require("node:child_process");
const { cpSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { buildSync } = require("esbuild");
const { buildOptions } = require("./build-options.cjs");

/** Files that are published unchanged. */
const COPIED = ["PulumiPolicy.yaml", "README.md", "configuration", "narrow-imports.cjs"];

/** The entry of the published pack. There it loads the compiled pack; here `main.cjs` compiles it in memory. */
const MAIN = `"use strict";

require("./narrow-imports.cjs").narrowImports();
require("./index.js");
`;

/**
 * Writes the package that people can publish, or name in `--policy-pack` on a machine without a compiler. The engine,
 * which takes it by its path, starts it as a pack. Whoever imports it by its name gets a library that starts nothing.
 *
 * @param {string} directory
 */
function buildPackage(directory) {
  mkdirSync(directory, { recursive: true });
  for (const name of COPIED) {
    cpSync(path.join(__dirname, name), path.join(directory, name), { recursive: true, filter: isPublished });
  }
  const entryPoints = ["index.ts", "library.ts"].map((name) => path.join(__dirname, name));
  buildSync({ ...buildOptions, entryPoints, outdir: directory, sourcemap: false });
  writeFileSync(path.join(directory, "main.cjs"), MAIN);
  writeFileSync(path.join(directory, "package.json"), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
}

/** @param {string} source */
function isPublished(source) {
  return !source.endsWith(".ts");
}

function publishedManifest() {
  return {
    ...JSON.parse(readFileSync(path.join(__dirname, "package.json"), "utf8")),
    exports: {
      ".": { types: "./types/policies/library.d.ts", default: "./library.js" },
      "./configuration/*": "./configuration/*",
      "./package.json": "./package.json",
    },
  };
}

/** @param {string} directory */
function buildTypes(directory) {
  const compiler = require.resolve("typescript/bin/tsc");
  const project = path.join(__dirname, "tsconfig.types.json");
  const output = path.join(directory, "types");
  execFileSync(process.execPath, [compiler, "--project", project, "--outDir", output], { stdio: "inherit" });
}

module.exports = { buildPackage };

if (require.main === module) {
  const directory = path.join(__dirname, "dist");
  buildPackage(directory);
  buildTypes(directory);
}
