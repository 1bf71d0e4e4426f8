"use strict";

const path = require("node:path");
const { mapStackTracesOf } = require("../typescript/stack-traces.cjs");
const { keepLoaded } = require("./keep-loaded.cjs");
const { newModule, requireLike, resolve } = require("./node.cjs");
const { runKept, Store, whenDone } = require("./store.cjs");

const IN_CHARGE = Symbol.for("proofpix-infrastructure/packages");

/** @typedef {(exports: unknown, require: unknown, module: unknown, file: string, directory: string) => void} Definition */

/**
 * The way in which a program loads its packages: an earlier run kept the files that it needed in one text, with what V8
 * made of them, so that none has to be looked for, read and compiled again. Node's own loading stays in charge of all
 * else. At the end of a run that went well, what was missing is kept too.
 */
class Packages {
  /**
   * Those of a program; of the whole process where {@link Packages#takeOver} was called.
   * @param {string} entry absolute path of the program's file
   * @returns {Packages}
   */
  static of(entry) {
    return Reflect.get(globalThis, IN_CHARGE) ?? new Packages(new Store(entry, "packages"));
  }

  /** @param {Store} store where they are kept */
  constructor(store) {
    const kept = store.read();
    /** @type {import("./keep-loaded.cjs").Notes} */
    const notes = kept?.notes ?? { files: [], requires: [], lines: [], others: [] };
    /** @private */
    this.notes = notes;
    /** @private */
    this.places = new Map(notes.files.map((file, place) => [file, place]));
    /** @private @type {readonly Definition[]} */
    this.definitions = kept === undefined ? [] : runKept(kept, { filename: kept.compiledFile });
    if (kept !== undefined) mapStackTracesOf(kept.compiledFile, () => placesInFiles(notes));
    const before = new Set(Object.keys(require.cache));
    whenDone(() => {
      keepLoaded(store, notes, before);
    });
  }

  /** Serves every module of this process, also those that Node's own `require` asks for. */
  takeOver() {
    Reflect.set(globalThis, IN_CHARGE, this);
    const { extensions } = requireLike(newModule(__filename), () => undefined);
    const compile = extensions[".js"];
    extensions[".js"] = (asked, file) => {
      if (!this.define(asked)) compile(asked, file);
    };
  }

  /**
   * What the code of a module finds as `require`.
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
   * Runs the code of a module, if it was kept.
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
 * Finds lines of the text in the files that it was made from; a line's columns are the same in both.
 * @param {import("./keep-loaded.cjs").Notes} notes
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
