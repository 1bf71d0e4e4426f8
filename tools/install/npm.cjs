"use strict";

const { fork } = require("node:child_process");
const path = require("node:path");

/** Installs everything that package-lock.json lists, whatever npm's settings or NODE_ENV exclude. */
const ARGUMENTS = ["ci", "--include=dev", "--include=optional", "--include=peer", "--ignore-scripts"];

/** npm doesn't ask the registry for packages in its cache. */
const QUIET_AND_QUICK = ["--prefer-offline", "--no-audit", "--no-fund", "--no-progress", "--loglevel=warn"];

/** npm's warning about a file that it couldn't write completely, as on a full disk. For us that is a failure. */
const CUT_SHORT = /\bTAR_ENTRY_ERROR\b/;

const SHOWN_LINES = 10;

/**
 * What to do about a failed installation, by what npm said.
 * @type {readonly (readonly [said: RegExp, remedy: string])[]}
 */
const REMEDIES = [
  [/^spawn npm ENOENT$/m, "npm is missing: install Node.js with npm from https://nodejs.org/en/download."],
  [
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/,
    "The package registry can't be reached: check the network, or npm's proxy and registry settings, and try again.",
  ],
  [/\b(ENOSPC|EDQUOT)\b/, "The disk is full: make room and try again."],
  [
    /\b(EACCES|EPERM|EROFS)\b/,
    "Make the project's folder and npm's cache (npm config get cache) writable, and try again.",
  ],
  [/\bEUSAGE\b/, "package.json and package-lock.json don't match: run npm install and commit both."],
];

/** An installation that can't be made: what is wrong, and what to do about it. */
class InstallError extends Error {
  /**
   * @param {string} message
   * @param {string} nextStep
   */
  constructor(message, nextStep) {
    super(message);
    this.nextStep = nextStep;
  }
}

/**
 * Installs what a folder's package-lock.json asks for, with `npm ci`, which ends when this process does.
 * @param {string} directory
 * @returns {Promise<void>}
 */
function cleanInstall(directory) {
  return new Promise((resolve, reject) => {
    const npm = fork(path.join(__dirname, "run-npm.cjs"), [...ARGUMENTS, ...QUIET_AND_QUICK], {
      cwd: directory,
      detached: true,
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let said = "";
    npm.stderr?.setEncoding("utf8").on("data", (text) => (said += text));
    npm.once("error", reject);
    npm.once("close", (code) => (code === 0 && !CUT_SHORT.test(said) ? resolve() : reject(installFailure(said))));
  });
}

/**
 * @param {string} said what npm printed to standard error
 * @returns {InstallError}
 */
function installFailure(said) {
  const [, remedy] = REMEDIES.find(([pattern]) => pattern.test(said)) ?? [];
  return new InstallError(
    ["npm ci failed", ...lastLines(said)].join("\n"),
    remedy ?? "Once that is mended, run the same command again: it starts the installation anew.",
  );
}

/**
 * The last different lines: npm repeats itself for every file.
 * @param {string} said
 */
function lastLines(said) {
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  return [...new Set(lines)].slice(-SHOWN_LINES);
}

module.exports = { cleanInstall, InstallError, installFailure };
