import { createLog, errorText, type Log } from "./log";
import { readSettings, type Settings } from "./settings";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Something that runs until it is told to stop; `stop` says whether nothing had to be cut off. */
export interface Running {
  readonly stop: () => Promise<boolean>;
}

/** Starts a program with the settings of its environment, and stops it when the process is told to end. */
export function runProgram(start: (settings: Settings, log: Log) => Promise<Running>): void {
  const run = async (): Promise<void> => {
    const settings = readSettings(process.env);
    const running = await start(settings, createLog(settings.logLevel));
    let stopping = false;
    const stop = async (): Promise<void> => {
      if (stopping) return;
      stopping = true;
      process.exit((await running.stop()) ? 0 : 1);
    };
    for (const signal of SIGNALS) process.on(signal, () => void stop());
  };
  run().catch((error: unknown) => {
    createLog("error")("error", "could not start", { error: errorText(error) });
    process.exitCode = 1;
  });
}
