import { TAGS } from "../shapes/context";
import type { DeployedResource } from "./judge-pack";
import { resource, type TestResource } from "./resource";

/** A stack's resources, and those that a mutation changed or added. */
export interface Mutated {
  readonly resources: readonly DeployedResource[];
  readonly changed: readonly DeployedResource[];
}

/** One change to a stack, such as a person might make by mistake. */
export type Mutation = (resources: readonly DeployedResource[]) => Mutated;

type Chosen = (resource: TestResource) => boolean;

/** Chooses resources of a type whose names have this ending. */
export function of(type: string, ending = ""): Chosen {
  return (resource) => resource.type === type && resource.name.endsWith(ending);
}

/** Sets properties of every chosen resource, by their paths; undefined takes one away. */
export function set(chosen: Chosen, values: Readonly<Record<string, unknown>>): Mutation {
  return changing(chosen, (resource) => ({ ...resource, properties: withValues(resource.properties, values) }));
}

/** Sets options of every chosen resource. */
export function setOptions(chosen: Chosen, options: TestResource["options"]): Mutation {
  return changing(chosen, (resource) => ({ ...resource, options: { ...resource.options, ...options } }));
}

/** Changes the JSON text of a property of every chosen resource. */
export function editJson(chosen: Chosen, property: string, edit: (value: unknown) => unknown): Mutation {
  return changing(chosen, (resource) => ({
    ...resource,
    properties: {
      ...resource.properties,
      [property]: JSON.stringify(edit(JSON.parse(String(resource.properties[property])))),
    },
  }));
}

/** Takes every chosen resource out of the stack. */
export function drop(chosen: Chosen): Mutation {
  return (resources) => {
    const left = resources.filter(({ asked }) => !chosen(asked));
    if (left.length === resources.length) throw new Error("the mutation drops nothing");
    return { resources: left, changed: [] };
  };
}

/** Adds resources, whose outputs equal their inputs. */
export function add(...added: readonly TestResource[]): Mutation {
  return (resources) => {
    const changed = added.map((resource) => ({ asked: resource, made: resource }));
    return { resources: [...resources, ...changed], changed };
  };
}

/** Adds a resource whose property refers to the chosen resources. */
export function addReferring(added: TestResource, property: string, chosen: Chosen): Mutation {
  return (resources) => {
    const referred = resources.filter(({ asked }) => chosen(asked)).map(({ made }) => made);
    if (referred.length === 0) throw new Error("the mutation refers to nothing");
    const dependencies = { ...added.options.dependencies, [property]: referred };
    return add({ ...added, options: { ...added.options, dependencies } })(resources);
  };
}

function changing(chosen: Chosen, change: (resource: TestResource) => TestResource): Mutation {
  return (resources) => {
    const mutated = resources.map((each) =>
      chosen(each.asked) ? { asked: change(each.asked), made: change(each.made) } : each,
    );
    const changed = mutated.filter((each, index) => each !== resources[index]);
    if (changed.length === 0) throw new Error("the mutation changes nothing");
    return { resources: mutated, changed };
  };
}

function withValues(
  properties: TestResource["properties"],
  values: Readonly<Record<string, unknown>>,
): TestResource["properties"] {
  const copy = structuredClone(properties) as Record<string, unknown>;
  for (const [path, value] of Object.entries(values)) assign(copy, path.split("."), value);
  return copy;
}

/** Numbers in a path are list indices. */
function assign(target: Record<string, unknown>, [first = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    target[first] ??= {};
    assign(target[first] as Record<string, unknown>, rest, value);
  } else if (value === undefined) {
    Reflect.deleteProperty(target, first);
  } else {
    target[first] = value;
  }
}

/** Changes the first container of the task definition. */
export function container(values: Readonly<Record<string, unknown>>): Mutation {
  return editJson(of("aws:ecs/taskDefinition:TaskDefinition"), "containerDefinitions", (containers) => {
    const [first, ...others] = containers as Record<string, unknown>[];
    return [{ ...first, ...values }, ...others];
  });
}

/** Adds a statement to the key's policy. */
export function keyStatement(statement: object): Mutation {
  return editJson(of("aws:kms/key:Key"), "policy", (policy) => {
    const { Statement, ...rest } = policy as { Statement: object[] };
    return { ...rest, Statement: [...Statement, statement] };
  });
}

/** Trust policy of a role that the principal may assume. */
export function trustOf(principal: unknown): string {
  const statement = { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Path of the pods' specification in the Deployment. */
export const POD = "spec.template.spec";

/** Path of their first container. */
export const POD_CONTAINER = `${POD}.containers.0`;

/** Changes the Deployment's pods. */
export function pods(values: Readonly<Record<string, unknown>>): Mutation {
  return set(of("kubernetes:apps/v1:Deployment"), values);
}

/** Tags that every resource has, as the engine holds them. */
export const TAGGED = { tags: TAGS, tagsAll: TAGS };

/** Adds a resource that holds data and has the tags and the protection that rules demand of those. */
export function addStateful(type: string, properties: Readonly<Record<string, unknown>>): Mutation {
  return add(resource(type, "data", { ...TAGGED, ...properties }, { protect: true }));
}
