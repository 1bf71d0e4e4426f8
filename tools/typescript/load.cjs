"use strict";

const path = require("node:path");
const vm = require("node:vm");
const { newModule } = require("../modules/node.cjs");
const { Packages } = require("../modules/packages.cjs");
const { runKept, Store } = require("../modules/store.cjs");
const { mapStackTracesOf, sourceMap } = require("./stack-traces.cjs");

/** The line before the code is none of the code's own. */
const OPTIONS = { lineOffset: -1 };

/**
 * Exports of a TypeScript file, compiled with all that it imports from this project in one step of esbuild, a tenth of
 * a second, without a type check: that belongs to `npm test`. What comes of it, and the packages' files that it loads,
 * is kept below `.local` for as long as the files are the same (docs/performance.md). Stack traces name the TypeScript
 * files.
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
  const store = new Store(entry, "program");
  const kept = store.read();
  const options = { ...OPTIONS, filename: entry };
  if (kept !== undefined) return { run: runKept(kept, options), map: kept.notes.map };
  const { code, map, inputs } = require("./compile.cjs").compile(entry); // here, as loading esbuild takes time
  const wrapped = `(function (exports, require, module, __filename, __dirname) {\n${code}\n})`;
  store.write(wrapped, inputs, { map });
  return { run: new vm.Script(wrapped, options).runInThisContext(), map };
}

module.exports = { loadTypeScript };
