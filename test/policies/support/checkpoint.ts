import type { DeployedResource } from "./judge-pack";
import { secret, type TestResource } from "./resource";

/** A resource of a stack's state, as far as policies see it. */
export interface CheckpointResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

/** Resources of a state as the engine passes them to policies, with their parents and dependencies. */
export function deployedResources(resources: readonly CheckpointResource[]): DeployedResource[] {
  const known = new Map<string, DeployedResource>();
  for (const resource of resources) known.set(resource.urn, deployed(resource, known));
  return [...known.values()];
}

/** Dependencies come before what depends on them, as the engine writes its state. */
function deployed(resource: CheckpointResource, known: ReadonlyMap<string, DeployedResource>): DeployedResource {
  const view = (
    properties: TestResource["properties"],
    pick: (each: DeployedResource) => TestResource,
  ): TestResource => {
    const found = (urns: readonly string[]): TestResource[] =>
      urns.flatMap((urn) => {
        const each = known.get(urn);
        return each === undefined ? [] : [pick(each)];
      });
    const [parent] = found([resource.parent ?? ""]);
    return {
      type: resource.type,
      name: resource.urn.split("::").at(-1) ?? "",
      properties,
      options: {
        component: !resource.custom,
        protect: resource.protect ?? false,
        ignoreChanges: resource.ignoreChanges ?? [],
        dependencies: Object.fromEntries(
          Object.entries(resource.propertyDependencies ?? {}).map(([property, urns]) => [property, found(urns ?? [])]),
        ),
        ...(parent !== undefined && { parent }),
      },
    };
  };
  return {
    asked: view(readable(resource.inputs ?? {}), ({ asked }) => asked),
    made: view(readable(resource.outputs ?? {}), ({ made }) => made),
  };
}

/** Stands for a secret; as long as one that was generated, since a rule tells passwords that are made up by their length. */
const WITHHELD = secret("withheld-Zk3v9QmW8xT2nLr6-withheld");

/** Replaces the state's encrypted secrets by others, which rules get in plain text. */
function readable(properties: TestResource["properties"]): TestResource["properties"] {
  const text = JSON.stringify(properties);
  return JSON.parse(text, (_key, value: unknown) =>
    isEncrypted(value) ? WITHHELD : value,
  ) as TestResource["properties"];
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "ciphertext" in value;
}
