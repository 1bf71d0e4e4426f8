/** Works until the terminal, or whoever ends this process, asks it to come to its end. */
export async function untilInterrupted(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    await work(abort.signal);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
