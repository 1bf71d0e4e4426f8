"use strict";

const { buildSync, formatMessagesSync } = require("esbuild");
const { readdirSync } = require("node:fs");
const path = require("node:path");

/**
 * A TypeScript file with all that it imports from this project, as one JavaScript text.
 * @typedef {object} Compiled
 * @property {string} code
 * @property {string} map its source map
 * @property {string[]} inputs absolute paths of the files that it was made from, and of folders whose files it looked for
 */

/**
 * @param {string} entry absolute path of the TypeScript file
 * @returns {Compiled}
 * @throws {Error} with esbuild's messages, and no frames, for files that can't be compiled
 */
function compile(entry) {
  const { outputFiles, metafile } = build({
    entryPoints: [entry],
    outfile: `${entry}.js`,
    absWorkingDir: path.dirname(entry),
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    supported: { "dynamic-import": false }, // code that a script runs has no import(): it becomes require
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const [map, code] = ["js.map", "js"].map((ending) => outputFiles.find((file) => file.path === `${entry}.${ending}`));
  if (map === undefined || code === undefined) throw new Error(`esbuild gave no output for ${entry}`);
  const files = Object.keys(metafile.inputs).map((input) => path.resolve(path.dirname(entry), input));
  return { code: code.text, map: map.text, inputs: [...files, ...searchedFolders(metafile, path.dirname(entry))] };
}

/**
 * Folders of which files are imported by a name that isn't known before (`import(`./commands/${name}.ts`)`): a file
 * that comes or goes changes its folder.
 * @param {import("esbuild").Metafile} metafile
 * @param {string} directory the folder that its paths begin from
 */
function searchedFolders({ inputs }, directory) {
  return Object.entries(inputs).flatMap(([input, { imports }]) =>
    imports.flatMap(({ path: imported, external }) => {
      const [beginning = "", ...pattern] = imported.split("*");
      if (external !== true || pattern.length === 0) return [];
      const from = path.resolve(directory, path.dirname(input));
      return withFolders(path.resolve(from, beginning.replace(/[^/]*$/, "")));
    }),
  );
}

/**
 * A folder with all folders in it.
 * @param {string} directory
 * @returns {string[]}
 */
function withFolders(directory) {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((each) => each.isDirectory());
  return [directory, ...folders.flatMap(({ name }) => withFolders(path.join(directory, name)))];
}

/**
 * @param {import("esbuild").BuildOptions & { write: false, metafile: true }} options
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
  readable.stack = readable.message; // its frames are esbuild's
  return readable;
}

module.exports = { compile };
