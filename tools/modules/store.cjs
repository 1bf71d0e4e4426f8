"use strict";

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { areUnchanged, fingerprintsOf } = require("./fingerprint.cjs");

/**
 * Code that was made from files once, to be used as long as they stay as they are, with what V8 compiled of it.
 * @typedef {object} Kept
 * @property {string} code
 * @property {any} notes what its maker wrote down beside it
 * @property {string} compiledFile where V8's part is, or will be
 */

/** Where code for one entry is kept, in two files; the second is named by the content of the first. */
class Store {
  /**
   * @param {string} entry absolute path of the file that everything begins with
   * @param {string} kind which of its parts, such as "program" or "packages"
   */
  constructor(entry, kind) {
    const root = rootOf(path.dirname(entry));
    /** @private */
    this.stem = root === undefined ? undefined : path.join(root, ".local", "modules", keyOf(entry, kind));
  }

  /**
   * @returns {Kept | undefined} undefined unless it was kept, and is made of files as they are now
   */
  read() {
    if (this.stem === undefined) return undefined;
    try {
      const content = fs.readFileSync(`${this.stem}.js`);
      const end = content.indexOf("\n");
      const { files, notes, digest, encoding, bytes } = JSON.parse(content.toString("latin1", "// ".length, end));
      if (content.length - (end + 1) !== bytes || !areUnchanged(files)) return undefined;
      return { code: content.toString(encoding, end + 1), notes, compiledFile: `${this.stem}-${digest}.v8` };
    } catch {
      return undefined; // none yet, or one of another version of this file
    }
  }

  /**
   * Keeps code for later runs where that is possible; nothing depends on it.
   * @param {string} code read fastest, and into the least memory, where all of it is ASCII
   * @param {Iterable<string>} files absolute paths of all that it is made from
   * @param {unknown} notes
   */
  write(code, files, notes) {
    if (this.stem === undefined) return;
    const digest = createHash("sha256").update(code).digest("hex").slice(0, 16);
    const encoding = isAscii(code) ? "latin1" : "utf8";
    const bytes = Buffer.byteLength(code, encoding);
    const facts = ascii(JSON.stringify({ digest, encoding, bytes, files: fingerprintsOf(files), notes }));
    try {
      fs.mkdirSync(path.dirname(this.stem), { recursive: true });
      this.forgetCompiled();
      replaceFile(`${this.stem}.js`, Buffer.from(`// ${facts}\n${code}`, encoding));
    } catch {
      // A folder that can't be written to, or a full disk: the next run makes it again.
    }
  }

  /** @private */
  forgetCompiled() {
    const stem = /** @type {string} */ (this.stem);
    for (const name of fs.readdirSync(path.dirname(stem))) {
      if (name.startsWith(`${path.basename(stem)}-`)) fs.rmSync(path.join(path.dirname(stem), name), { force: true });
    }
  }
}

/**
 * Runs kept code by V8's part of it, which the first run that goes well leaves behind for later ones.
 * @param {Kept} kept
 * @param {vm.ScriptOptions} options
 * @returns {any} what the code evaluates to
 */
function runKept({ code, compiledFile }, options) {
  const cachedData = readIfThere(compiledFile);
  const script = new vm.Script(code, { ...options, ...(cachedData === undefined ? {} : { cachedData }) });
  if (cachedData === undefined || script.cachedDataRejected) {
    whenDone(() => replaceFile(compiledFile, script.createCachedData()));
  }
  return script.runInThisContext();
}

/** @type {(() => void)[]} */
const works = [];

/**
 * Does something at the end of a process that goes well: what was loaded and compiled by then is what later runs need.
 * @param {() => void} work
 */
function whenDone(work) {
  if (works.length === 0) process.on("exit", (code) => void (code === 0 && doWorks()));
  works.push(work);
}

/**
 * Does it after a while instead, for a process that others kill when they no longer need it.
 * @param {number} milliseconds
 */
function doneAfter(milliseconds) {
  setTimeout(doWorks, milliseconds).unref();
}

function doWorks() {
  for (const work of works.splice(0)) {
    try {
      work();
    } catch {
      // The next run tries again.
    }
  }
}

/**
 * The folder whose packages serve a file, beside which things are kept.
 * @param {string} directory
 * @returns {string | undefined}
 */
function rootOf(directory) {
  if (fs.existsSync(path.join(directory, "node_modules"))) return directory;
  return path.dirname(directory) === directory ? undefined : rootOf(path.dirname(directory));
}

/**
 * Of all that decides how code is found and compiled, besides the files.
 * @param {string} entry
 * @param {string} kind
 */
function keyOf(entry, kind) {
  const { version, arch, execArgv, env } = process;
  const facts = [entry, kind, version, arch, execArgv, env.NODE_OPTIONS ?? "", env.NODE_PATH ?? ""];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 16);
}

/** @param {string} text */
function isAscii(text) {
  return /^[\0-\x7f]*$/.test(text);
}

/**
 * @param {string} json
 */
function ascii(json) {
  return json.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/**
 * At once, and on the disk before it is there: V8 trusts what it finds.
 * @param {string} file
 * @param {Buffer} content
 */
function replaceFile(file, content) {
  const temporary = `${file}.${process.pid}.new`;
  try {
    fs.writeFileSync(temporary, content, { flush: true });
    fs.renameSync(temporary, file);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

module.exports = { Store, doneAfter, isAscii, runKept, whenDone };
