import { checksOf } from "./checks";
import { createLog, errorText, type Log } from "./log";
import { redisQueueDepth } from "./queue-depth";
import { startQueueReport } from "./queue-report";
import { startService } from "./service";
import { readSettings, type Settings } from "./settings";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const service = await startService(settings, { checks: checksOf(settings), log });
  reportQueue(settings, log);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    process.exit((await service.stop()) ? 0 : 1);
  };
  for (const signal of SIGNALS) process.on(signal, () => void stop());
}

/** Only a queue of Redis can be asked; of others their own service reports the length. */
function reportQueue({ queueUrl, queueName, serviceName, checkTimeout }: Settings, log: Log): void {
  if (serviceName === undefined || queueUrl?.protocol.startsWith("redis") !== true) return;
  const depth = (signal: AbortSignal): Promise<number> => redisQueueDepth(queueUrl, queueName, signal);
  startQueueReport({ serviceName, depth, timeout: checkTimeout, log });
}

main().catch((error: unknown) => {
  createLog("error")("error", "could not start", { error: errorText(error) });
  process.exitCode = 1;
});
