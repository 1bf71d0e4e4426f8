"use strict";

const { buildSync } = require("esbuild");
const Module = require("node:module");
const path = require("node:path");
const { buildOptions } = require("./build-options.cjs");
const { narrowImports } = require("./narrow-imports.cjs");

// The entry of the pack in this repository, named in package.json: it compiles the pack in memory, a few hundredths of a
// second, so that no build has to precede `pulumi up --policy-pack policies`, and no older build is run by mistake. The
// SDK's own compiler, which type-checks, is never asked. What is published is compiled (README.md).
narrowImports();
const entry = path.join(__dirname, "index.ts");
const { outputFiles } = buildSync({ ...buildOptions, entryPoints: [entry], write: false });
const pack = new Module(entry);
pack.filename = entry;
// @ts-expect-error Node resolves packages by this property, which its type declarations leave out.
pack.paths = Module._nodeModulePaths(__dirname);
// @ts-expect-error The same for the method by which Node itself compiles a module.
pack._compile(outputFiles[0].text, entry);
