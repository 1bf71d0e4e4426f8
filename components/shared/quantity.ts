/** CPU as users write it: millicores (`"500m"`) or whole and fractional cores (`"1"`, `"0.5"`). */
export type CpuQuantity = `${number}m` | `${number}`;

/** Memory or storage in binary units: `"512Mi"`, `"2Gi"`. */
export type SizeQuantity = `${number}Mi` | `${number}Gi`;

/** A span of time: `"500ms"`, `"30s"`, `"5m"`, `"1h"`, `"7d"`. */
export type DurationQuantity = `${number}ms` | `${number}s` | `${number}m` | `${number}h` | `${number}d`;

/** Thrown when a quantity is not written in its notation; the message names the value, the notation and an example. */
export class QuantityError extends Error {
  override readonly name = "QuantityError";
}

interface Notation {
  readonly pattern: RegExp;
  readonly factors: Readonly<Record<string, number>>;
  readonly allowed: string;
}

const CPU: Notation = {
  pattern: /^(\d+(?:\.\d+)?)(m?)$/,
  factors: { m: 1.024, "": 1024 },
  allowed: 'millicores or cores, such as "500m" or "1"',
};

const MEMORY: Notation = {
  pattern: /^(\d+(?:\.\d+)?)(Mi|Gi)$/,
  factors: { Mi: 1, Gi: 1024 },
  allowed: 'mebibytes or gibibytes, such as "512Mi" or "2Gi"',
};

const STORAGE: Notation = {
  pattern: /^(\d+(?:\.\d+)?)(Mi|Gi)$/,
  factors: { Mi: 1 / 1024, Gi: 1 },
  allowed: 'mebibytes or gibibytes, such as "10Gi"',
};

const DURATION: Notation = {
  pattern: /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/,
  factors: { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 },
  allowed: 'milliseconds, seconds, minutes, hours or days, such as "500ms", "30s" or "5m"',
};

/**
 * ECS CPU units (1024 to a virtual CPU) of a quantity such as `"1000m"`.
 * @throws {QuantityError} when the text is not a CPU quantity.
 */
export function cpuUnits(text: string): number {
  return Math.round(parse(text, CPU));
}

/**
 * Mebibytes of a quantity such as `"2Gi"`.
 * @throws {QuantityError} when the text is not a memory quantity.
 */
export function memoryMebibytes(text: string): number {
  return Math.round(parse(text, MEMORY));
}

/**
 * Gibibytes of a quantity such as `"10Gi"`, rounded up, since volumes come in whole gibibytes.
 * @throws {QuantityError} when the text is not a storage quantity.
 */
export function storageGibibytes(text: string): number {
  return Math.ceil(parse(text, STORAGE));
}

/**
 * Seconds of a duration such as `"5m"`.
 * @throws {QuantityError} when the text is not a duration.
 */
export function durationSeconds(text: string): number {
  return parse(text, DURATION);
}

/** Seconds in the notation of {@link durationSeconds}, in the largest unit of which they are a whole number. */
export function durationText(seconds: number): DurationQuantity {
  if (!Number.isInteger(seconds)) return `${Math.round(seconds * 1000)}ms`;
  const units = [
    [86_400, "d"],
    [3600, "h"],
    [60, "m"],
  ] as const;
  const [size, unit] = units.find(([each]) => seconds % each === 0) ?? [1, "s"];
  return `${seconds / size}${unit}`;
}

function parse(text: string, notation: Notation): number {
  const [, amount, unit = ""] = notation.pattern.exec(text) ?? [];
  const factor = notation.factors[unit];
  if (amount === undefined || factor === undefined || Number(amount) === 0) {
    throw new QuantityError(`must be more than zero in ${notation.allowed}, got ${JSON.stringify(text)}`);
  }
  return Number(amount) * factor;
}
