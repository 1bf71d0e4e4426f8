"use strict";

const { buildSync, formatMessagesSync } = require("esbuild");
const Module = require("node:module");
const path = require("node:path");
const { mapStackTracesOf } = require("./stack-traces.cjs");

/**
 * Exports of a TypeScript file, compiled with all that it imports from this project in one step of esbuild, a tenth of
 * a second, without a type check: that belongs to `npm test`. Packages are loaded from node_modules as usual, and
 * stack traces name the TypeScript files.
 *
 * Inside the loaded code `__dirname` is the entry's folder, whatever file it stands in.
 *
 * @param {string} entry absolute path of the TypeScript file
 * @returns {any} what the file exports; its types are those of the file
 * @throws {Error} with esbuild's messages, and no frames, for files that can't be compiled
 */
function loadTypeScript(entry) {
  const { code, map } = bundle(entry);
  const module = new Module(entry);
  module.filename = entry;
  // @ts-expect-error Node resolves packages by this property, which its type declarations leave out.
  module.paths = Module._nodeModulePaths(path.dirname(entry));
  mapStackTracesOf(entry, map);
  // @ts-expect-error The same for the method by which Node itself compiles a module.
  module._compile(code, entry);
  return module.exports;
}

/**
 * @param {string} entry
 * @returns {{ code: string, map: string }}
 */
function bundle(entry) {
  const { outputFiles } = build({
    entryPoints: [entry],
    outfile: `${entry}.js`,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "external",
    sourcesContent: false,
    write: false,
    logLevel: "silent",
  });
  const [map, code] = ["js.map", "js"].map((ending) => outputFiles.find((file) => file.path === `${entry}.${ending}`));
  if (map === undefined || code === undefined) throw new Error(`esbuild gave no output for ${entry}`);
  return { code: code.text, map: map.text };
}

/**
 * @param {import("esbuild").BuildOptions & { write: false }} options
 */
function build(options) {
  try {
    return buildSync(options);
  } catch (error) {
    throw compilationError(error);
  }
}

/** @param {unknown} error what esbuild throws */
function compilationError(error) {
  const { errors } = /** @type {Partial<import("esbuild").BuildFailure>} */ (error);
  if (errors === undefined || errors.length === 0) return error;
  const messages = formatMessagesSync(errors, { kind: "error" }).map((message) => message.trimEnd());
  const readable = new Error(`the program can't be compiled:\n\n${messages.join("\n\n")}\n`);
  readable.stack = readable.message; // the frames would be esbuild's
  return readable;
}

module.exports = { loadTypeScript };
