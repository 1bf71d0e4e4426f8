import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { duration } from "../../../../stacks/configuration/schema/fields";
import { type KeySchema, keySchemaOf } from "../../../../stacks/configuration/schema/key-schema";
import { settingsSchema } from "../../../../stacks/environment/sections";
import { MINIMAL } from "../../example-settings";

type Settings = Record<string, unknown>;

/** What is said of a configuration, a line each. */
function said(changes: Settings): string[] {
  return saidOf({ ...MINIMAL, ...changes });
}

function saidOf(raw: Settings): string[] {
  try {
    parseConfiguration(raw, "staging");
    return [];
  } catch (error) {
    return (error as { problems: { key: string; reason: string }[] }).problems.map(
      ({ key, reason }) => `${key}: ${reason}`,
    );
  }
}

function withTrigger(cpu: Settings): Settings {
  return { services: [{ name: "web", scaling: { triggers: { cpu } } }] };
}

/** Mistakes that the components find: their words have to be the configuration's. */
const MISTAKES: Readonly<Record<string, Settings>> = {
  "a trigger that is never quiet": withTrigger({ below: 90 }),
  "no trigger": {
    services: [
      {
        name: "web",
        scaling: {
          triggers: Object.fromEntries(
            ["cpu", "memory", "responseTime", "queueDepth"].map((name) => [name, { enabled: false }]),
          ),
        },
      },
    ],
  },
  "a schedule that changes nothing": {
    services: [{ name: "web", scaling: { schedules: [{ name: "morning", at: "07:30" }] } }],
  },
  "a linear deployment in too many steps": {
    services: [{ name: "web", deployment: { strategy: "linear", stepPercent: 1 } }],
  },
  "a timeout longer than its interval": {
    services: [{ name: "web", healthCheck: { interval: "5s", timeout: "10s" } }],
  },
  "a route that names nothing": { services: [{ name: "web" }, { name: "api", routing: { priority: 3 } }] },
  "two services for every request": { services: [{ name: "web" }, { name: "api" }] },
  "workers only": { services: [{ name: "web", worker: true }] },
  "a size that Fargate doesn't have": { capacity: "fargate", services: [{ name: "web", cpu: "300m" }] },
  "instances that hold no task": { instances: { types: ["t3.nano"] } },
  "fewer instances than the services need": { instances: { minSize: 1, maxSize: 1 } },
  "what a network load balancer can't do": {
    algorithm: "ip-hash",
    webFirewall: true,
    services: [{ name: "web", stickiness: {}, deployment: { strategy: "canary" } }],
  },
  "a host without certificate": {
    domain: { name: "app.proofpix.com" },
    services: [{ name: "web" }, { name: "api", routing: { hosts: ["elsewhere.com"] } }],
  },
  "a variable that looks like a secret": {
    services: [{ name: "web", environment: { DB_PASSWORD: "abcdefgh12345678" } }],
  },
};

describe("what is said of a wrong configuration", () => {
  it("says once that a key has no value, and that it may go", () => {
    expect(said({ services: "" })).toEqual([
      'proofpix:services: has no value; add a list with at least one service, for example [{"name":"enterprise"}], or remove the key',
    ]);
    expect(said({ network: "" })[0]).toMatch(/^proofpix:network: has no value; add a group of the keys cidrBlock/);
  });

  it("says of an empty part of a group or list that it has no value", () => {
    expect(said({ services: [{ name: "web", cpu: null }, null] })).toEqual([
      'proofpix:services[0].cpu: has no value; add more than zero in millicores or cores, such as "500m" or "1", for example "1000m", or remove the key',
      expect.stringMatching(
        /^proofpix:services\[1\]: has no value; add a group of the keys name, .*, for example \{"name":"enterprise"\}, or remove the entry$/,
      ),
    ]);
  });

  it("advises nobody to remove what has to be there", () => {
    expect(said({ minInstances: "" })).toEqual([
      "proofpix:minInstances: has no value; add a whole number from 1 to 1000, for example 2",
    ]);
  });

  it.each<[Settings, string, string]>([
    [{ healthCheck: { tries: 2 } }, "healthCheck.tries", "healthCheck.unhealthyThreshold"],
    [{ stickiness: { cookie: "SESSION" } }, "stickiness.cookie", "stickiness.cookieName"],
    [{ executeCommand: true }, "executeCommand", "enableExecuteCommand"],
    [
      { deployment: { strategy: "canary", percent: 20 } },
      "deployment.percent",
      "deployment.canaryPercent or proofpix:services[0].deployment.stepPercent",
    ],
    [
      { deployment: { strategy: "linear", interval: "10m" } },
      "deployment.interval",
      "deployment.canaryBakeTime or proofpix:services[0].deployment.stepBakeTime",
    ],
  ])("leads from the former name in %j to the present one", (service, former, present) => {
    expect(said({ services: [{ name: "web", ...service }] })).toEqual([
      `proofpix:services[0].${former}: was renamed; write proofpix:services[0].${present}`,
    ]);
  });

  it("says once that nothing was read, and where keys stand", () => {
    expect(saidOf({})).toEqual([
      "proofpix:*: not one key was read; in Pulumi.staging.yaml keys stand below config:, indented by two blanks, for example proofpix:region: eu-west-1",
    ]);
  });

  it("knows keys that are written below the namespace, or joined to it in another way", () => {
    expect(said({ proofpix: { region: "eu-west-1" } })).toEqual([
      "proofpix:proofpix: is a group, and keys stand in none; write each with the namespace on one line, for example proofpix:region",
    ]);
    expect(said({ "proofpix.region": "eu-west-1" })).toEqual([
      'proofpix:["proofpix.region"]: is not a known key; did you mean proofpix:region?',
    ]);
  });

  it("blames a route that names nothing alone", () => {
    expect(said({ services: [{ name: "web" }, { name: "api", routing: {} }] })).toEqual([
      expect.stringMatching(/^proofpix:services\[1\]\.routing: must have one to 5 paths and hosts together/),
    ]);
  });

  it.each(["one", "two", 1])("guesses neither of two choices for %j", (natGateways) => {
    expect(said({ network: { ...(MINIMAL.network as Settings), natGateways } })).toEqual([
      `proofpix:network.natGateways: must be "one-per-zone" or "single", got ${JSON.stringify(natGateways)}; write "one-per-zone" or "single" ("one-per-zone" when left out)`,
    ]);
  });

  it("names both values of a switch", () => {
    expect(said({ autoScale: "no" })).toEqual([
      'proofpix:autoScale: must be true or false, got "no"; write true or false',
    ]);
  });

  it("names all keys that are as near", () => {
    expect(said({ mixInstances: 2 })).toEqual([
      "proofpix:mixInstances: is not a known key; did you mean proofpix:minInstances or proofpix:maxInstances?",
    ]);
    expect(said({ services: [{ name: "web", health: {} }] })).toEqual([
      "proofpix:services[0].health: is not a known key; did you mean proofpix:services[0].healthCheck or proofpix:services[0].healthEndpoints?",
    ]);
  });

  it("names bounds of a duration that it takes", () => {
    expect(said(withTrigger({ aboveFor: "10s" }))).toEqual([
      'proofpix:services[0].scaling.triggers.cpu.aboveFor: must be whole minutes from "1m" to "1d", got "10s"; write for example "2m" ("2m" when left out)',
    ]);
    expect(said({ services: [{ name: "web", deployment: { bakeTime: "90s" } }] })).toEqual([
      expect.stringContaining(
        'services[0].deployment.bakeTime: must be whole minutes from "1m" to "1d", got "90s"; write',
      ),
    ]);
    for (const time of ["1m", "1d"]) {
      expect(said(withTrigger({ aboveFor: time }))).toEqual([]);
      expect(said({ services: [{ name: "web", deployment: { bakeTime: time } }] })).toEqual([]);
    }
  });

  it.each([
    [60, 86_400, 'whole minutes from "1m" to "1d"', ["1m", "60s", "90m", "1d"], ["59s", "90s", "25h", "0m"]],
    [5, 300, 'whole seconds from "5s" to "5m"', ["5s", "90s", "5m"], ["4s", "301s", "5500ms"]],
    [3600, 604_800, 'whole minutes from "1h" to "7d"', ["1h", "61m"], ["59m", "8d"]],
  ])("takes durations from %d to %d s as it says", (minimum, maximum, allowed, right, wrong) => {
    const schema = duration(minimum, maximum, { description: "A time.", changing: "nothing" });

    expect(schema.meta()).toMatchObject({ allowed });
    for (const [, bound = ""] of allowed.matchAll(/"(.+?)"/g)) expect(schema.safeParse(bound).success).toBe(true);
    for (const each of right) expect(schema.safeParse(each).success).toBe(true);
    for (const each of wrong) expect(schema.safeParse(each).success).toBe(false);
  });

  it.each(Object.entries(MISTAKES))("speaks of %s in the configuration's words", (_, changes) => {
    const lines = said(changes);

    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const names =
        line.replaceAll(/"[^"]*"|\S+\.com\b/g, "").match(/\b[a-z]+[A-Z]\w*\b|\b[a-z]\w*\.[a-z]\w*\b/g) ?? [];
      for (const name of names.filter((each) => !/^[a-z]\d\w*\.\w+$/.test(each))) {
        for (const part of name.split(".")) expect(KEYS).toContain(part);
      }
    }
  });
});

/** The names of all keys. */
const KEYS: readonly string[] = namesIn(keySchemaOf(settingsSchema));

function namesIn(schema: KeySchema | undefined): string[] {
  const inner = Object.entries(schema?.properties ?? {}).flatMap(([name, each]) => [name, ...namesIn(each)]);
  return [...inner, ...(schema?.items === undefined ? [] : namesIn(schema.items))];
}
