import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { SECRET, type EngineReading, type ReadByEngine } from "../../../cli/local/engine-reading";

/** Reads like Go's library what JavaScript's reads differently: dates, octal numbers, merge keys, empty values. */
function parsed(text: string): { config?: Readonly<Record<string, unknown>> | null; encryptionsalt?: string } {
  return (parse(text, { version: "1.1", merge: true }) ?? {}) as ReturnType<typeof parsed>;
}

/** A configuration as the engine reads it, for tests that need no engine. */
export function readAsEngine(text: string): EngineReading {
  const entries = Object.entries(parsed(text).config ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, readValue(value)]));
}

function readValue(value: unknown): unknown {
  const json = JSON.stringify(value);
  if (json.includes('"secure"')) return SECRET;
  if (value === null) return "";
  return typeof value === "object" && !(value instanceof Date) ? (JSON.parse(json) as unknown) : textOf(value);
}

function textOf(value: unknown): string {
  return value instanceof Date ? `${value.toISOString().slice(0, 10)} 00:00:00 +0000 UTC` : String(value);
}

/**
 * A file as the engine writes it anew, for instance when it adds its salt: with its own reading of every value, and in
 * quotes what it would read as a number, such as "05:00".
 */
export function rewritten(text: string): string {
  const config = Object.fromEntries(
    Object.entries(parsed(text).config ?? {}).map(([key, value]) => {
      const read = readValue(value);
      return [key, read === SECRET ? value : read];
    }),
  );
  return stringify({ config, encryptionsalt: "v1:abc" }, { version: "1.1" });
}

/** Reads a file instead of the engine. */
export const readFile: ReadByEngine = (_stack, file) => {
  try {
    return Promise.resolve(readAsEngine(readFileSync(file, "utf8")));
  } catch {
    return Promise.resolve(undefined);
  }
};
