import type { Scalar } from "../model";
import { byType, refuseValue, scalarOfOutput, type ScalarTable } from "./values";

const number = matching(/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/, Number);
const integer = matching(/^-?\d+$/, Number);
const asIs: ScalarTable[Scalar] = (value) => value;

/** A scalar that is text on the wire: in forms, XML, headers and queries. */
export const scalarOfText = byType({
  boolean: matching(/^(?:true|false)$/i, (value) => value.toLowerCase() === "true"),
  ...{ integer, long: integer, float: number, double: number, timestamp: time, isoTimestamp: time },
  ...{ string: asIs, blob: asIs },
});

/** The same the other way, in a header, where times have a form of their own (Smithy, "HTTP binding traits"). */
export function textOfHeader(type: Scalar, value: unknown, path: string): string {
  const scalar = scalarOfOutput(type, value, path);
  if (type === "timestamp") return new Date(Number(scalar)).toUTCString();
  return type === "isoTimestamp" ? new Date(Number(scalar)).toISOString() : String(scalar);
}

function matching(pattern: RegExp, convert: (value: string) => unknown): ScalarTable[Scalar] {
  return (value, path) => (pattern.test(String(value)) ? convert(String(value)) : refuseValue(value, path));
}

function time(value: unknown, path: string): number {
  const instant = Date.parse(String(value));
  return Number.isNaN(instant) ? refuseValue(value, path) : instant;
}
