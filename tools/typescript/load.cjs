"use strict";

const path = require("node:path");
const vm = require("node:vm");
const { newModule } = require("../modules/node.cjs");
const { Packages } = require("../modules/packages.cjs");
const { runCached, CodeCache } = require("../modules/code-cache.cjs");
const { mapStackTracesOf, sourceMap } = require("./stack-traces.cjs");

/** The first line of the text wraps the code, so line numbers start one earlier. */
const OPTIONS = { lineOffset: -1 };

/**
 * Loads a TypeScript file and returns its exports. esbuild compiles it in one step, in a tenth of a second, with
 * everything that it imports from this project. It checks no types: `npm test` does. The result and the files of
 * packages that it loads are cached below `.local` until a file changes (docs/performance.md). Stack traces name the
 * TypeScript files.
 *
 * Inside the loaded code `__dirname` is the entry's folder, whatever file it stands in.
 *
 * @param {string} entry absolute path of the TypeScript file
 * @returns {any} what the file exports; its types are those of the file
 * @throws {Error} with esbuild's messages, and no frames, for files that can't be compiled
 */
function loadTypeScript(entry) {
  const program = programOf(entry);
  mapStackTracesOf(entry, () => sourceMap(program.map));
  const module = newModule(entry);
  const require = Packages.of(entry).requireOf(module);
  program.run.call(module.exports, module.exports, require, module, entry, path.dirname(entry));
  module.loaded = true;
  return module.exports;
}

/** @param {string} entry */
function programOf(entry) {
  const cache = new CodeCache(entry, "program");
  const cached = cache.read();
  const options = { ...OPTIONS, filename: entry };
  if (cached !== undefined) return { run: runCached(cached, options), map: cached.notes.map };
  const { code, map, inputs } = require("./compile.cjs").compile(entry); // here, since loading esbuild takes time
  const wrapped = `(function (exports, require, module, __filename, __dirname) {\n${code}\n})`;
  cache.write(wrapped, inputs, { map });
  return { run: new vm.Script(wrapped, options).runInThisContext(), map };
}

module.exports = { loadTypeScript };
