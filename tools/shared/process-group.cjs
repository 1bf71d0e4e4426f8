"use strict";

/**
 * Ends this process and everything that it started as soon as the parent disconnects or dies, by a signal that no
 * process can ignore. For a process that was forked as the head of a process group (`detached`).
 */
function endGroupWithParent() {
  process.once("disconnect", () => process.kill(-process.pid, "SIGKILL"));
}

module.exports = { endGroupWithParent };
