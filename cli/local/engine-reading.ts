import { join } from "node:path";
import { runQuietly } from "./process";

/** Stands for a value that is encrypted. */
export const SECRET = Symbol("a secret");

/** A stack's configuration as the engine reads it: by key with its namespace, scalars as texts, groups as they are. */
export type EngineReading = Readonly<Record<string, unknown>>;

/** Has the engine read a configuration file of a stack; undefined if the engine can't. */
export type ReadByEngine = (stack: string, file: string) => Promise<EngineReading | undefined>;

interface PrintedValue {
  readonly value?: string;
  readonly objectValue?: unknown;
  readonly secret: boolean;
}

/** Makes a {@link ReadByEngine} that runs the engine of a folder in the environment of a local run. */
export function engineReader(engineDirectory: string, environment: NodeJS.ProcessEnv): ReadByEngine {
  return async (stack, file) => {
    const args = ["config", "--json", "--non-interactive", "--stack", stack, "--config-file", file];
    const { code, printed } = await runQuietly(join(engineDirectory, "pulumi"), args, environment);
    return code === 0 ? engineReading(printed) : undefined;
  };
}

/** Parses what `pulumi config --json` printed; undefined for anything else. */
export function engineReading(printed: string): EngineReading | undefined {
  const values = parsed(printed);
  if (typeof values !== "object" || values === null) return undefined;
  return Object.fromEntries(
    Object.entries(values as Readonly<Record<string, PrintedValue>>).map(([key, { secret, objectValue, value }]) => [
      key,
      secret ? SECRET : (objectValue ?? value),
    ]),
  );
}

function parsed(printed: string): unknown {
  try {
    return JSON.parse(printed);
  } catch {
    return undefined;
  }
}
