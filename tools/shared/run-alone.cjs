"use strict";

const { acquireLock } = require("../lock/lock.cjs");
const { startProgress } = require("./progress.cjs");

/**
 * Does work that only one run may do at a time. While another run does it, this one waits and shows that.
 * @template T
 * @param {string} lockDirectory
 * @param {string} waiting such as "waiting for another run that installs packages"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what `work` gives
 */
async function runAlone(lockDirectory, waiting, work) {
  const lock = await acquireVisibly(lockDirectory, waiting);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/**
 * @param {string} lockDirectory
 * @param {string} waiting
 */
async function acquireVisibly(lockDirectory, waiting) {
  /** @type {(() => void) | undefined} */
  let endProgress;
  try {
    return await acquireLock(lockDirectory, {
      onWait: ({ pid }) => (endProgress ??= startProgress(`${waiting} (process ${pid})`)),
    });
  } finally {
    endProgress?.();
  }
}

module.exports = { runAlone };
