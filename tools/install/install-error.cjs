"use strict";

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

module.exports = { InstallError };
