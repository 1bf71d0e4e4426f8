"use strict";

const path = require("node:path");
const { mapStackTracesOf } = require("../typescript/stack-traces.cjs");
const { cacheLoaded } = require("./cache-loaded.cjs");
const { newModule, requireLike, resolve } = require("./node.cjs");
const { runCached, CodeCache, onSuccessfulExit } = require("./code-cache.cjs");

const IN_CHARGE = Symbol.for("proofpix-infrastructure/packages");

/** @typedef {(exports: unknown, require: unknown, module: unknown, file: string, directory: string) => void} Definition */

/**
 * Loads the packages of a program. An earlier run cached the files that it needed in one text, with what V8 compiled of
 * them, so that Node needn't find, read and compile each file again. Node's own loader loads everything else. At the
 * end of a run that ends well, files that the cache lacked are added to it.
 */
class Packages {
  /**
   * The packages of a program; those of the whole process after {@link Packages#takeOver}.
   * @param {string} entry absolute path of the program's file
   * @returns {Packages}
   */
  static of(entry) {
    return Reflect.get(globalThis, IN_CHARGE) ?? new Packages(new CodeCache(entry, "packages"));
  }

  /** @param {CodeCache} cache where they are cached */
  constructor(cache) {
    const cached = cache.read();
    /** @type {import("./cache-loaded.cjs").Notes} */
    const notes = cached?.notes ?? { files: [], requires: [], lines: [], others: [] };
    /** @private */
    this.notes = notes;
    /** @private */
    this.places = new Map(notes.files.map((file, place) => [file, place]));
    /** @private @type {readonly Definition[]} */
    this.definitions = cached === undefined ? [] : runCached(cached, { filename: cached.compiledFile });
    if (cached !== undefined) mapStackTracesOf(cached.compiledFile, () => placesInFiles(notes));
    const before = new Set(Object.keys(require.cache));
    onSuccessfulExit(() => {
      cacheLoaded(cache, notes, before);
    });
  }

  /** Loads every module of this process from now on, also those that Node's own `require` asks for. */
  takeOver() {
    Reflect.set(globalThis, IN_CHARGE, this);
    const { extensions } = requireLike(newModule(__filename), () => undefined);
    const compile = extensions[".js"];
    extensions[".js"] = (asked, file) => {
      if (!this.define(asked)) compile(asked, file);
    };
  }

  /**
   * The `require` function for the code of a module.
   * @param {NodeModule} module
   */
  requireOf(module) {
    const known = this.notes.requires[this.places.get(module.filename) ?? -1] ?? {};
    return requireLike(module, (request) => {
      const target = Object.hasOwn(known, request) ? known[request] : undefined;
      const file = target === undefined ? resolve(request, module) : this.notes.files[target];
      return file !== undefined && path.isAbsolute(file) ? this.load(file, module) : module.require(request);
    });
  }

  /**
   * @private
   * @param {string} file
   * @param {NodeModule} parent
   * @returns {unknown}
   */
  load(file, parent) {
    const loaded = require.cache[file];
    if (loaded !== undefined) return loaded.exports;
    if (!this.places.has(file)) return parent.require(file);
    const module = newModule(file, parent);
    require.cache[file] = module;
    try {
      this.define(module);
    } catch (error) {
      Reflect.deleteProperty(require.cache, file);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  /**
   * Runs the cached code of a module.
   * @private
   * @param {NodeModule} module
   */
  define(module) {
    const { filename: file, exports } = module;
    const definition = this.definitions[this.places.get(file) ?? -1];
    definition?.call(exports, exports, this.requireOf(module), module, file, path.dirname(file));
    return definition !== undefined;
  }
}

/**
 * Finds the file and line of each line of the text; columns are the same in both.
 * @param {import("./cache-loaded.cjs").Notes} notes
 * @returns {import("../typescript/stack-traces.cjs").Places}
 */
function placesInFiles({ files, lines }) {
  return {
    findEntry(line, column) {
      const place = lines.findLastIndex((first) => first <= line);
      const [file, first] = [files[place], lines[place]];
      if (file === undefined || first === undefined) return {};
      return { originalSource: file, originalLine: line - first, originalColumn: column };
    },
  };
}

module.exports = { Packages };
