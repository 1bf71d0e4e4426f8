"use strict";

const { SourceMap } = require("node:module");
const path = require("node:path");

const REGISTRY = Symbol.for("proofpix-infrastructure/source-maps");

/**
 * Finds the place in a source for a line and column, both counted from 0; an empty object if there is none.
 * @typedef {{ findEntry(line: number, column: number): Place | {} }} Places
 * @typedef {{ originalSource: string, originalLine: number, originalColumn: number }} Place
 */

/**
 * Source maps of the loaded bundles by file name, each parsed when the first trace needs it. The process has one such
 * map, since a bundle that loads another one contains a copy of this file, and the last copy formats all traces.
 * @type {Map<string, () => Places>}
 */
const maps = Reflect.get(globalThis, REGISTRY) ?? new Map();
Reflect.set(globalThis, REGISTRY, maps);

/**
 * Makes stack traces name the TypeScript files of a bundle.
 *
 * The SDK takes a trace for each promise, which it prints only when someone debugs leaked promises. Mapping the frames
 * of all these traces took half the time of a preview (docs/performance.md), so they stay empty.
 *
 * @param {string} fileName file name under which the bundle runs
 * @param {() => Places} read makes its map
 */
function mapStackTracesOf(fileName, read) {
  /** @type {Places | undefined} */
  let made;
  maps.set(fileName, () => (made ??= read()));
  Error.prepareStackTrace = stackTrace;
}

/**
 * @param {string} map text of a source map
 * @returns {Places}
 */
function sourceMap(map) {
  return new SourceMap(JSON.parse(map));
}

/**
 * @param {Error} error
 * @param {NodeJS.CallSite[]} frames
 */
function stackTrace(error, frames) {
  if (frames[0]?.getFunctionName() === "debuggablePromise" && !process.env.PULUMI_DEBUG_PROMISE_LEAKS) return "";
  return [describe(error), ...frames.map((frame) => `    at ${located(frame)}`)].join("\n");
}

/** @param {Error} error */
function describe(error) {
  try {
    return String(error);
  } catch {
    return "Error"; // The frames are useful even if the error's own toString fails.
  }
}

/** @param {NodeJS.CallSite} frame */
function located(frame) {
  const text = String(frame);
  const file = frame.getFileName();
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const map = file ? maps.get(file) : undefined;
  if (!file || !map || line === null || column === null) return text;
  const entry = map().findEntry(line - 1, column - 1);
  if (!("originalSource" in entry)) return text;
  const source = path.resolve(path.dirname(file), entry.originalSource);
  const place = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return text.replace(`${file}:${line}:${column}`, () => place);
}

module.exports = { mapStackTracesOf, sourceMap };
