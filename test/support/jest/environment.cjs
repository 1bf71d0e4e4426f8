"use strict";

const { setTimeout: sleep } = require("node:timers/promises");
const { workerRealm } = require("./realm.cjs");
const { disableStorages } = require("./storages.cjs");

/** What keeps a process alive, and a test file has to end: servers, connections, child processes, timers and watchers. */
const LEAKING =
  /^(TCPServerWrap|TCPSocketWrap|TCPWrap|PipeServerWrap|ProcessWrap|FSEventWrap|StatWatcher|Timeout|Worker)$/;

/** Time for connections and processes to end, on a machine that is busy, too. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Where a test file runs: in the realm of its worker, which is put back afterwards. Fails a file that leaves something
 * behind which would keep the tests' process alive.
 */
module.exports = class Environment {
  before = leaks();

  /** @param {ConstructorParameters<typeof import("jest-environment-node").TestEnvironment>} args */
  constructor(...args) {
    this.realm = workerRealm(...args);
    const { global, fakeTimers, fakeTimersModern, moduleMocker } = this.realm.environment;
    Object.assign(this, { global, fakeTimers, fakeTimersModern, moduleMocker });
  }

  setup() {
    return Promise.resolve();
  }

  getVmContext() {
    return this.realm.environment.getVmContext();
  }

  exportConditions() {
    return this.realm.environment.exportConditions();
  }

  async teardown() {
    this.realm.reset();
    disableStorages();
    const until = performance.now() + PATIENCE_MILLISECONDS;
    while (this.added().length > 0) {
      if (performance.now() > until) throw new Error(`the tests left open: ${this.added().join(", ")}`);
      await sleep(10);
    }
  }

  added() {
    const before = [...this.before];
    return leaks().filter((each) => {
      const place = before.indexOf(each);
      if (place >= 0) before.splice(place, 1);
      return place < 0;
    });
  }
};

function leaks() {
  return process.getActiveResourcesInfo().filter((kind) => LEAKING.test(kind));
}
