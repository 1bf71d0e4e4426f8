"use strict";

const fs = require("node:fs");
const path = require("node:path");
const v8 = require("node:v8");
const { newModule } = require("../modules/node.cjs");
const { Packages } = require("../modules/packages.cjs");
const { CodeCache } = require("../modules/code-cache.cjs");

/**
 * The commands of this repository load this file first into each Node process of the engine (`--require`). It skips
 * what the SDK's hosts of programs and policy packs do in vain here, and loads their files from the cache. Plain
 * `pulumi` works without it.
 */
const ROOT = path.join(__dirname, "..", "..");
const PACKAGES = fs.realpathSync(path.join(ROOT, "node_modules")); // the real path, which Node uses for loaded modules
const SDK = path.join(PACKAGES, "@pulumi", "pulumi");
const PACK = path.join(ROOT, "policies");
/** The folder that a test has to itself, for programs that others run as well: they share what is cached. */
const REHEARSAL = /([/\\]rehearsals[/\\]run-)[^/\\]+/;

function prepare() {
  const [, host = "", ...args] = process.argv;
  if (host === path.join(SDK, "cmd", "run", "index.js")) prepareProgram(args);
  if (host === path.join(SDK, "cmd", "run-policy-pack", "index.js") && path.resolve(args.at(-1) ?? "") === PACK) {
    preparePack();
  }
}

/**
 * Tells the language host that it needs no compiler. Pulumi.yaml says so too, but older hosts ignore that option.
 * @param {readonly string[]} args
 */
function prepareProgram(args) {
  const directory = args[args.indexOf("--pwd") + 1] ?? process.cwd();
  if (!`${directory}${path.sep}`.startsWith(`${path.join(ROOT, ".local")}${path.sep}`)) return;
  process.env.PULUMI_NODEJS_TYPESCRIPT = "false";
  serve(`program ${directory.replace(REHEARSAL, "$1")}`);
}

/** Replaces the compiler, which the host loads for every pack. Ours is JavaScript (policies/main.cjs). */
function preparePack() {
  replace(path.join(PACKAGES, "typescript", "lib", "typescript.js"), {
    version: "5.0.0",
    parseConfigFileTextToJson: () => ({ config: {} }),
  });
  replace(path.join(SDK, "vendor", "ts-node@7.0.1", "index.js"), { register: () => undefined });
  serve("pack");
}

/** @param {string} kind of program, each of which needs other modules */
function serve(kind) {
  v8.setFlagsFromString("--allow-natives-syntax"); // as the SDK does; V8's cache is valid for the same flags only
  new Packages(new CodeCache(__filename, kind)).takeOver();
}

/**
 * @param {string} file
 * @param {object} exports
 */
function replace(file, exports) {
  if (!fs.existsSync(file)) return;
  require.cache[file] = Object.assign(newModule(file), { exports, loaded: true });
}

prepare();
