import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";
import * as datadog from "../../components/datadog";
import { LoadBalancerTarget } from "../../components/load-balancer/load-balancer-target";
import { FlowLogs } from "../../components/network/flow-logs";
import { VpcEndpoints } from "../../components/network/vpc-endpoints";
import { argumentsOf, DESCRIBED_COMPONENTS, type Field, fieldsOf } from "../../components/shared/argument-shapes";
import { sampleOf } from "./shared/sample-arguments";

type Constructor = new (name: unknown, args?: unknown) => pulumi.ComponentResource;

const EXPORTED: Readonly<Record<string, unknown>> = {
  ...library,
  ...datadog,
  ...{ FlowLogs, LoadBalancerTarget, VpcEndpoints },
};
const COMPONENTS = Object.entries(EXPORTED).filter(
  (entry): entry is [string, Constructor] =>
    typeof entry[1] === "function" && entry[1].prototype instanceof pulumi.ComponentResource,
);

interface Component {
  readonly name: string;
  readonly Class: Constructor;
  readonly fields: readonly Field[];
  readonly valid: Readonly<Record<string, unknown>>;
}

const DESCRIBED: readonly [name: string, component: Component][] = COMPONENTS.map(([name, Class]) => {
  const shape = argumentsOf(name) ?? { fields: {} };
  return [name, { name, Class, fields: fieldsOf(shape), valid: sampleOf(shape) as Record<string, unknown> }];
});

/** Everything that a component finds wrong, as `path: reason`; what it throws otherwise, fails. */
function problemsOf({ name, Class }: Component, args?: unknown): string[] {
  try {
    new Class("shop", args);
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    expect(error.message).toContain(`Invalid arguments for ${name} "shop"`);
    return error.errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
  }
  throw new Error("expected the arguments to be refused");
}

function requiredOf({ fields }: Component): string[] {
  return fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
}

describe("the description of arguments", () => {
  it("is there for every component, and for nothing else", () => {
    expect(COMPONENTS.map(([name]) => name).sort()).toEqual([...DESCRIBED_COMPONENTS].sort());
    expect(COMPONENTS.length).toBeGreaterThan(30);
  });

  it("knows what is required and of which kind", () => {
    expect(argumentsOf("AlarmTopic")?.fields).toEqual({
      accountId: { input: "string" },
      "emailRecipients?": { list: "string" },
      kmsKeyArn: { input: "string" },
      "tags?": "Tags",
      "transform?": "AlarmTopicTransforms",
    });
  });
});

describe.each(DESCRIBED)("%s, used from plain JavaScript,", (_, component) => {
  const { fields, valid } = component;
  const required = requiredOf(component);
  const [first = "transform"] = required;

  it("names what is missing when it gets no arguments, or null", () => {
    const told = required.length === 0 ? [] : problemsOf(component); // a cluster takes all defaults

    for (const name of required) expect(told).toContainEqual(expect.stringMatching(`^${name}: is missing; give `));
    expect(problemsOf(component, null)).toContainEqual(expect.stringMatching(/^args: must be an object, got null/));
  });

  it("names what is undefined by mistake, or null", () => {
    for (const name of required) {
      expect(problemsOf(component, { ...valid, [name]: undefined })).toContainEqual(
        expect.stringMatching(`^${name}: is missing; give `),
      );
      expect(problemsOf(component, { ...valid, [name]: null })).toContainEqual(
        expect.stringMatching(`^${name}: is missing, got null; give `),
      );
    }
  });

  it("names an argument that it doesn't know", () => {
    expect(problemsOf(component, { ...valid, zzzzzzzz: 1 })).toContainEqual(
      expect.stringMatching(/^zzzzzzzz: is not a known name; remove it/),
    );
  });

  it("names the argument that a misspelt one is most likely for", () => {
    const misspelt = `${first}x`;

    expect(problemsOf(component, { ...valid, [first]: undefined, [misspelt]: valid[first] })).toContainEqual(
      expect.stringMatching(new RegExp(`^${misspelt}: is not a known name; did you mean (.* or )?${first}\\b`)),
    );
  });

  it("names what is of another kind", () => {
    for (const { name, shape } of fields) {
      const other = shape === "function" || name === "transform" ? 1 : () => undefined;

      expect(problemsOf(component, { ...valid, [name]: other })).toContainEqual(
        expect.stringMatching(`^${name}: must be `),
      );
    }
  });

  it("wants a name", () => {
    const { Class } = component;

    expect(() => new Class(undefined, valid)).toThrow(pulumi.InputPropertiesError);
  });
});

describe("what is unlike the declared types", () => {
  it("is told once, in place of what the component would say of it", () => {
    const component = DESCRIBED.find(([name]) => name === "ContainerService")?.[1];
    if (component === undefined) throw new Error("there is no ContainerService");

    expect(problemsOf(component, { ...component.valid, logRetentionDays: "30", minInstances: undefined })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^logRetentionDays: must be 1 or 3 or .*, got "30"/),
        "minInstances: is missing; give a number",
      ]),
    );
  });

  it("doesn't hide what else is wrong", () => {
    const component = DESCRIBED.find(([name]) => name === "AlarmTopic")?.[1];
    if (component === undefined) throw new Error("there is no AlarmTopic");

    expect(problemsOf(component, { accountId: "12", kmsKeyArn: 5, emailRecipients: ["nobody"] })).toEqual([
      "kmsKeyArn: must be a string, got a number; write it in quotes",
      `accountId: must be an account's 12 digits, got "12"`,
      'emailRecipients[0]: must be an email address, got "nobody"',
    ]);
  });
});
