import type { DeployedResource } from "../support/judge-pack";
import { resource, UNKNOWN, type TestResource } from "../support/resource";

type Properties = TestResource["properties"];
type Change = (value: unknown, name: string, resource: TestResource) => unknown;

/** Functions that change a shape's resources: to stages before their creation, and to other notations. */
type Stage = (resources: readonly DeployedResource[]) => readonly DeployedResource[];

/** Nothing exists yet: outputs of AWS aren't known, nor values that depend on them. */
export const inFirstPreview: Stage = (resources) => {
  const identities = resources.flatMap(({ asked, made }) =>
    Object.entries(made.properties).flatMap(([name, value]) =>
      !(name in asked.properties) && typeof value === "string" && value !== "" ? [value] : [],
    ),
  );
  const hide = (value: unknown): unknown =>
    typeof value === "string" && identities.some((identity) => value.includes(identity)) ? UNKNOWN : value;
  const unlessReferring: Change = (value, name, { options }) =>
    (options.dependencies?.[name] ?? []).length > 0 ? inLeaves(value, hide) : value;
  return resources.map(({ asked, made }) => ({
    asked: changed(asked, unlessReferring),
    made: changed(made, (value, name) => (name in asked.properties ? unlessReferring(value, name, made) : UNKNOWN)),
  }));
};

/** No property is known: all come from another stack, whose outputs don't exist yet. */
export const withUnknownProperties: Stage = (resources) => fromOtherStack(everywhere(() => UNKNOWN)(resources));

/** Objects and lists are known, but none of the values in them. */
export const withUnknownValues: Stage = (resources) =>
  fromOtherStack(everywhere((value) => inLeaves(value, () => UNKNOWN))(resources));

/** Numbers and booleans are texts, as in AWS's own formats. */
export const asText = everywhere((value) =>
  inLeaves(value, (leaf) => (typeof leaf === "number" || typeof leaf === "boolean" ? String(leaf) : leaf)),
);

const OTHER_STACK = resource("pulumi:pulumi:StackReference", "acme/network/production");

/** An unknown value always depends on something: here each input also depends on another stack. */
function fromOtherStack(resources: readonly DeployedResource[]): readonly DeployedResource[] {
  const depending = (each: TestResource, inputs: TestResource): TestResource => {
    const { dependencies = {} } = each.options;
    const entries = Object.keys(inputs.properties).map(
      (name) => [name, [...(dependencies[name] ?? []), OTHER_STACK]] as const,
    );
    return { ...each, options: { ...each.options, dependencies: Object.fromEntries(entries) } };
  };
  const depended = resources.map(({ asked, made }) => ({
    asked: depending(asked, asked),
    made: depending(made, asked),
  }));
  return [{ asked: OTHER_STACK, made: OTHER_STACK }, ...depended];
}

function everywhere(change: Change): Stage {
  return (resources) =>
    resources.map(({ asked, made }) => ({ asked: changed(asked, change), made: changed(made, change) }));
}

function changed(resource: TestResource, change: Change): TestResource {
  const entries = Object.entries(resource.properties).map(
    ([name, value]) => [name, change(value, name, resource)] as const,
  );
  return { ...resource, properties: Object.fromEntries(entries) satisfies Properties };
}

function inLeaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => inLeaves(each, change));
  if (typeof value !== "object" || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inLeaves(each, change)]));
}
