"use strict";

const path = require("node:path");
const { buildSync } = require("esbuild");

/** Deploying into the rehearsal of a checkout needs sources that the package doesn't have. */
const LEFT_OUT = ["./rehearsal-target.ts"];

/**
 * Writes the programs of the package into its `dist`, each in one file: `proofpix`, and the local cloud that it starts.
 * Packages that they use stay packages.
 * @param {string} directory
 * @returns {string[]} names of these packages
 */
function buildPrograms(directory) {
  const packages = [
    ...bundle("main.ts", path.join(directory, "cli", "proofpix.js")),
    ...bundle("local-cloud.ts", path.join(directory, "localcloud", "main.cjs")),
  ];
  return [...new Set(packages)].sort();
}

/**
 * @param {string} entry a file of this folder
 * @param {string} outfile
 * @returns {string[]} names of packages
 */
function bundle(entry, outfile) {
  const { metafile } = buildSync({
    entryPoints: [path.join(__dirname, entry)],
    outfile,
    banner: { js: "#!/usr/bin/env node" },
    bundle: true,
    packages: "external",
    external: LEFT_OUT,
    platform: "node",
    target: "node20",
    format: "cjs",
    supported: { "dynamic-import": false },
    metafile: true,
    logLevel: "error",
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return imports.flatMap(({ path: imported, external }) =>
    external === true ? (/^(?!node:|\.)(?:@[^/]+\/)?[^/]+/.exec(imported)?.[0] ?? []) : [],
  );
}

module.exports = { buildPrograms };

if (require.main === module) buildPrograms(path.join(__dirname, "..", "..", "dist"));
