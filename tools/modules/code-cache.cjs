"use strict";

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { areUnchanged, fingerprintsOf } = require("./fingerprint.cjs");

/**
 * Cached code. It is valid as long as the files that it was made from stay unchanged.
 * @typedef {object} Cached
 * @property {string} code
 * @property {any} notes what its maker wrote down beside it
 * @property {string} compiledFile where V8's part is, or will be
 */

/**
 * The cache of one kind of code for one entry. It consists of two files: the code, and what V8 compiled of it, whose
 * name contains the code's hash.
 */
class CodeCache {
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
   * @returns {Cached | undefined} undefined unless it was cached, and is made of files as they are now
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
      return undefined; // none yet, or written by another version of this file
    }
  }

  /**
   * Writes code for later runs. A failure has no effect but a slower next run.
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
      // The folder isn't writable, or the disk is full: the next run compiles again.
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
 * Runs cached code with what V8 compiled of it. The first successful run writes that for later runs.
 * @param {Cached} cached
 * @param {vm.ScriptOptions} options
 * @returns {any} what the code evaluates to
 */
function runCached({ code, compiledFile }, options) {
  const cachedData = readIfThere(compiledFile);
  const script = new vm.Script(code, { ...options, ...(cachedData === undefined ? {} : { cachedData }) });
  if (cachedData === undefined || script.cachedDataRejected) {
    onSuccessfulExit(() => replaceFile(compiledFile, script.createCachedData()));
  }
  return script.runInThisContext();
}

/** @type {(() => void)[]} */
const exitWork = [];

/**
 * Registers work for the end of a process that ends well. What the process has loaded and compiled by then is what
 * later runs need.
 * @param {() => void} work
 */
function onSuccessfulExit(work) {
  if (exitWork.length === 0) process.on("exit", (code) => void (code === 0 && doExitWork()));
  exitWork.push(work);
}

/**
 * Does the registered work after a while, for a process that its parent kills.
 * @param {number} milliseconds
 */
function doExitWorkAfter(milliseconds) {
  setTimeout(doExitWork, milliseconds).unref();
}

function doExitWork() {
  for (const work of exitWork.splice(0)) {
    try {
      work();
    } catch {
      // The next run tries again.
    }
  }
}

/**
 * The folder at or above `directory` that holds node_modules, beside which the cache lies.
 * @param {string} directory
 * @returns {string | undefined}
 */
function rootOf(directory) {
  if (fs.existsSync(path.join(directory, "node_modules"))) return directory;
  return path.dirname(directory) === directory ? undefined : rootOf(path.dirname(directory));
}

/**
 * The cache's key: everything besides the files that decides how code is found and compiled.
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
 * Replaces a file atomically, and flushes it first: V8 doesn't check what it reads.
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

module.exports = { CodeCache, doExitWorkAfter, isAscii, runCached, onSuccessfulExit };
