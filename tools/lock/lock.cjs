"use strict";

const { randomUUID } = require("node:crypto");
const fs = require("node:fs/promises");
const path = require("node:path");
const { performance } = require("node:perf_hooks");
const { setTimeout: sleep } = require("node:timers/promises");
const { holderAnswers, startAnswering } = require("./presence.cjs");

// Plain JavaScript, since the installation of node_modules takes this lock before any compiler is there.

/**
 * A process that holds or wants the lock; the content of a numbered file.
 * @typedef {object} Claim
 * @property {number} pid
 * @property {number} port loopback port on which the process answers while it lives
 * @property {string} token what it answers, so that another service on a reused port isn't taken for it
 */

/**
 * @typedef {object} LockOptions
 * @property {(holder: Claim, waitedMilliseconds: number) => void} [onWait] told at each look while another holds the lock
 * @property {number} [pollMilliseconds] time between two looks; 200 by default
 */

/**
 * @typedef {object} Lock
 * @property {() => Promise<void>} release
 */

/**
 * Waits for the lock of `directory` and takes it. The lock is free again once its holder releases it or dies in any
 * way.
 *
 * The directory holds numbered files. Whoever answers on the port in the file with the highest number holds the lock.
 * To take it, a process creates the next number, which only one process can do. Nobody deletes the highest file, so
 * numbers only grow, and a process that saw an old state can't win with it.
 *
 * @param {string} directory
 * @param {LockOptions} [options]
 * @returns {Promise<Lock>}
 */
async function acquireLock(directory, options = {}) {
  const token = randomUUID();
  const presence = await startAnswering(token);
  const claim = { pid: process.pid, port: presence.port, token };
  const started = performance.now();
  try {
    for (;;) {
      const holder = await takeUnlessHeld(directory, claim);
      if (holder === undefined) return { release: presence.end };
      options.onWait?.(holder, performance.now() - started);
      await sleep(options.pollMilliseconds ?? 200);
    }
  } catch (error) {
    await presence.end();
    throw error;
  }
}

/**
 * The live holder; undefined once `claim` holds the lock.
 * @param {string} directory
 * @param {Claim} claim
 * @returns {Promise<Claim | undefined>}
 */
async function takeUnlessHeld(directory, claim) {
  for (;;) {
    await fs.mkdir(directory, { recursive: true });
    const highest = await highestNumber(directory);
    const holder = await readClaim(directory, highest);
    if (holder !== undefined && (await holderAnswers(holder))) return holder;
    const mine = highest + 1;
    if (!(await createExclusively(directory, mine, claim))) continue;
    const isStillHighest = (await highestNumber(directory)) === mine;
    await removeBelow(directory, isStillHighest ? mine : mine + 1);
    if (isStillHighest) return undefined;
  }
}

/** @param {string} directory */
async function numbers(directory) {
  const names = await fs.readdir(directory);
  return names.flatMap((name) => (/^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : []));
}

/** @param {string} directory */
async function highestNumber(directory) {
  return Math.max(0, ...(await numbers(directory)));
}

/**
 * The claim in a numbered file; undefined for a file that is gone or damaged, which stands for no holder.
 * @param {string} directory
 * @param {number} number
 * @returns {Promise<Claim | undefined>}
 */
async function readClaim(directory, number) {
  try {
    const content = JSON.parse(await fs.readFile(claimPath(directory, number), "utf8"));
    return Number.isInteger(content?.port) ? content : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/**
 * Creates a numbered file with its whole content at once; false when the number is taken.
 * @param {string} directory
 * @param {number} number
 * @param {Claim} claim
 */
async function createExclusively(directory, number, claim) {
  const temporary = path.join(directory, `${claim.token}.tmp`);
  await fs.writeFile(temporary, JSON.stringify(claim));
  try {
    await fs.link(temporary, claimPath(directory, number));
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await fs.rm(temporary, { force: true });
  }
}

/**
 * @param {string} directory
 * @param {number} limit
 */
async function removeBelow(directory, limit) {
  const old = (await numbers(directory)).filter((number) => number < limit);
  await Promise.all(old.map((number) => fs.rm(claimPath(directory, number), { force: true })));
}

/**
 * @param {string} directory
 * @param {number} number
 */
function claimPath(directory, number) {
  return path.join(directory, `${number}.json`);
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}

module.exports = { acquireLock };
