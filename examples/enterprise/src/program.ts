import { createLog, errorText, type Log, withFields } from "./log";
import { readSettings, type Settings } from "./settings";
import { startTelemetry } from "./telemetry";
import { traceFields } from "./tracing";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/** Something that runs until it is told to stop; `stop` says whether nothing had to be cut off. */
export interface Running {
  readonly stop: () => Promise<boolean>;
}

/**
 * Starts a program with the settings of its environment, and stops it when the process is told to end.
 * @param service what its traces call it, unless the environment says so.
 */
export function runProgram(service: string, start: (settings: Settings, log: Log) => Promise<Running>): void {
  const run = async (): Promise<void> => {
    const settings = readSettings(process.env);
    const { logLevel, tracing, version, shutdownDeadline } = settings;
    const log = withFields(createLog(logLevel), traceFields);
    const telemetry = await startTelemetry(tracing, { service, version }, log);
    const running = await start(settings, log);
    let stopping = false;
    const stop = async (): Promise<void> => {
      if (stopping) return;
      stopping = true;
      const begin = performance.now();
      const graceful = await running.stop();
      await telemetry.stop(shutdownDeadline - (performance.now() - begin));
      process.exit(graceful ? 0 : 1);
    };
    for (const signal of SIGNALS) process.on(signal, () => void stop());
  };
  run().catch((error: unknown) => {
    createLog("error")("error", "could not start", { error: errorText(error) });
    process.exitCode = 1;
  });
}
