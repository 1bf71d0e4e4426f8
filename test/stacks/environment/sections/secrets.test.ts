import * as pulumi from "@pulumi/pulumi";
import type { ConfigurationError } from "../../../../stacks/configuration/problem";
import { writtenConfiguration } from "../../../../stacks/configuration/read";
import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { deployEnvironment } from "../../deployed";
import { MINIMAL, refused } from "../../example-settings";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:proofpix/session-key-AbCdEf";

const DECLARED = [{ name: "session-key", description: "Signs cookies", recoveryWindow: "7d" }, { name: "license" }];

function services(secrets: Record<string, string>) {
  return [{ name: "enterprise", secrets }];
}

/** Names and inputs of what an environment registers. */
async function deployed(overrides: object, environment = "staging") {
  const { resources, outputs } = await deployEnvironment(parseConfiguration({ ...MINIMAL, ...overrides }, environment));
  const of = (type: string) =>
    resources.filter((resource) => resource.type === type).sort((one, other) => one.name.localeCompare(other.name));
  return { of, outputs };
}

afterEach(() => {
  pulumi.runtime.setAllConfig({});
});

describe("declared secrets", () => {
  it("are none unless they are configured", async () => {
    const { of, outputs } = await deployed({});

    expect([of(SECRET), of(VERSION), outputs.secretArns]).toEqual([[], [], {}]);
  });

  it("are created empty under the environment's key, and told by name", async () => {
    const { of, outputs } = await deployed({ secrets: DECLARED });

    expect(of(SECRET).map(({ name, inputs }) => [name, inputs])).toEqual([
      ["proofpix-staging-secret-license", expect.objectContaining({ recoveryWindowInDays: 30 })],
      [
        "proofpix-staging-secret-session-key",
        expect.objectContaining({
          description: "Signs cookies",
          kmsKeyId: "arn:mock:proofpix-staging-key",
          recoveryWindowInDays: 7,
        }),
      ],
    ]);
    expect(of(SECRET).map(({ inputs }) => inputs.replicas)).toEqual([undefined, undefined]);
    expect(of(VERSION)).toEqual([]);
    expect(outputs.secretArns).toEqual({
      "session-key": "arn:mock:proofpix-staging-secret-session-key",
      license: "arn:mock:proofpix-staging-secret-license",
    });
  });

  it("get the values that the stack's file holds", async () => {
    pulumi.runtime.setAllConfig({ "proofpix-secrets:license": "hunter2" });
    const { of } = await deployed({ secrets: DECLARED });

    expect(of(VERSION).map(({ name }) => name)).toEqual(["proofpix-staging-secret-license"]);
    expect(of(VERSION)[0]?.inputs.secretString).toMatchObject({ value: "hunter2" });
  });

  it("have copies in the second region, under its key", async () => {
    const { of } = await deployed({ secrets: DECLARED, secondRegion: "eu-central-1" });

    expect(of(SECRET).map(({ inputs }) => inputs.replicas)).toEqual(
      DECLARED.map(() => [{ region: "eu-central-1", kmsKeyId: "arn:mock:proofpix-staging-eu-central-1-key" }]),
    );
  });

  it.each([
    ["production", true],
    ["staging", false],
  ])("are protected in %s: %s", async (environment, isProtected) => {
    const { of } = await deployed({ secrets: DECLARED, minInstances: 3 }, environment);

    expect(of(SECRET).map(({ protect }) => protect)).toEqual([isProtected, isProtected]);
  });
});

describe("a service's secret", () => {
  it("is a declared one by its name, beside others by ARN", async () => {
    const secrets = { SESSION_KEY: "session-key", OTHER: ARN };
    const { of } = await deployed({ secrets: DECLARED, services: services(secrets) });
    const [definition] = of(TASK_DEFINITION);

    expect(JSON.parse(String(definition?.inputs.containerDefinitions))).toMatchObject([
      {
        secrets: [
          { name: "OTHER", valueFrom: ARN },
          { name: "SESSION_KEY", valueFrom: "arn:mock:proofpix-staging-secret-session-key" },
        ],
      },
    ]);
  });

  it("is the version of the value that the stack's file holds, so that another value deploys the service", async () => {
    pulumi.runtime.setAllConfig({ "proofpix-secrets:session-key": "hunter2" });
    const { of } = await deployed({ secrets: DECLARED, services: services({ SESSION_KEY: "session-key" }) });

    expect(of(VERSION)).toHaveLength(1);
    expect(JSON.stringify(of(TASK_DEFINITION)[0]?.inputs)).toContain("arn:mock:proofpix-staging-secret-session-key:::");
  });

  it.each([
    ["a misspelt one", "sesion-key", 'did you mean "session-key"?'],
    ["an undeclared one", "hunter2hunter2", "declare it there, or give the ARN of a secret"],
  ])("is refused as %s, which is not repeated", (_, source, remedy) => {
    const reasons = refused({ secrets: DECLARED, services: services({ KEY: source }) });

    expect(reasons).toEqual({
      "proofpix:services[0].secrets.KEY": expect.stringContaining(
        `names no secret in proofpix:secrets (what was written is not shown since it may be secret); ${remedy}`,
      ) as unknown,
    });
    expect(JSON.stringify(reasons)).not.toContain(source);
  });

  it("is refused where no secret is declared", () => {
    expect(refused({ services: services({ KEY: "session-key" }) })).toEqual({
      "proofpix:services[0].secrets.KEY": expect.stringContaining("names no secret in proofpix:secrets") as unknown,
    });
  });

  it("is not judged while something is wrong with the declared ones", () => {
    const secrets = [{ name: "Session-Key" }];

    expect(Object.keys(refused({ secrets, services: services({ KEY: "session-key" }) }))).toEqual([
      "proofpix:secrets[0].name",
    ]);
    expect(Object.keys(refused({ secrets: "session-key", services: services({ KEY: "session-key" }) }))).toEqual([
      "proofpix:secrets",
    ]);
  });
});

describe("a declaration is refused", () => {
  it.each([
    ["without a name", [{ description: "x" }], "proofpix:secrets[0].name", "is missing"],
    ["with a name twice", [{ name: "a" }, { name: "a" }], "proofpix:secrets[1].name", 'got "a" a second time'],
    ["with a wrong name", [{ name: "A_B" }], "proofpix:secrets[0].name", "at most 32 lower-case letters"],
    ["with a value", [{ name: "a", value: "hunter2" }], "proofpix:secrets[0].value", "is not a known key"],
    ["with a short recovery window", [{ name: "a", recoveryWindow: "6d" }], "proofpix:secrets[0].recoveryWindow", "7d"],
    [
      "with a long recovery window",
      [{ name: "a", recoveryWindow: "31d" }],
      "proofpix:secrets[0].recoveryWindow",
      "30d",
    ],
    [
      "with part of a day",
      [{ name: "a", recoveryWindow: "180h" }],
      "proofpix:secrets[0].recoveryWindow",
      "whole number of days",
    ],
    ["as names alone", ["session-key"], "proofpix:secrets[0]", "must be"],
    ["as values by name", { "session-key": "hunter2" }, "proofpix:secrets", "must be a list"],
    ["as an empty list", [], "proofpix:secrets", "at least one secret"],
  ])("%s", (_, secrets, key, reason) => {
    const reasons = refused({ secrets });

    expect(reasons).toEqual({ [key]: expect.stringContaining(reason) as unknown });
    expect(JSON.stringify(reasons)).not.toContain("hunter2");
  });
});

describe("a value in the stack's file", () => {
  const KEY = "proofpix-secrets:session-key";

  function problemsWith(all: string[], encrypted: string[], overrides: object = { secrets: DECLARED }) {
    try {
      parseConfiguration({ ...MINIMAL, ...overrides }, "staging", encrypted, all);
    } catch (error) {
      return (error as ConfigurationError).problems.map(({ key, reason }) => `${key}: ${reason}`);
    }
    return [];
  }

  it("is taken when it is encrypted", () => {
    expect(problemsWith([KEY], [KEY])).toEqual([]);
  });

  it("is refused in plain text", () => {
    expect(problemsWith([KEY], [])).toEqual([
      `${KEY}: must be encrypted (the value is not shown here); whoever may read the file knows it, so make a new one, and set it by pulumi config set --secret ${KEY}`,
    ]);
  });

  it.each([
    ["misspelt", "proofpix-secrets:sesion-key", "did you mean proofpix-secrets:session-key?"],
    ["undeclared", "proofpix-secrets:database", "declare it in proofpix:secrets, or remove the key"],
  ])("is refused for a secret that is %s", (_, key, remedy) => {
    expect(problemsWith([key], [key])).toEqual([`${key}: is the value of no secret in proofpix:secrets; ${remedy}`]);
  });

  it("is refused where no secret is declared", () => {
    expect(problemsWith([KEY], [KEY], {})).toHaveLength(1);
  });

  it("is not judged while something is wrong with the declared secrets", () => {
    expect(problemsWith([KEY], [KEY], { secrets: [{ name: "Session-Key" }] })).toEqual([
      expect.stringMatching(/^proofpix:secrets\[0\]\.name: /),
    ]);
  });

  it("is refused in a namespace that is ours but for a slip, and not judged in others", () => {
    const misspelt = "proofpix-secret:session-key";

    expect(problemsWith([misspelt], [misspelt])).toEqual([
      `${misspelt}: has an unknown namespace; did you mean ${KEY}?`,
    ]);
    expect(problemsWith(["aws:profile", "other-secrets:session-key"], [])).toEqual([]);
  });

  it("is told to be encrypted or not by the engine, with its namespace", () => {
    const before = process.env.PULUMI_CONFIG_SECRET_KEYS;
    process.env.PULUMI_CONFIG_SECRET_KEYS = JSON.stringify([KEY, "proofpix:region"]);
    pulumi.runtime.setAllConfig({ [KEY]: "hunter2", "proofpix:region": "eu-west-1" });
    const { secretKeys, foreignKeys, settings } = writtenConfiguration();
    if (before === undefined) delete process.env.PULUMI_CONFIG_SECRET_KEYS;
    else process.env.PULUMI_CONFIG_SECRET_KEYS = before;

    expect({ secretKeys, foreignKeys, settings }).toEqual({
      secretKeys: [KEY, "region"],
      foreignKeys: [KEY],
      settings: { region: "eu-west-1" },
    });
  });
});
