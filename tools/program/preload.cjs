"use strict";

const fs = require("node:fs");
const path = require("node:path");
const v8 = require("node:v8");
const { newModule } = require("../modules/node.cjs");
const { Packages } = require("../modules/packages.cjs");
const { Store } = require("../modules/store.cjs");

/**
 * What the commands of this repository load before all else into each Node process of the engine (`--require`): it
 * spares the SDK's hosts of programs and policy packs what the fast path makes needless, and finding and compiling their
 * own files anew. Plain `pulumi` does without it.
 */
const ROOT = path.join(__dirname, "..", "..");
const PACKAGES = fs.realpathSync(path.join(ROOT, "node_modules")); // as Node names what it loads
const SDK = path.join(PACKAGES, "@pulumi", "pulumi");
const PACK = path.join(ROOT, "policies");

function prepare() {
  const [, host = "", ...args] = process.argv;
  if (host === path.join(SDK, "cmd", "run", "index.js")) prepareProgram(args);
  if (host === path.join(SDK, "cmd", "run-policy-pack", "index.js") && path.resolve(args.at(-1) ?? "") === PACK) {
    preparePack();
  }
}

/**
 * Pulumi.yaml says that no compiler is needed; language hosts that are older than that option load it all the same.
 * @param {readonly string[]} args
 */
function prepareProgram(args) {
  const directory = args[args.indexOf("--pwd") + 1] ?? process.cwd();
  if (!`${directory}${path.sep}`.startsWith(`${path.join(ROOT, ".local")}${path.sep}`)) return;
  process.env.PULUMI_NODEJS_TYPESCRIPT = "false";
  serve(`program ${directory}`);
}

/** The host of packs loads the compiler for whatever pack; ours is JavaScript (policies/main.cjs). */
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
  v8.setFlagsFromString("--allow-natives-syntax"); // as the SDK does: what V8 keeps belongs to its flags
  new Packages(new Store(__filename, kind)).takeOver();
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
