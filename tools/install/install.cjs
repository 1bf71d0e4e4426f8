"use strict";

const fs = require("node:fs/promises");
const path = require("node:path");
const { withProgress } = require("../shared/progress.cjs");
const { runAlone } = require("../shared/run-alone.cjs");
const { isInstalled } = require("./installed.cjs");
const { cleanInstall, InstallError } = require("./npm.cjs");

/** Files that decide what npm installs, and how. */
const MANIFESTS = ["package.json", "package-lock.json", ".npmrc"];

/**
 * Installs the packages of package-lock.json unless they are installed. Of two runs at once, one installs and the other
 * waits.
 * @param {string} root folder of the checkout
 * @param {(directory: string) => Promise<void>} [install] fills a folder's node_modules
 */
async function ensureInstalled(root, install = cleanInstall) {
  if (isInstalled(root)) return;
  const lock = path.join(root, ".local", "locks", "install");
  await runAlone(lock, "waiting for another run that installs packages", async () => {
    if (!isInstalled(root)) await withProgress("installing packages", () => installAside(root, install));
  });
}

/**
 * Installs into another folder and moves the result into its place in one step. An interruption so leaves no incomplete
 * node_modules, and a command that still runs keeps the old one until then.
 * @param {string} root
 * @param {(directory: string) => Promise<void>} install
 */
async function installAside(root, install) {
  const workshop = path.join(root, ".local", "install");
  await clear(workshop); // left by an interrupted installation
  await fs.mkdir(workshop, { recursive: true });
  const aside = await fs.mkdtemp(path.join(workshop, "run-"));
  for (const manifest of MANIFESTS) await copyTracked(root, manifest, aside);
  await install(aside);
  if (!isInstalled(aside)) throw new InstallError("npm ci left packages out", "Run the same command again.");
  await unlessAbsent(fs.rename(path.join(root, "node_modules"), path.join(aside, "previous")));
  await fs.rename(path.join(aside, "node_modules"), path.join(root, "node_modules"));
  await clear(workshop);
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} directory
 */
async function copyTracked(root, file, directory) {
  const copied = await unlessAbsent(fs.copyFile(path.join(root, file), path.join(directory, file)));
  if (!copied) throw new InstallError(`${file} is missing`, `Get it back: git checkout -- ${file}`);
}

/**
 * Deletes as much of a folder as possible: an npm whose run was killed may still write into it.
 * @param {string} directory
 */
async function clear(directory) {
  try {
    await fs.rm(directory, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOTEMPTY") throw error;
  }
}

/**
 * Awaits work on a file; false if the file doesn't exist.
 * @param {Promise<void>} work
 */
async function unlessAbsent(work) {
  try {
    await work;
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
    return false;
  }
}

module.exports = { ensureInstalled };
