import { DeploymentProblem } from "../model/problem";
import { withNamespace } from "./entries";

/** Where a value stands in a configuration file: its key, and the way within the key's value. */
export type ValuePath = readonly [key: string, ...within: (string | number)[]];

const KEY = /^((?:[\w-]+:)?[\w-]+)(.*)$/s;
const SEGMENT = /\.?([\w-]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/y;

/**
 * Reads a key as people write it, and as problems name it: `image`, `proofpix:services[0].cpu`, `tags["cost.center"]`.
 * @throws {DeploymentProblem} `configuration-invalid` for anything else.
 */
export function valuePath(text: string): ValuePath {
  const [, key, rest = ""] = KEY.exec(text) ?? [];
  if (key === undefined) throw unreadable(text);
  return [withNamespace(key), ...segmentsIn(rest, text)];
}

/** The way within a key's value. */
function segmentsIn(rest: string, text: string): (string | number)[] {
  const segments: (string | number)[] = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < rest.length) {
    const found = SEGMENT.exec(rest);
    if (found === null) throw unreadable(text);
    segments.push(segmentOf(found));
  }
  return segments;
}

function segmentOf([, name, place, quoted = ""]: RegExpExecArray): string | number {
  if (place !== undefined) return Number(place);
  return name ?? quoted.replaceAll(/\\(.)/g, "$1");
}

function unreadable(text: string): DeploymentProblem {
  return new DeploymentProblem(
    "configuration-invalid",
    `"${text}" is not a key`,
    'Write it as in problems of the configuration: image, services[0].cpu, tags["cost.center"].',
  );
}
