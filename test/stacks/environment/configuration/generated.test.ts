import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { cpuUnits, durationSeconds, memoryMebibytes } from "../../../../components/shared/quantity";
import { generatedFiles } from "../../../../stacks/environment/generated";
import { configurationJsonSchema } from "../../../../stacks/configuration/json-schema";
import { type KeySchema, keySchemaOf } from "../../../../stacks/configuration/schema/key-schema";
import { settingsSchema } from "../../../../stacks/environment/sections";
import { committedSettings, ENVIRONMENTS } from "../../example-settings";

/** Every key, nested ones included, by the way it is written. */
function allKeys(group: KeySchema, prefix = "proofpix:"): [key: string, schema: KeySchema][] {
  return Object.entries(group.properties ?? {}).flatMap(([name, schema]): [string, KeySchema][] => {
    const key = `${prefix}${name}`;
    const inner =
      schema.items?.properties === undefined ? allKeys(schema, `${key}.`) : allKeys(schema.items, `${key}[].`);
    return [[key, schema], ...inner];
  });
}

const ALL = keySchemaOf(settingsSchema);
const KEYS = allKeys(ALL);
const SCHEMA = configurationJsonSchema(ALL) as KeySchema;
const CONFIG = SCHEMA.properties?.config;

function schemaOf(...path: readonly string[]): KeySchema {
  const found = path.reduce<KeySchema | undefined>(
    (schema, segment) => (segment === "[]" ? schema?.items : schema?.properties?.[segment]),
    CONFIG,
  );
  if (found === undefined) throw new Error(`no schema of ${path.join(" ")}`);
  return found;
}

describe("every key", () => {
  it.each(KEYS)("%s says what it means, what is allowed, an example and what changing it costs", (_key, schema) => {
    expect(schema).toMatchObject({
      description: expect.stringMatching(/^[A-Z].*\.$/) as string,
      allowed: expect.stringMatching(/[^.]$/) as string,
      changing: expect.stringMatching(/[^.]$/) as string,
      examples: expect.anything() as unknown[],
    });
  });

  it.each(Object.entries(settingsSchema.shape))("%s has examples that are right", (key, schema) => {
    const examples = ALL.properties?.[key]?.examples ?? [];

    expect(examples).not.toHaveLength(0);
    for (const example of examples) expect(schema.safeParse(example).error).toBeUndefined();
  });
});

describe("generated files", () => {
  it.each(Object.entries(generatedFiles()))(
    "%s is as fresh as the schema; renew it with npm run generate",
    (path, content) => {
      expect(readFileSync(join(__dirname, "../../../..", path), "utf8")).toBe(content);
    },
  );

  it.each(KEYS)("Pulumi.yaml and the reference document %s", (key) => {
    const { "Pulumi.yaml": project = "", "docs/generated/configuration.md": reference = "" } = generatedFiles();
    const name = key.replace(/^.*[:.]/, "");

    expect(project).toMatch(new RegExp(`^# ${key.replace(/[[\].]/g, "\\$&")}( \\(required\\))?: \\S`, "m"));
    expect(reference).toContain(`\n| \`${name}\` | `);
  });
});

describe("the JSON Schema of the environment files", () => {
  it("demands the keys without default, and knows no others of ours", () => {
    expect(CONFIG).toMatchObject({
      required: [
        "proofpix:region",
        "proofpix:allowedAccountIds",
        "proofpix:tags",
        "proofpix:network",
        "proofpix:image",
        "proofpix:minInstances",
        "proofpix:maxInstances",
        "proofpix:autoScale",
      ],
      additionalProperties: false,
    });
    expect(schemaOf("proofpix:services", "[]")).toMatchObject({ required: ["name"], additionalProperties: false });
  });

  it("leaves keys of other namespaces alone", () => {
    const [pattern = ""] = Object.keys(CONFIG?.patternProperties as object);

    expect("aws:profile").toMatch(new RegExp(pattern));
    expect("proofpix:unknown").not.toMatch(new RegExp(pattern));
  });

  it("knows every key of the committed files", () => {
    for (const environment of ENVIRONMENTS) {
      for (const key of Object.keys(committedSettings(environment))) expect(schemaOf(`proofpix:${key}`)).toBeDefined();
    }
  });

  it("takes numbers and truth values as `pulumi config set` writes them", () => {
    expect(schemaOf("proofpix:minInstances")).toMatchObject({ type: ["integer", "string"], pattern: "^\\d+$" });
    expect(schemaOf("proofpix:autoScale")).toMatchObject({ type: ["boolean", "string"], pattern: "^(?:true|false)$" });
    expect(schemaOf("proofpix:logRetentionDays").enum).toEqual(expect.arrayContaining([365, "365"]));
  });

  it("tells editors what a key means, allows and costs", () => {
    expect(schemaOf("proofpix:services", "[]", "healthCheck", "timeout").description).toBe(
      'How long an answer may take (HC-2); shorter than the interval. Allowed: whole seconds from "2s" to "1m". Changing: takes effect within seconds, without downtime.',
    );
  });
});

describe("patterns of quantities", () => {
  const amount = () =>
    fc.oneof(
      fc.nat(9999).map(String),
      fc.double({ min: 0, max: 99, noNaN: true }).map((n) => n.toFixed(2)),
    );
  const unit = () => fc.constantFrom("", "m", "s", "ms", "h", "d", "Mi", "Gi", "M", "GB", " Gi");

  it.each([
    ["cpu", cpuUnits],
    ["memory", memoryMebibytes],
    ["storage", memoryMebibytes],
    ["healthCheck.interval", durationSeconds],
  ])("take for %s what the notation allows, but for zero", (key, parse) => {
    const pattern = new RegExp(String(schemaOf("proofpix:services", "[]", ...key.split(".")).pattern));
    const isRead = (text: string) => {
      try {
        return parse(text) >= 0;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(amount(), unit(), (number, suffix) => {
        fc.pre(Number(number) > 0);
        expect(pattern.test(`${number}${suffix}`)).toBe(isRead(`${number}${suffix}`));
      }),
    );
  });
});
