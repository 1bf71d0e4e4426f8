import type { LimitRefusal, Violation, Wording, Wordings } from "../model/limits";
import type { Properties } from "../model/values";
import { reach, type Reached } from "./reach";
import { type Limit, type LimitedType, limitTable } from "./table";
import type { LimitProblem } from "./types";
import { violation } from "./violation";
import { shown, wordingOf } from "./wording";

/**
 * What AWS would refuse about a resource's inputs by themselves: enums, ranges, lengths, patterns and what is missing;
 * at most one problem for each value. An input that is there but undefined isn't known yet and passes.
 * @param type an unmapped one has no limits.
 */
export function limitProblems(type: LimitedType, inputs: Properties, wordings: Wordings): LimitProblem[] {
  const table = limitTable(type);
  if (table === undefined) return [];
  const wording = wordingOf(table.service, wordings);
  const opened = openDocuments(inputs, table.documents);
  const problems = opened.unreadable.map(({ path, reason }) => ({
    path,
    ...worded({ ...table, member: path, positions: [], violation: { demand: "json", bound: reason } }, wording),
  }));
  for (const limit of table.limits) {
    for (const reached of reach(opened.inputs, limit.steps)) {
      const broken = problems.some(({ path }) => path === reached.path) ? undefined : brokenDemand(reached, limit);
      if (broken !== undefined) problems.push(problemOf(reached, limit, broken, wording));
    }
  }
  return problems;
}

function brokenDemand({ value, missing }: Reached, limit: Limit): Violation | undefined {
  if (missing) return limit.required ? { demand: "present" } : undefined;
  if (value === undefined || (limit.leftOutWhenEmpty && isEmpty(value))) return undefined;
  return violation(value, limit.constraint);
}

function isEmpty(value: unknown): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

/** A document's own words and code come before the service's usual ones. */
function problemOf(
  { path, positions, value }: Reached,
  limit: Limit,
  broken: Violation,
  wording: Wording,
): LimitProblem {
  const text = limit.isSensitive || value === undefined ? undefined : shown(value);
  const usual = worded({ ...limit, positions, value: text, violation: broken }, wording);
  const { code = usual.code, message } = limit.documented ?? {};
  return { path, code, message: message === undefined ? usual.message : message(text ?? "") };
}

function worded(refusal: LimitRefusal, { code, message }: Wording): Omit<LimitProblem, "path"> {
  return { code: code(refusal), message: message(refusal) };
}

/** Inputs with their JSON documents parsed. */
export interface OpenedInputs {
  readonly inputs: Properties;
  /** Documents that aren't JSON. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** Parses the inputs that hold JSON text; what can't be read counts as not known. */
export function openDocuments(inputs: Properties, documents: readonly string[]): OpenedInputs {
  const unreadable: { path: string; reason: string }[] = [];
  const parsed: Record<string, unknown> = {};
  for (const path of documents) {
    const text = inputs[path];
    if (typeof text !== "string") continue;
    try {
      parsed[path] = JSON.parse(text);
    } catch (error) {
      parsed[path] = undefined;
      unreadable.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { inputs: { ...inputs, ...parsed }, unreadable };
}
