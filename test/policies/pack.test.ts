import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { packConfiguration } from "../../policies/configuration/files";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { CATALOGUES, ENVIRONMENTS, STACK_TYPE, toPolicies, type Catalogue, type Rule } from "../../policies/core";
import { settingsOf } from "../../policies/core/configuration";
import { generatedFiles } from "../../policies/generated";
import { RULES } from "../../policies/rules";
import { resource, TODAY } from "./support";
import { analyze, analyzeStack, information, start } from "./support/analyzer";
import { analyzeRequest, stackResource } from "./support/requests";

const root = join(__dirname, "..", "..");

/** Names that rules once had; a configuration with one of them keeps its meaning. */
const FORMER_NAMES = [
  "launch-template-confined",
  "no-iam-users",
  "no-plain-secrets-in-environment",
  "kubernetes-no-plain-secrets",
  "secrets-rotated",
  "kms-key-policy-confined",
  "efs-encrypted",
  "opensearch-encrypted",
];

describe("the pack", () => {
  it("calls each rule by a name of its own", () => {
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
  });

  it("tells the engine each rule with its metadata, and a configuration that can be checked", async () => {
    const { policiesList } = await information(toPolicies(RULES, new Date(TODAY)));

    const [rules, others] = [policiesList.slice(0, RULES.length), policiesList.slice(RULES.length)];
    expect(rules.map(({ name }) => name)).toEqual(RULES.map(({ name }) => name));
    expect(others.map(({ name }) => name)).toEqual([...FORMER_NAMES, "former-names", "summary-by-severity"]);
    for (const policy of rules) {
      expect(policy.description).not.toBe("");
      expect(policy.remediationSteps).not.toBe("");
      expect(policy.configschema).toBeDefined();
    }
  });

  it.each(RULES.map((rule) => [rule.name, rule] as const))("has %s told in full", (name, rule) => {
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
    expect(existsSync(join(root, "policies", "rules", `${name}.ts`))).toBe(true);
    expect(existsSync(join(root, "test", "policies", "rules", `${name}.test.ts`))).toBe(true);
    for (const sentence of [rule.description, rule.why, rule.fix]) expect(sentence).toMatch(/^[A-Z].*\.$/s);
    expect(rule.title).not.toMatch(/\.$/);
    for (const type of rule.types) expect(type).toMatch(/^[\w-]+:[\w./-]+:\w+$/);
    for (const catalogue of Object.keys(rule.identifiers ?? {}))
      expect(Object.keys(CATALOGUES)).toContain(catalogue as Catalogue);
  });

  it.each(RULES.map((rule) => [rule.name, rule] as const))("never changes inputs by %s in production", (_, rule) => {
    expect(rule.levels.production).not.toBe("remediate");
    if (!rule.remediates) expect(Object.values(rule.levels)).not.toContain("remediate");
  });
});

describe("the rules of the stack", () => {
  const rules = RULES.filter(({ kind }) => kind === "stack");

  /** How often the SDK unpacks each resource at the end of a run in which nothing is wrong. */
  async function unpackings(asked: readonly Rule[]): Promise<number> {
    const configuration = asked.map(({ name }) => [name, { level: "mandatory", settings: {} }] as const);
    await start(toPolicies(asked, new Date(TODAY)), Object.fromEntries(configuration), {});
    const stack = resource(STACK_TYPE, "stack");
    await analyze(analyzeRequest(stack, "production"));
    const properties = new Struct();
    const unpack = jest.spyOn(properties, "toJavaScript");
    const network = resource("aws:ec2/internetGateway:InternetGateway", "gateway");
    await analyzeStack([
      stackResource(stack, "production"),
      stackResource(network, "production").setProperties(properties),
    ]);
    return unpack.mock.calls.length;
  }

  // Unpacking costs more than all checks together (docs/performance.md).
  it("have the SDK unpack a stack once, however many they are", async () => {
    expect(rules.length).toBeGreaterThan(1);
    expect(await unpackings(rules.slice(0, 1))).toBe(1);
    expect(await unpackings(rules)).toBe(1);
  });
});

describe("configuration files", () => {
  it.each(ENVIRONMENTS)("of %s name every rule, and nothing that a rule doesn't have", (environment) => {
    const path = join(root, "policies", "configuration", `${environment}.json`);
    const file = JSON.parse(readFileSync(path, "utf8")) as ReturnType<typeof packConfiguration>;

    expect(Object.keys(file)).toEqual(RULES.map(({ name }) => name));
    for (const { name, configuration } of RULES) {
      const known = ["enforcementLevel", "exempt", ...settingsOf(configuration).map(([setting]) => setting)];
      expect(known).toEqual(expect.arrayContaining(Object.keys(file[name] ?? {})));
    }
  });
});

describe("generated files", () => {
  it.each(Object.entries(generatedFiles()))("%s is up to date (npm run generate renews it)", (path, content) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(content);
  });
});
