"use strict";

/**
 * Where progress is shown; standard error, so that what a command prints stays clean.
 * @typedef {Pick<NodeJS.WriteStream, "write" | "isTTY">} ProgressStream
 */

/** Time between two lines where the stream is no terminal. */
const PLAIN_INTERVAL_MILLISECONDS = 10_000;
const TERMINAL_INTERVAL_MILLISECONDS = 1000;

/**
 * Shows what takes long, with the time that it has taken so far: in a terminal one line that counts the seconds, in a
 * log a line every ten seconds.
 * @template T
 * @param {string} text such as "installing packages"
 * @param {() => Promise<T>} work
 * @param {ProgressStream} [stream]
 * @returns {Promise<T>} what `work` gives
 */
async function withProgress(text, work, stream = process.stderr) {
  const started = performance.now();
  const line = () => `${text} … ${Math.round((performance.now() - started) / 1000)} s`;
  const show = () => stream.write(stream.isTTY ? `\r\u001b[K${line()}` : `${line()}\n`);
  stream.write(stream.isTTY ? `${text} …` : `${text} …\n`);
  const timer = setInterval(show, stream.isTTY ? TERMINAL_INTERVAL_MILLISECONDS : PLAIN_INTERVAL_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    show();
    if (stream.isTTY) stream.write("\n");
  }
}

module.exports = { withProgress };
