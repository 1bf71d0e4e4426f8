import type { DeployedResource } from "../support/judge-pack";
import { resource, type TestResource, type TestResourceOptions } from "../support/resource";

/** Why each resource is objected to, by its name. */
export type Reasons = Readonly<Record<string, string>>;

/** Resources as some program or library makes them, and what is really wrong with them, as a person judged. */
export interface Shape {
  readonly resources: readonly DeployedResource[];
  /** By the rule's name. @default nothing is wrong */
  readonly wrong?: Readonly<Record<string, Reasons>>;
}

export type Shapes = Readonly<Record<string, Shape>>;

type Properties = TestResource["properties"];

/** The engine's knowledge of a resource besides its inputs. */
interface Registration extends Omit<TestResourceOptions, "dependencies" | "parent"> {
  /** Outputs that AWS or the provider adds to the inputs. */
  readonly outputs?: Properties;
  /** The resources whose outputs went into each property. */
  readonly references?: Readonly<Record<string, readonly DeployedResource[]>>;
  readonly parent?: DeployedResource;
}

/**
 * A resource after its creation. The provider's check adds a list of its defaults to each object of the inputs, and the
 * outputs contain what the program left out.
 */
export function deployed(type: string, name: string, inputs: Properties, registration: Registration = {}) {
  const { outputs = {}, references = {}, parent, ...others } = registration;
  const options = (pick: (each: DeployedResource) => TestResource): TestResourceOptions => ({
    ...others,
    ...(parent !== undefined && { parent: pick(parent) }),
    dependencies: Object.fromEntries(Object.entries(references).map(([property, on]) => [property, on.map(pick)])),
  });
  const asked = type.startsWith("aws:") ? (withListsOfDefaults(inputs) as Properties) : inputs;
  return {
    asked: resource(
      type,
      name,
      asked,
      options((each) => each.asked),
    ),
    made: resource(
      type,
      name,
      { ...inputs, ...outputs },
      options((each) => each.made),
    ),
  } satisfies DeployedResource;
}

/** A component, such as those of awsx. */
export function component(type: string, name: string, parent?: DeployedResource): DeployedResource {
  return deployed(type, name, {}, { component: true, ...(parent !== undefined && { parent }) });
}

function withListsOfDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withListsOfDefaults);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, withListsOfDefaults(each)] as const);
  return { ...Object.fromEntries(entries), __defaults: [] };
}

/** An ARN of the tests' account, for example of `sqs` and `jobs`. */
export function arn(service: string, path: string): string {
  return `arn:aws:${service}:eu-west-1:123456789012:${path}`;
}

/** ARN and id as the provider returns them where they are the same. */
export function identified(service: string, path: string): { readonly arn: string; readonly id: string } {
  return { arn: arn(service, path), id: arn(service, path) };
}
