"use strict";

const { spawn } = require("node:child_process");

/** Beginnings of npm's error codes for a registry that can't be reached. */
const NO_NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/** A failed installation: what npm said, and what to do about it. */
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
 * Installs what a folder's package-lock.json asks for, with `npm ci`. Packages that npm has in its cache aren't asked for.
 * @param {string} directory
 * @returns {Promise<void>}
 */
function cleanInstall(directory) {
  return new Promise((resolve, reject) => {
    const npm = spawn("npm", ["ci", "--prefer-offline", "--no-progress", "--loglevel=error"], {
      cwd: directory,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    npm.stderr.setEncoding("utf8").on("data", (text) => (said += text));
    npm.once("error", (error) => reject(npmIsMissing(error)));
    npm.once("close", (code) => (code === 0 ? resolve() : reject(installFailure(said))));
  });
}

/** @param {NodeJS.ErrnoException} error */
function npmIsMissing(error) {
  if (error.code !== "ENOENT") return error;
  return new InstallError("npm is missing", "Install Node.js with npm from https://nodejs.org/en/download.");
}

/**
 * @param {string} said what npm printed to standard error
 * @returns {InstallError}
 */
function installFailure(said) {
  const message = `npm ci failed${said.trim() === "" ? "" : `:\n${said.trim()}`}`;
  return new InstallError(message, remedyFor(said));
}

/** @param {string} said */
function remedyFor(said) {
  if (NO_NETWORK.test(said)) {
    return "The package registry can't be reached: check the network, or npm's proxy and registry settings, and try again.";
  }
  if (/\bENOSPC\b/.test(said)) return "The disk is full: make room and try again.";
  if (/\bEUSAGE\b/.test(said))
    return "package.json and package-lock.json don't match: run npm install and commit both.";
  return "Once that is mended, run the same command again: it starts the installation anew.";
}

module.exports = { cleanInstall, installFailure };
