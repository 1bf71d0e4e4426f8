import { checksOf } from "./checks";
import { createLog, errorText } from "./log";
import { startService } from "./service";
import { readSettings } from "./settings";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const service = await startService(settings, { checks: checksOf(settings), log });
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    process.exit((await service.stop()) ? 0 : 1);
  };
  for (const signal of SIGNALS) process.on(signal, () => void stop());
}

main().catch((error: unknown) => {
  createLog("error")("error", "could not start", { error: errorText(error) });
  process.exitCode = 1;
});
