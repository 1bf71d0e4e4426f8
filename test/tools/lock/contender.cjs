"use strict";

// A process of its own for lock.test.ts: takes the lock as often as told, noting in a file when it is in and out.

const fs = require("node:fs");
const { setTimeout: sleep } = require("node:timers/promises");
const { acquireLock } = require("../../../tools/lock/lock.cjs");

async function main(/** @type {string} */ directory, /** @type {string} */ journal, /** @type {number} */ times) {
  for (let turn = 0; turn < times; turn++) {
    const lock = await acquireLock(directory, { pollMilliseconds: 5, onWait: () => process.send?.("waiting") });
    fs.appendFileSync(journal, `in ${process.pid}\n`);
    process.send?.("holding");
    await sleep(times === 1 ? 60_000 : 2);
    fs.appendFileSync(journal, `out ${process.pid}\n`);
    await lock.release();
  }
  process.disconnect?.();
}

const [directory = "", journal = "", times = "1"] = process.argv.slice(2);
void main(directory, journal, Number(times));
