"use strict";

/**
 * The stream that shows progress: standard error, so that standard output has only what a command prints.
 * @typedef {Pick<NodeJS.WriteStream, "write" | "isTTY"> & Partial<Pick<NodeJS.WriteStream, "columns">>} ProgressStream
 */

/** Time between two lines in a log. */
const PLAIN_INTERVAL_MILLISECONDS = 10_000;
const TERMINAL_INTERVAL_MILLISECONDS = 1000;
const CUSTOMARY_COLUMNS = 80;

/**
 * Shows that something takes long, and how long so far: in a terminal in one line that counts the seconds, in a log
 * with a line every ten seconds.
 * @param {string} text such as "installing packages"
 * @param {ProgressStream} [stream]
 * @returns {() => void} ends the display with the total time
 */
function startProgress(text, stream = process.stderr) {
  const started = performance.now();
  const isTerminal = stream.isTTY && !process.env.CI && process.env.TERM !== "dumb";
  /** @param {string} time */
  const show = (time) => {
    if (isTerminal)
      stream.write(`\r\u001b[K${fitted(text, ` … ${time}`.trimEnd(), stream.columns || CUSTOMARY_COLUMNS)}`);
    else stream.write(`${text} … ${time}`.trimEnd() + "\n");
  };
  const elapsed = () => duration(performance.now() - started);

  show("");
  const interval = isTerminal ? TERMINAL_INTERVAL_MILLISECONDS : PLAIN_INTERVAL_MILLISECONDS;
  const timer = setInterval(() => show(elapsed()), interval);
  return () => {
    clearInterval(timer);
    show(elapsed());
    if (isTerminal) stream.write("\n");
  };
}

/**
 * Shows the progress of `work`.
 * @template T
 * @param {string} text such as "installing packages"
 * @param {() => Promise<T>} work
 * @param {ProgressStream} [stream]
 * @returns {Promise<T>} what `work` gives
 */
async function withProgress(text, work, stream) {
  const end = startProgress(text, stream);
  try {
    return await work();
  } finally {
    end();
  }
}

/**
 * Shortens the text, never the time: the terminal can't overwrite a line that wraps.
 * @param {string} text
 * @param {string} time
 * @param {number} columns
 */
function fitted(text, time, columns) {
  return text.slice(0, Math.max(0, columns - 1 - time.length)) + time;
}

/** @param {number} milliseconds */
function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

module.exports = { startProgress, withProgress };
