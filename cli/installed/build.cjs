"use strict";

const path = require("node:path");
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { buildSync } = require("esbuild");
const ts = require("typescript");

/** Deploying into the rehearsal of a checkout needs sources that the package doesn't have. */
const LEFT_OUT = ["./rehearsal-target.ts"];

/**
 * Writes the programs of the package into its `dist`, each in one file: `proofpix`, the local cloud that it starts, and
 * the rehearsal for programs of users, with its types. Packages that they use stay packages.
 * @param {string} directory
 * @returns {string[]} names of these packages
 */
function buildPrograms(directory) {
  const program = { banner: { js: "#!/usr/bin/env node" } };
  const packages = [
    ...bundle("main.ts", path.join(directory, "cli", "proofpix.js"), program),
    ...bundle("local-cloud.ts", path.join(directory, "localcloud", "main.cjs"), program),
    ...bundle("rehearsal.ts", path.join(directory, "cli", "rehearsal.js")),
  ];
  declare("rehearsal.ts", path.join(directory, "cli", "rehearsal.d.ts"));
  return [...new Set(packages)].sort();
}

/**
 * @param {string} entry a file of this folder
 * @param {string} outfile
 * @param {{ banner?: { js: string } }} options
 * @returns {string[]} names of packages
 */
function bundle(entry, outfile, options = {}) {
  const { metafile } = buildSync({
    entryPoints: [path.join(__dirname, entry)],
    outfile,
    ...options,
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

/**
 * Writes the declarations of an entry, whose public types name nothing of other files.
 * @param {string} entry a file of this folder
 * @param {string} outfile
 */
function declare(entry, outfile) {
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(path.join(__dirname, entry), "utf8"), {
    fileName: entry,
    reportDiagnostics: true,
    compilerOptions: { strict: true, target: ts.ScriptTarget.ES2022 },
  });
  const problems = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  if (problems.length > 0) throw new Error(`${entry} can't be declared by itself: ${problems.join("; ")}`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  writeFileSync(outfile, outputText);
}

module.exports = { buildPrograms };

if (require.main === module) buildPrograms(path.join(__dirname, "..", "..", "dist"));
