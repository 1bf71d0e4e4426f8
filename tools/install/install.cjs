"use strict";

const fs = require("node:fs/promises");
const path = require("node:path");
const { acquireLock } = require("../lock/lock.cjs");
const { withProgress } = require("../shared/progress.cjs");
const { isInstalled } = require("./installed.cjs");
const { cleanInstall } = require("./npm.cjs");

/** Files that decide what npm installs, and how. */
const MANIFESTS = ["package.json", "package-lock.json", ".npmrc"];

/**
 * Installs the packages of package-lock.json unless they are installed. Two runs at once install once.
 * @param {string} root folder of the checkout
 * @param {(directory: string) => Promise<void>} [install] fills a folder's node_modules
 */
async function ensureInstalled(root, install = cleanInstall) {
  if (isInstalled(root)) return;
  const lock = await acquireLock(path.join(root, ".local", "locks", "install"), { onWait: sayOnce() });
  try {
    if (!isInstalled(root)) await withProgress("installing packages", () => installAside(root, install));
  } finally {
    await lock.release();
  }
}

/**
 * Installs into a folder aside and moves the result into its place at once, so that an interruption leaves no half
 * node_modules, and a command that still runs with the old one isn't left without.
 * @param {string} root
 * @param {(directory: string) => Promise<void>} install
 */
async function installAside(root, install) {
  const workshop = path.join(root, ".local", "install");
  await fs.rm(workshop, { recursive: true, force: true, maxRetries: 3 }); // what an interrupted installation left
  await fs.mkdir(workshop, { recursive: true });
  const aside = await fs.mkdtemp(path.join(workshop, "run-"));
  for (const manifest of MANIFESTS) await fs.copyFile(path.join(root, manifest), path.join(aside, manifest));
  await install(aside);
  await moveAway(path.join(root, "node_modules"), path.join(aside, "previous"));
  await fs.rename(path.join(aside, "node_modules"), path.join(root, "node_modules"));
  await fs.rm(workshop, { recursive: true, force: true });
}

/**
 * @param {string} from
 * @param {string} to
 */
async function moveAway(from, to) {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
  }
}

/** @returns {(holder: { pid: number }) => void} */
function sayOnce() {
  let said = false;
  return ({ pid }) => {
    if (!said) process.stderr.write(`waiting for the installation by another run (process ${pid})\n`);
    said = true;
  };
}

module.exports = { ensureInstalled };
