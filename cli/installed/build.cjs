"use strict";

const path = require("node:path");
const { buildSync } = require("esbuild");

/** The rehearsal needs the sources of the local cloud, which the package doesn't have. */
const LEFT_OUT = ["./rehearsal-target.ts"];

/**
 * Writes the program `proofpix` into a folder, in one file; packages that it uses stay packages.
 * @param {string} directory
 * @returns {string[]} names of these packages
 */
function buildCommand(directory) {
  const { metafile } = buildSync({
    entryPoints: [path.join(__dirname, "main.ts")],
    outfile: path.join(directory, "proofpix.js"),
    banner: { js: "#!/usr/bin/env node" },
    bundle: true,
    packages: "external",
    external: LEFT_OUT,
    platform: "node",
    target: "node20",
    format: "cjs",
    metafile: true,
    logLevel: "error",
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const names = imports.flatMap(({ path: imported, external }) =>
    external === true ? (/^(?!node:|\.)(?:@[^/]+\/)?[^/]+/.exec(imported)?.[0] ?? []) : [],
  );
  return [...new Set(names)].sort();
}

module.exports = { buildCommand };

if (require.main === module) buildCommand(path.join(__dirname, "..", "..", "dist", "cli"));
