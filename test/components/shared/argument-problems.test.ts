import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { argumentProblems } from "../../../components/shared/argument-problems";
import {
  argumentsOf,
  byKind,
  DESCRIBED_COMPONENTS,
  fieldsOf,
  resolved,
  type Shape,
} from "../../../components/shared/argument-shapes";
import { sampleOf } from "./sample-arguments";

const ANYTHING: Shape = { fields: {} };

/** Arguments of a component that are what its types say, with some changes. */
function problemsOf(component: string, changes: Readonly<Record<string, unknown>> = {}): string[] {
  const valid = sampleOf(argumentsOf(component) ?? ANYTHING) as object;
  return argumentProblems(component, { ...valid, ...changes }).map(
    ({ propertyPath, reason }) => `${propertyPath}: ${reason}`,
  );
}

describe("arguments that are what their types say", () => {
  it.each(DESCRIBED_COMPONENTS)("are fine: %s", (component) => {
    expect(problemsOf(component)).toEqual([]);
  });

  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ["an output", "AlarmTopic", { kmsKeyArn: pulumi.output("arn") }],
    ["a promise", "AlarmTopic", { kmsKeyArn: Promise.resolve("arn") }],
    ["outputs in a list", "CompositeAlarm", { alarmNames: [pulumi.output("one"), "other"] }],
    ["an output of a whole list", "Cache", { subnetIds: pulumi.output(["subnet-1"]) }],
    ["an output in a map", "AlarmTopic", { tags: { Team: pulumi.output("shop") } }],
    ["an output where a secret or its version may be", "ContainerService", { secrets: { KEY: pulumi.output("arn") } }],
    ["an optional argument that is undefined", "AlarmTopic", { tags: undefined }],
    ["an unknown argument that is undefined", "AlarmTopic", { region: undefined }],
    ["a transform that is a function", "AlarmTopic", { transform: { topic: () => undefined } }],
    ["false in place of settings", "LoadBalancer", { webFirewall: false }],
    ["topics for each severity", "Queue", { alarmActions: { critical: ["arn"], warning: [] } }],
    ["a variant that may leave its word out", "Backup", { lock: { minimumRetentionDays: 7 } }],
    [
      "a cluster that has more than is asked for",
      "ContainerService",
      {
        cluster: new (class {
          clusterArn = "a";
          clusterName = "b";
          id = "c";
        })(),
      },
    ],
  ])("may be %s", (_, component, changes) => {
    expect(problemsOf(component, changes)).toEqual([]);
  });

  it("may tell more of what is deployed than is asked for", () => {
    const credentials = { username: "me", password: "p", secretArn: "arn" };

    expect(problemsOf("ContainerImage", { source: { kind: "existing", reference: "a:1", credentials } })).toEqual([]);
  });

  it("may be more of a system than a dashboard shows", () => {
    const system = sampleOf("MonitoredSystem");

    expect(problemsOf("CloudWatchDashboard", { system })).toEqual([]);
  });
});

describe("arguments that are not", () => {
  it.each<[string, string, Readonly<Record<string, unknown>>, string]>([
    [
      "a number in place of a string",
      "AlarmTopic",
      { accountId: 123456789012 },
      "accountId: must be a string, got a number; write it in quotes",
    ],
    [
      "a string in place of a number",
      "ContainerService",
      { port: "80" },
      'port: must be a number, got "80"; write it without quotes',
    ],
    ["no number", "ContainerService", { port: NaN }, "port: must be a number, got NaN"],
    [
      "a string in place of true",
      "LoadBalancer",
      { internal: "true" },
      'internal: must be true or false, got "true"; write it without quotes',
    ],
    [
      "one in place of several",
      "AlarmTopic",
      { emailRecipients: "a@example.com" },
      "emailRecipients: must be an array, each entry a string, got a string; write it in brackets",
    ],
    [
      "an output of what decides",
      "Network",
      { availabilityZones: pulumi.output(["a"]) },
      "availabilityZones: must be an array, each entry a string, got an output; it decides what there is to deploy, so it has to be known when the program begins",
    ],
    [
      "null where something may be left out",
      "ContainerService",
      { loadBalancer: null },
      "loadBalancer: must be an object with securityGroupId, target, got null; leave it out",
    ],
    [
      "an entry that is undefined",
      "CompositeAlarm",
      { alarmNames: ["one", undefined] },
      "alarmNames[1]: is missing; give a string",
    ],
    [
      "a value that is undefined",
      "ContainerService",
      { environment: { MODE: undefined } },
      "environment.MODE: is missing; give a string",
    ],
    [
      "a name with dots",
      "AlarmTopic",
      { tags: { "a.b": 1 } },
      'tags["a.b"]: must be a string, got a number; write it in quotes',
    ],
    [
      "a misspelt word",
      "Network",
      { natGateways: "singel" },
      'natGateways: must be "one-per-zone" or "single", got "singel"; did you mean "single"?',
    ],
    [
      "an unknown name within",
      "LoadBalancer",
      { domain: { name: "example.com", zone: "x" } },
      "domain.zone: is not a known name; remove it; known here are alternativeNames, hostedZone, name",
    ],
    [
      "a misspelt name within",
      "LoadBalancer",
      { targets: { web: { port: 80, helthCheck: {} } } },
      "targets.web.helthCheck: is not a known name; did you mean healthCheck?",
    ],
    [
      "a misspelt transform",
      "AlarmTopic",
      { transform: { topics: {} } },
      "transform.topics: is not a known name; did you mean topic?",
    ],
    [
      "a plain object for a resource",
      "ClusterCapacity",
      { cluster: { clusterName: "a" } },
      "cluster: must be a resource of Pulumi with clusterName, got an object",
    ],
    [
      "a variant that there isn't",
      "ContainerImage",
      { source: { kind: "exsting", reference: "a:1" } },
      'source.kind: must be "build" or "existing", got "exsting"; did you mean "existing"?',
    ],
    [
      "a variant that isn't named",
      "ContainerImage",
      { source: { reference: "a:1" } },
      'source.kind: is missing; give "build" or "existing"',
    ],
    [
      "a variant without what it needs",
      "ContainerImage",
      { source: { kind: "existing" } },
      "source.reference: is missing; give a string",
    ],
    [
      "what another variant has",
      "ContainerImage",
      { source: { kind: "existing", reference: "a:1", tag: "1" } },
      "source.tag: is not a known name; remove it; known here are credentials, kind, reference, registry, remedy",
    ],
    [
      "half of a secret's version",
      "ContainerService",
      { secrets: { KEY: { secretArn: "arn" } } },
      "secrets.KEY.versionId: is missing; give a string",
    ],
    [
      "true in place of settings",
      "LoadBalancer",
      { webFirewall: true },
      "webFirewall: must be false, or an object, got true",
    ],
    [
      "topics for one severity",
      "Queue",
      { alarmActions: { critical: [] } },
      "alarmActions.warning: is missing; give an array, each entry a string",
    ],
  ])("are told: %s", (_, component, changes, problem) => {
    expect(problemsOf(component, changes)).toEqual([problem]);
  });

  it.each([
    ["null", null],
    ["a text", "args"],
    ["an array", [{}]],
    ["an output", pulumi.output({})],
  ])("are told: %s in place of all", (_, args) => {
    expect(argumentProblems("AlarmTopic", args)).toEqual([
      expect.objectContaining({
        propertyPath: "args",
        reason: expect.stringMatching(/^must be an object, got /) as unknown,
      }),
    ]);
  });

  it("are told: a misspelt name in what is deployed", () => {
    const source = { kind: "existing", reference: "a:1", credentials: { username: "me", pasword: "p" } };

    expect(problemsOf("ContainerImage", { source })).toEqual([
      "source.credentials.password: is missing; give a string",
      "source.credentials.pasword: is not a known name; did you mean password?",
    ]);
  });

  it("keep their values for themselves where a secret may be", () => {
    const told = problemsOf("ContainerImage", {
      source: { kind: "existing", reference: "a:1", credentials: { username: "me", password: 271828 } },
    });

    expect(told).toEqual(["source.credentials.password: must be a string, got a number; write it in quotes"]);
  });
});

/** Somewhere in arguments: names and indices, and what is declared there. */
interface Place {
  readonly path: readonly (string | number)[];
  readonly shape: Shape;
  readonly isRequired: boolean;
}

/** Every place in a sample of a shape, outside of unions, of which an error may choose another variant. */
function placesIn(shape: Shape, path: Place["path"] = [], isRequired = true): Place[] {
  const here = path.length === 0 ? [] : [{ path, shape, isRequired }];
  return byKind(shape, {
    plain: () => here,
    choice: () => here,
    either: () => here,
    input: (inner) => placesIn(inner, path, isRequired),
    list: (entry) => [...here, ...placesIn(entry, [...path, 0])],
    map: (entry) => [...here, ...placesIn(entry, [...path, "web"])],
    object: (object) => [
      ...here,
      ...fieldsOf(object).flatMap((field) => placesIn(field.shape, [...path, field.name], field.isRequired)),
    ],
  });
}

function changedAt(sample: unknown, [first, ...rest]: Place["path"], value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(sample))
    return sample.map((each: unknown, index) => (index === first ? changedAt(each, rest, value) : each));
  const properties = sample as Readonly<Record<string, unknown>>;
  const copy = Object.create(Object.getPrototypeOf(properties) as object) as object;
  return Object.assign(copy, properties, { [first]: changedAt(properties[first], rest, value) });
}

function textOf(path: Place["path"]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .slice(1);
}

const PLACES = DESCRIBED_COMPONENTS.flatMap((component) =>
  placesIn(argumentsOf(component) ?? ANYTHING).map((place) => ({ component, place })),
);

describe("every place in every component's arguments", () => {
  const anyPlace = fc.constantFrom(...PLACES);
  const problemsAt = (component: string, path: Place["path"], value: unknown) =>
    argumentProblems(component, changedAt(sampleOf(argumentsOf(component) ?? ANYTHING), path, value)).map(
      ({ propertyPath }) => propertyPath,
    );

  it("is told alone when what is there is of no kind that is declared", () => {
    fc.assert(
      fc.property(anyPlace, ({ component, place: { path, shape } }) => {
        fc.pre(resolved(shape) !== "any");
        const other = ["function", "transform"].some((kind) => kind === resolved(shape)) ? 1 : () => undefined;

        expect(problemsAt(component, path, other)).toEqual([textOf(path)]);
      }),
    );
  });

  it("is told when nothing is there, but where it may be left out", () => {
    fc.assert(
      fc.property(anyPlace, ({ component, place: { path, isRequired } }) => {
        expect(problemsAt(component, path, undefined)).toEqual(isRequired ? [textOf(path)] : []);
      }),
    );
  });

  it("takes anything for what Pulumi will know later, and nothing raw is thrown for any value", () => {
    fc.assert(
      fc.property(anyPlace, fc.anything(), ({ component, place: { path } }, value) => {
        expect(Array.isArray(problemsAt(component, path, value))).toBe(true);
      }),
    );
  });
});
