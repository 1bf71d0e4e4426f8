import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSeeds, seedsOf } from "../../../cli/local/seeds";
import { generatedFiles } from "../../../cli/local/seeds-schema";
import { UserError } from "../../../tools/shared/user-error";
import { projectRoot } from "../../../tools/shared/project-root";
import { temporaryDirectory } from "../../support/temporary-directory";

/** Problems of a file, a line each. */
function problems(text: string, environment: NodeJS.ProcessEnv = {}): string[] {
  try {
    seedsOf(text, "seeds.yaml", environment);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.split("\n  - ").slice(1);
  }
}

describe("a file of seeds", () => {
  it("lists zones, images by registry, secrets and certificates", () => {
    const text = `
      hostedZones: [{ name: example.com }, { name: shop.example.com, id: Z0SHOP }]
      images:
        - registry.example.com/shop:1.4.2
        - registry.example.com/shop:1.5.0
        - registry.example.com:5000/web@sha256:${"a".repeat(64)}
      registries: [{ host: registry.example.com, username: shop, passwordFromEnvironment: PASSWORD }]
      secrets:
        - { name: shop/key, region: eu-west-1 }
        - { arn: "arn:aws:secretsmanager:eu-west-1:210987654321:secret:shop/token-AbCdEf", value: hush }
      certificates: [{ arn: "arn:aws:acm:eu-west-1:123456789012:certificate/shop", domains: [example.com] }]`;

    expect(seedsOf(text, "seeds.yaml", { PASSWORD: "secret" })).toEqual({
      hostedZones: [
        { name: "example.com", id: expect.stringMatching(/^Z0[A-F0-9]{12}$/) as string },
        { name: "shop.example.com", id: "Z0SHOP" },
      ],
      registries: [
        {
          host: "registry.example.com",
          credentials: { username: "shop", password: "secret" },
          repositories: [{ path: "shop", tags: ["1.4.2", "1.5.0"] }],
        },
        { host: "registry.example.com:5000", repositories: [{ path: "web", tags: [`sha256:${"a".repeat(64)}`] }] },
      ],
      secrets: [
        { name: "shop/key", region: "eu-west-1", suffix: expect.stringMatching(/^\w{6}$/) as string, value: undefined },
        { name: "shop/token", region: "eu-west-1", accountId: "210987654321", suffix: "AbCdEf", value: "hush" },
      ],
      certificates: [{ arn: "arn:aws:acm:eu-west-1:123456789012:certificate/shop", domains: ["example.com"] }],
    });
  });

  it("may be empty, or JSON", () => {
    expect(problems("")).toEqual([]);
    expect(problems('{"hostedZones": [{"name": "example.com"}]}')).toEqual([]);
  });

  it("is refused with every problem at once, and without its secrets", () => {
    const text = `
      hostedzones: []
      hostedZones: [{ name: Example.com }]
      images: [shop]
      secrets: [{ name: "shop key", region: europe, valu: hush-hush }]`;

    expect(problems(text)).toEqual([
      "hostedZones[0].name must be a domain's name in lower case, such as example.com",
      "images[0] must be a registry, a repository and a tag or digest, such as registry.example.com/shop:1.4.2",
      "secrets[0].name must be a secret's name: up to 512 letters, digits and /_+=.@-",
      "secrets[0].region must be the code of a commercial or GovCloud (US) region, such as eu-west-1",
      "secrets[0].valu is unknown; did you mean value or valueFromEnvironment?",
      "hostedzones is unknown; did you mean hostedZones?",
    ]);
    expect(problems(text).join()).not.toContain("hush-hush");
  });

  it.each([
    [
      "an identity that lacks its half",
      "secrets: [{ name: key }]",
      "secrets[0] needs name and region, or arn; region is missing",
    ],
    [
      "two identities",
      'secrets: [{ name: key, arn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key-AbCdEf" }]',
      "secrets[0] has arn beside name or region; leave one of them out",
    ],
    [
      "two values",
      "secrets: [{ name: key, region: eu-west-1, value: a, valueFromEnvironment: B }]",
      "secrets[0] has value beside valueFromEnvironment; leave one out",
    ],
    [
      "a variable that isn't set",
      "secrets: [{ name: key, region: eu-west-1, valueFromEnvironment: B }]",
      "secrets[0].valueFromEnvironment names B, which isn't set; export it first",
    ],
    ["a zone twice", "hostedZones: [{ name: a.com }, { name: a.com }]", "hostedZones has a.com twice; leave one out"],
    [
      "a registry without a password",
      "registries: [{ host: a.com, username: me }]",
      "registries[0] has neither password nor passwordFromEnvironment; a registry that demands none needs no entry",
    ],
    [
      "a list in place of a group",
      "[]",
      "it must be a group with hostedZones, images, registries, secrets or certificates",
    ],
  ])("is refused for %s", (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it("is refused where it can't be read, with the line", () => {
    expect(problems("hostedZones:\n  - name: a.com\n\timages: []")).toEqual([expect.stringMatching(/^line 3: /)]);
  });

  it("is read from the folder in which the command was called", () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, "seeds.yaml"), "hostedZones: [{ name: example.com }]");

    expect(readSeeds("seeds.yaml", folder, {}).hostedZones).toHaveLength(1);
    expect(() => readSeeds("sedes.yaml", folder, {})).toThrow(
      `there is no file of seeds ${join(folder, "sedes.yaml")}`,
    );
  });

  it.each(Object.entries(generatedFiles()))(
    "has a schema, %s, that is fresh (npm run generate renews it)",
    (path, text) => {
      expect(readFileSync(join(projectRoot(__dirname), path), "utf8")).toBe(text);
    },
  );
});
