"use strict";

const { execFileSync } = require("node:child_process");
const { cpSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { buildSync } = require("esbuild");
const { buildOptions } = require("./build-options.cjs");

/** What is published as it is. */
const COPIED = ["PulumiPolicy.yaml", "README.md", "configuration", "narrow-imports.cjs"];

/** The published entry of the pack: the compiled one, where this repository compiles in memory. */
const MAIN = `"use strict";

require("./narrow-imports.cjs").narrowImports();
require("./index.js");
`;

/**
 * Writes the package that can be published or named in `--policy-pack` on a machine that has no compiler. By its path
 * it is a pack, which `main` starts; by its name, a library that starts nothing.
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
