"use strict";

/**
 * Kills a command of this repository (`node tools/run.mjs …`) as soon as it says what the variable DIE_AT describes, a
 * regular expression. What it says, it has recorded before: so it dies exactly there. All of its process group dies with it,
 * as in a power cut; with DIE_ALONE set, its engine lives on.
 */
const { DIE_AT: at, DIE_ALONE: isAlone } = process.env;
if (at !== undefined && process.argv[1]?.endsWith("run.mjs") === true) {
  const pattern = new RegExp(at);
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = /** @type {typeof write} */ (
    (/** @type {string} */ text, /** @type {never[]} */ ...rest) => {
      const isWritten = write(text, ...rest);
      if (pattern.test(text)) process.kill(isAlone === undefined ? 0 : process.pid, "SIGKILL");
      return isWritten;
    }
  );
}
