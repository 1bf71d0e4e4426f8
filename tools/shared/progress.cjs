"use strict";

/**
 * Where progress is shown; standard error, so that what a command prints stays clean.
 * @typedef {Pick<NodeJS.WriteStream, "write" | "isTTY"> & Partial<Pick<NodeJS.WriteStream, "columns">>} ProgressStream
 */

/** Time between two lines in a log. */
const PLAIN_INTERVAL_MILLISECONDS = 10_000;
const TERMINAL_INTERVAL_MILLISECONDS = 1000;
const CUSTOMARY_COLUMNS = 80;

/**
 * Shows what takes long, with the time that it has taken so far: in a terminal one line that counts the seconds, in a
 * log a line every ten seconds.
 * @param {string} text such as "installing packages"
 * @param {ProgressStream} [stream]
 * @returns {() => void} shows the time that it took, and ends
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
 * Cuts the text rather than the time. A line that wraps could not be written over.
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
