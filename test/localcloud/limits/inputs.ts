import * as limits from "../../../localcloud/limits/check";
import { limitTable as tableOf, type LimitedType } from "../../../localcloud/limits/table";
import type { LimitProblem } from "../../../localcloud/limits/types";
import { wordingsOf } from "../../../localcloud/model/resource-type";
import { RESOURCE_TYPES, SERVICES } from "../../../localcloud/services";
import { isProperties, type Properties } from "../../../localcloud/model/values";
import { SAMPLES } from "./samples";

/** A violation, the closest valid neighbour, and what AWS says. */
export type Case = readonly [path: string, wrong: unknown, neighbour: unknown, code: string, words: string];

const WORDINGS = wordingsOf(SERVICES);

/** A resource type of the local cloud; one that it doesn't know is told by its token alone. */
function typeOf(token: string): LimitedType {
  return RESOURCE_TYPES.find(({ type }) => type === token) ?? { type: token };
}

/** What AWS would refuse about the inputs of a resource type by themselves. */
export function limitProblems(token: string, inputs: Properties): LimitProblem[] {
  return limits.limitProblems(typeOf(token), inputs, WORDINGS);
}

/** Limits of a resource type. */
export function limitTable(token: string): ReturnType<typeof tableOf> {
  return tableOf(typeOf(token));
}

/** Problems of a sample in which one input has another value. */
export function problemsWith(type: string, path: string, value: unknown): LimitProblem[] {
  const sample = SAMPLES[type] ?? {};
  const containers = sample["containerDefinitions"];
  if (typeof containers !== "string") return limitProblems(type, edited(sample, path, value));
  const opened = edited({ ...sample, containerDefinitions: JSON.parse(containers) as unknown }, path, value);
  return limitProblems(type, { ...opened, containerDefinitions: JSON.stringify(opened["containerDefinitions"]) });
}

/** Declares that a resource type refuses each violation at its input alone, and takes its neighbour. */
export function describeLimits(type: string, cases: readonly [Case, ...Case[]]): void {
  describe(`limits of ${type}`, () => {
    it.each(cases.map((each) => [title(each), ...each] as const))("%s", (_, path, wrong, neighbour, code, words) => {
      const problems = problemsWith(type, path, wrong);
      expect(problems).toEqual([{ path, code, message: expect.stringContaining(words) as string }]);
      expect(problemsWith(type, path, neighbour)).toEqual([]);
    });
  });
}

function title([path, wrong, neighbour]: Case): string {
  return `refuses ${brief(wrong)} and takes ${brief(neighbour)} as ${path}`;
}

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 20)}… (${text.length} characters)` : text;
}

/** A copy of properties with another value at a path such as `healthCheck.interval` or `rules[0].id`. */
export function edited(properties: Properties, path: string, value: unknown): Properties {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  return replaced(properties, steps, value) as Properties;
}

function replaced(target: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (/^\d+$/.test(step)) {
    const list: unknown[] = Array.isArray(target) ? [...(target as unknown[])] : [];
    list[Number(step)] = replaced(list[Number(step)], rest, value);
    return list;
  }
  const object = isProperties(target) ? target : {};
  return { ...object, [step]: replaced(object[step], rest, value) };
}
