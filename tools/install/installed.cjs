"use strict";

const fs = require("node:fs");
const path = require("node:path");

/**
 * A package in package-lock.json, of which npm keeps the installed part in node_modules/.package-lock.json.
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {readonly string[]} [os]
 * @property {readonly string[]} [cpu]
 * @property {readonly string[]} [libc]
 */

/**
 * @typedef {object} LockFile
 * @property {Readonly<Record<string, LockedPackage>>} [packages] by folder; "" is the project itself
 */

/**
 * Whether node_modules holds what package-lock.json lists. npm writes its record of the installed packages last, so an
 * interrupted installation doesn't count, and one that a person made does.
 * @param {string} root
 */
function isInstalled(root) {
  const installed = readLockFile(path.join(root, "node_modules", ".package-lock.json"));
  const wanted = readLockFile(path.join(root, "package-lock.json"));
  if (installed === undefined || wanted === undefined) return false;
  return missingPackages(wanted, installed, process).length === 0;
}

/**
 * Folders of the packages that are missing or differ. Packages for other machines needn't be there.
 * @param {LockFile} wanted
 * @param {LockFile} installed
 * @param {{ platform: string, arch: string }} machine
 * @returns {string[]}
 */
function missingPackages(wanted, installed, machine) {
  return Object.entries(wanted.packages ?? {})
    .filter(([folder]) => folder !== "")
    .filter(([folder, locked]) => {
      const present = installed.packages?.[folder];
      if (present === undefined) return !locked.optional || isFor(machine, locked);
      return present.version !== locked.version || present.integrity !== locked.integrity;
    })
    .map(([folder]) => folder);
}

/**
 * Whether npm certainly installs a package on this machine. Packages for one C library count as uncertain.
 * @param {{ platform: string, arch: string }} machine
 * @param {LockedPackage} locked
 */
function isFor({ platform, arch }, { os, cpu, libc }) {
  return allows(os, platform) && allows(cpu, arch) && libc === undefined;
}

/**
 * @param {readonly string[] | undefined} list allowed values, or refused ones with a "!"
 * @param {string} value
 */
function allows(list = [], value) {
  const allowed = list.filter((each) => !each.startsWith("!"));
  return !list.includes(`!${value}`) && (allowed.length === 0 || allowed.includes(value));
}

/**
 * @param {string} file
 * @returns {LockFile | undefined}
 */
function readLockFile(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined; // absent or cut short: npm says more when it is asked to install
  }
}

module.exports = { isInstalled, missingPackages };
