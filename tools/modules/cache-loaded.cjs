"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { resolve } = require("./node.cjs");
const { isAscii } = require("./code-cache.cjs");

/**
 * What the cache records beside the text that holds the files of packages.
 * @typedef {object} Notes
 * @property {readonly string[]} files absolute paths, in the order of the text
 * @property {readonly number[]} lines the line of the text, from 0, at which each begins
 * @property {readonly Readonly<Record<string, number>>[]} requires for each, at which place the files stand that it requires
 * @property {readonly string[]} others files that were loaded too, and that only Node can load
 */

const HEAD = "function (exports, require, module, __filename, __dirname) {";

/**
 * Writes the files of packages that this process has loaded into the cache, with those that it held before. Does
 * nothing if it holds all of them.
 * @param {import("./code-cache.cjs").CodeCache} cache
 * @param {Notes} cached
 * @param {ReadonlySet<string>} before files that were loaded before the program
 */
function cacheLoaded(cache, cached, before) {
  const known = new Set([...cached.files, ...cached.others]);
  const loaded = Object.values(require.cache).flatMap((module) => (module?.loaded ? [module.filename] : []));
  const added = loaded.filter((file) => isOfPackage(file) && !before.has(file) && !known.has(file));
  if (added.length === 0) return;
  const all = [...known, ...added];
  const sources = new Map(all.map((file) => [file, sourceOf(file)]));
  const files = all.filter((file) => sources.get(file) !== undefined);
  const text = textOf(files.map((file) => sources.get(file) ?? ""));
  const notes = { files, ...text.notes, others: all.filter((file) => sources.get(file) === undefined) };
  cache.write(text.code, [...all, ...manifestsOf(all)], { ...notes, requires: requiresOf(files, sources) });
}

/** @param {string} file */
function isOfPackage(file) {
  return file.includes(`${path.sep}node_modules${path.sep}`);
}

/**
 * The code of a file, if it can stand in one text with others. Undefined for data, for modules that aren't CommonJS,
 * and for files that import those.
 * @param {string} file
 * @returns {string | undefined}
 */
function sourceOf(file) {
  if (!/\.c?js$/.test(file)) return undefined;
  const source = inAscii(fs.readFileSync(file, "utf8").replace(/^#!.*/, ""));
  return source !== undefined && !/\bimport\s*\(/.test(source) && isCode(source) ? source : undefined;
}

/**
 * The same code with characters outside of ASCII escaped. JavaScript allows that everywhere except in tagged templates
 * and a few other places, for which this returns undefined.
 * @param {string} source
 */
function inAscii(source) {
  if (isAscii(source)) return source;
  if (/\\[^\0-\x7f]|[\w)\]]`/.test(source)) return undefined;
  return source.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @param {string} source */
function isCode(source) {
  try {
    new vm.Script(`(${HEAD}\n${source}\n})`);
    return true;
  } catch {
    return false;
  }
}

/** @param {readonly string[]} sources */
function textOf(sources) {
  /** @type {number[]} */
  const lines = [];
  let line = 2; // after the bracket and the first head
  for (const source of sources) {
    lines.push(line);
    line += source.split("\n").length + 2; // its own lines, the end, and the next one's head
  }
  return { code: `[\n${sources.map((source) => `${HEAD}\n${source}\n}`).join(",\n")}\n]`, notes: { lines } };
}

/**
 * @param {readonly string[]} files
 * @param {ReadonlyMap<string, string | undefined>} sources
 */
function requiresOf(files, sources) {
  const places = new Map(files.map((file, place) => [file, place]));
  return files.map((file) => {
    const requests = [...(sources.get(file) ?? "").matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)];
    const found = requests.map(([, request = ""]) => [request, places.get(resolvedFrom(file, request) ?? "")]);
    return Object.fromEntries(found.filter(([, place]) => place !== undefined));
  });
}

/**
 * @param {string} file
 * @param {string} request
 */
function resolvedFrom(file, request) {
  const module = require.cache[file];
  if (module === undefined) return undefined;
  try {
    return resolve(request, module);
  } catch {
    return undefined; // in a comment, or of a package that is optional
  }
}

/**
 * Files that decide how requests are resolved: the manifests of packages, and npm's record of what it installed.
 * @param {readonly string[]} files
 */
function manifestsOf(files) {
  const manifests = new Set();
  for (const directory of new Set(files.map((file) => path.dirname(file)))) {
    for (let at = directory; isOfPackage(`${at}${path.sep}`); at = path.dirname(at)) {
      manifests.add(path.join(at, path.basename(at) === "node_modules" ? ".package-lock.json" : "package.json"));
    }
  }
  return manifests;
}

module.exports = { cacheLoaded };
