import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../tools/yaml/render";
import { type ValueChange, valueChanges } from "../../tools/yaml/value-changes";
import type { StateResource } from "../engine/engine";
import { holdsSecret } from "../engine/state-secrets";

/** A difference between a state and the checkpoint to which it should have returned. */
export interface StateDifference {
  readonly urn: string;
  /** Path of the input: `deploymentConfiguration.strategy`; undefined where the whole resource is concerned. */
  readonly path?: string;
  /** Why it is no fault; undefined where nothing explains it. */
  readonly reason?: string;
}

/** Inputs that something else than the program sets, with what does. */
const SET_BY_OTHERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:ecs/service:Service": { desiredCount: "scaling sets the number of tasks" },
  "aws:autoscaling/group:Group": { desiredCapacity: "scaling sets the number of instances" },
  "aws:lb/listenerRule:ListenerRule": { actions: "ECS sets them when it shifts traffic" },
  "aws:lb/listener:Listener": { defaultActions: "ECS sets them when it shifts traffic" },
};

/** Types whose inputs say nothing of the cloud. */
const ASIDE = ["pulumi:pulumi:Stack"];

/**
 * Compares the inputs of a state with those of a checkpoint, resource by resource. What the cloud names anew, such as
 * the revision of a task definition, is no difference of its own: values that come of it are compared as if it had its
 * old name, and told with that reason.
 */
export function stateDifferences(recorded: readonly StateResource[], now: readonly StateResource[]): StateDifference[] {
  const [before, after] = [byUrn(recorded), byUrn(now)];
  const names = renamed(before, after);
  const inputs = [...before].flatMap(([urn, resource]) => {
    const present = after.get(urn);
    return present === undefined ? [ofWhole(resource)] : inputDifferences(resource, present, names);
  });
  const added = [...after].filter(([urn]) => !before.has(urn)).map(([, resource]) => ofWhole(resource));
  return [...inputs, ...added];
}

/** Whether a difference is left without an explanation. */
export function isUnexplained({ reason }: StateDifference): boolean {
  return reason === undefined;
}

/** A resource that only one of the two has. A pinned image needs no provider that asks a registry for its digest. */
function ofWhole({ urn, type }: StateResource): StateDifference {
  return type.startsWith("pulumi:providers:")
    ? { urn, reason: "a provider of the program, nothing in the cloud" }
    : { urn };
}

function byUrn(resources: readonly StateResource[]): Map<string, StateResource> {
  const present = resources.filter((each) => each.delete !== true && !ASIDE.includes(each.type));
  return new Map(present.map((each) => [each.urn, each]));
}

/** What the cloud gave a new name: the name of now, by that of the checkpoint. Longer names come first. */
function renamed(
  before: ReadonlyMap<string, StateResource>,
  after: ReadonlyMap<string, StateResource>,
): readonly (readonly [was: string, is: string])[] {
  const pairs = [...before].flatMap(([urn, { id, inputs, outputs = {} }]) => {
    const present = after.get(urn);
    if (present === undefined) return [];
    const given = new Set(texts(inputs)); // what a program says is no name that the cloud gave
    const changed = valueChanges(outputs, present.outputs ?? {}).flatMap(({ path, value }) =>
      namePair(at(outputs, path), value),
    );
    return [...namePair(id, present.id), ...changed].filter(([was]) => !given.has(was));
  });
  return pairs.sort(([one], [other]) => other.length - one.length);
}

/** The texts within a value. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return isObject(value) ? Object.values(value).flatMap(texts) : [];
}

/** Short values, such as numbers of revisions, are no names. */
const SHORTEST_NAME = 8;

function namePair(was: unknown, is: unknown): (readonly [string, string])[] {
  const isName = typeof was === "string" && typeof is === "string" && was !== is && was.length >= SHORTEST_NAME;
  return isName ? [[was, is]] : [];
}

function inputDifferences(
  { urn, type, inputs = {} }: StateResource,
  { inputs: present = {} }: StateResource,
  names: readonly (readonly [string, string])[],
): StateDifference[] {
  return valueChanges(withoutMarks(inputs), withoutMarks(present)).map((change) => {
    const was = at(inputs, change.path);
    const reason = reasonOf(type, change, was, names);
    return { urn, path: change.path.join("."), ...(reason !== undefined && { reason }) };
  });
}

function reasonOf(
  type: string,
  { path, value }: ValueChange,
  was: unknown,
  names: readonly (readonly [string, string])[],
): string | undefined {
  const byOthers = SET_BY_OTHERS[type]?.[String(path[0])];
  if (byOthers !== undefined) return byOthers;
  if (path.includes("ciphertext") || (holdsSecret(was) && holdsSecret(value))) {
    return "a secret, which is encrypted anew each time";
  }
  if (isDeepStrictEqual(withNames(was, names), value)) return "names what the cloud named anew";
  if (isPinned(was, value)) return "an image, which is pinned by the digest that the release ran";
  return undefined;
}

/** Whether a text differs from what it was by digests of images alone, which it had not. */
function isPinned(was: unknown, is: unknown): boolean {
  if (typeof was !== "string" || typeof is !== "string" || was === is) return false;
  return is.replaceAll(/@sha256:[0-9a-f]{64}/g, (digest) => (was.includes(digest) ? digest : "")) === was;
}

/** A value in which what was renamed has its name of now. */
function withNames(value: unknown, names: readonly (readonly [string, string])[]): unknown {
  if (typeof value === "string") return names.reduce((text, [was, is]) => text.replaceAll(was, is), value);
  if (Array.isArray(value)) return value.map((each) => withNames(each, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withNames(each, names)]));
}

/** The SDK's own notes among the inputs. */
function withoutMarks(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== "__defaults"));
}

function at(value: unknown, path: ValueChange["path"]): unknown {
  return path.reduce<unknown>((each, segment) => (isObject(each) ? each[segment] : undefined), value);
}
