import { readSettings } from "./settings";

const TIMEOUT = 4000;

/** Asks the service in the same container how it is; a container health check goes by the exit code. */
async function main(): Promise<boolean> {
  const { port } = readSettings(process.env);
  const response = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(TIMEOUT) });
  return response.ok;
}

main().then(
  (healthy) => {
    process.exitCode = healthy ? 0 : 1;
  },
  () => {
    process.exitCode = 1;
  },
);
