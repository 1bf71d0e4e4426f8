"use strict";

/**
 * Ends this process and all that it started, deaf to politer signals or not, when the process that forked it hangs up:
 * on purpose, or because it died, however it died. For a process forked as the head of its group (`detached`).
 */
function endGroupWithParent() {
  process.once("disconnect", () => process.kill(-process.pid, "SIGKILL"));
}

module.exports = { endGroupWithParent };
