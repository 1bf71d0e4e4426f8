import { readFileSync } from "node:fs";
import { FUNCTIONS, RESOURCE_TYPES } from "../../../localcloud/services";
import type { ResourceType } from "../../../localcloud/model/resource-type";

/** What the SDK's own class of a resource type, or its function, is written in. */
function sourceOf(token: string): string {
  const [packageName = "", module = ""] = token.split(":");
  return readFileSync(require.resolve(`@pulumi/${packageName}/${module.replace(/^index\//, "")}.js`), "utf8");
}

/** Names of the inputs that the SDK's class takes. */
function inputsOf(source: string): string[] {
  return [...source.matchAll(/resourceInputs\["(\w+)"\] = \(?args\?\./g)].map(([, input = ""]) => input);
}

/** First steps of the inputs that a resource type speaks of. */
function namedInputs({ autonaming, defaults, references = [], replaceOnChanges, unique }: ResourceType): string[] {
  const paths = [
    ...replaceOnChanges,
    ...Object.keys(defaults ?? {}),
    ...(unique?.inputs ?? []),
    ...references.map(({ input }) => input),
    ...[autonaming?.input, autonaming?.unlessGiven].filter((input) => input !== undefined),
  ];
  return [...new Set(paths.map((path) => path.split(/[.[]/)[0] ?? ""))];
}

const SDK_TYPES = RESOURCE_TYPES.filter(({ type }) => /^(aws|random):/.test(type));

describe("resource types of the local cloud", () => {
  it.each(SDK_TYPES.map((type) => [type.type, type] as const))(
    "%s is one of the SDK's, with its inputs",
    (token, type) => {
      const source = sourceOf(token);

      expect(source).toContain(`__pulumiType = '${token}'`);
      expect(namedInputs(type).filter((input) => !inputsOf(source).includes(input))).toEqual([]);
    },
  );

  it.each(SDK_TYPES.map((type) => [type.type, type] as const))(
    "%s hides and marks at least what the SDK's class calls secret",
    (token, { secrets = [] }) => {
      const [, named = ""] = /additionalSecretOutputs: \[([^\]]*)\]/.exec(sourceOf(token)) ?? [];
      const secretOutputs = [...named.matchAll(/"(\w+)"/g)].map(([, output]) => output ?? "");

      expect(secretOutputs.filter((output) => !secrets.includes(output))).toEqual([]);
    },
  );

  it("stand once each", () => {
    const tokens = [...RESOURCE_TYPES.map(({ type }) => type), ...FUNCTIONS.map(({ token }) => token)];

    expect(tokens.filter((token, index) => tokens.indexOf(token) < index)).toEqual([]);
  });

  it("refer to each other only", () => {
    const tokens = RESOURCE_TYPES.map(({ type }) => type);
    const targets = RESOURCE_TYPES.flatMap(({ references = [] }) => references.flatMap(({ to }) => to));

    expect(targets.filter((target) => !tokens.includes(target))).toEqual([]);
  });
});

describe("functions of the local cloud", () => {
  it.each(FUNCTIONS.map(({ token }) => token).filter((token) => token.startsWith("aws:")))(
    "%s is one of the SDK's",
    (token) => {
      expect(sourceOf(token)).toContain(`"${token}"`);
    },
  );
});
