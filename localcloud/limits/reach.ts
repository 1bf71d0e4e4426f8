import { isProperties, type Properties } from "../model/values";

/** A value that a path leads to, with its concrete path: `actions[0].type` for `actions[].type`. */
export interface Reached {
  readonly path: string;
  /** Positions in the lists and maps on the way. */
  readonly positions: readonly number[];
  readonly value: unknown;
  /** Whether the object that should hold the value is there without it. */
  readonly missing: boolean;
}

/** Steps of a path such as `tags{value}` or `actions[].type`: names, `[]`, `{key}` and `{value}`. */
export function stepsOf(path: string): readonly string[] {
  return path.match(/\[\]|\{key\}|\{value\}|[^.[\]{}]+/g) ?? [];
}

/** Every value that the steps lead to; a value that isn't known yet (undefined) ends the way. */
export function reach(inputs: Properties, steps: readonly string[]): readonly Reached[] {
  const start: Reached = { path: "", positions: [], value: inputs, missing: false };
  return steps.reduce<readonly Reached[]>((reached, step) => reached.flatMap((at) => descend(at, step)), [start]);
}

function descend(at: Reached, step: string): Reached[] {
  if (step === "[]") return elements(at);
  if (!isProperties(at.value)) return [];
  if (step === "{key}" || step === "{value}") return entries(at, at.value, step);
  const path = at.path === "" ? step : `${at.path}.${step}`;
  const missing = !(step in at.value) || at.value[step] === null;
  return [{ path, positions: at.positions, value: at.value[step], missing }];
}

function elements(at: Reached): Reached[] {
  if (!Array.isArray(at.value)) return [];
  return at.value.map((value: unknown, index) => ({
    path: `${at.path}[${index}]`,
    positions: [...at.positions, index],
    value,
    missing: false,
  }));
}

function entries(at: Reached, map: Properties, step: "{key}" | "{value}"): Reached[] {
  return Object.entries(map).map(([key, value], index) => ({
    path: `${at.path}.${key}`,
    positions: [...at.positions, index],
    value: step === "{key}" ? key : value,
    missing: false,
  }));
}
