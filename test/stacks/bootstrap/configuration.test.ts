import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseBootstrapConfiguration } from "../../../stacks/bootstrap/configuration";
import { bootstrapSettingsSchema } from "../../../stacks/bootstrap/settings";
import { ConfigurationError } from "../../../stacks/configuration/problem";

const FOLDER = join(__dirname, "../../../stacks/bootstrap");

const RIGHT = {
  region: "eu-west-1",
  allowedAccountIds: ["123456789012"],
  tags: { Owner: "platform", CostCenter: "product" },
};

/** Problems of a configuration, as `key: reason` lines. */
function problems(raw: Record<string, unknown>): string[] {
  try {
    parseBootstrapConfiguration(raw, "bootstrap");
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map(({ key, reason }) => `${key}: ${reason}`);
    throw error;
  }
  return [];
}

describe("parseBootstrapConfiguration", () => {
  it("fills in what was left out", () => {
    expect(parseBootstrapConfiguration(RIGHT, "bootstrap")).toEqual({
      region: "eu-west-1",
      allowedAccountIds: ["123456789012"],
      repositoryName: "proofpix/enterprise",
      pullPrincipals: [],
      pushPrincipals: [],
      replicationRegions: [],
      keepTaggedImages: 100,
      environments: [],
      deployingMachines: [],
      cloudTrail: true,
      auditRetention: { mode: "GOVERNANCE", days: 365 },
      tags: { Owner: "platform", CostCenter: "product", Project: "proofpix", ManagedBy: "Pulumi" },
    });
  });

  it("takes what was given", () => {
    const given = {
      ...RIGHT,
      repositoryName: "images",
      pullPrincipals: ["210987654321"],
      pushPrincipals: ["arn:aws:iam::123456789012:role/build"],
      replicationRegions: ["eu-central-1"],
      keepTaggedImages: 7,
    };

    expect(parseBootstrapConfiguration(given, "bootstrap")).toMatchObject({ ...given, tags: RIGHT.tags });
  });

  it("names everything that is wrong at once", () => {
    const wrong = {
      region: "Ireland",
      allowedAccountIds: [123456789012],
      repositoryName: "ProofPix",
      pullPrincipals: ["210987654321", "*"],
      keepTaggedImages: 0,
      keepTagedImages: 5,
      somethingElse: true,
      tags: { Owner: "platform", Name: "mine", "AWS:tag": "theirs", owner: "platform", project: "mine" },
    };

    expect(problems(wrong).sort()).toEqual([
      "proofpix:allowedAccountIds[0]: must be the 12 digits of an AWS account in quotes, got 123456789012; " +
        'write it in quotes, for example "123456789012"',
      "proofpix:keepTagedImages: is not a known key; did you mean proofpix:keepTaggedImages?",
      "proofpix:keepTaggedImages: must be a whole number from 1 to 10000, got 0; write for example 100 " +
        "(100 when left out)",
      'proofpix:pullPrincipals[1]: must be the ARN of an IAM role, or the 12 digits of an AWS account in quotes, got "*"; ' +
        'write for example "123456789012"',
      "proofpix:region: must be the code of a commercial or GovCloud (US) region, as services of other partitions are " +
        'named otherwise, got "Ireland"; write for example "eu-west-1"',
      "proofpix:repositoryName: must be 2 to 256 lower-case letters, digits and single . _ -, divided by /, " +
        'got "ProofPix"; write for example "proofpix/enterprise" ("proofpix/enterprise" when left out)',
      "proofpix:somethingElse: is not a known key; remove it; known here are region, allowedAccountIds, repositoryName, " +
        "pullPrincipals, pushPrincipals, replicationRegions, keepTaggedImages, environments, gitHub, gitLab, deployingMachines, cloudTrail, auditRetention, tags",
      "proofpix:tags.CostCenter: is missing; add a text of at most 256 letters, digits, spaces and _.:/=+-@, " +
        'not beginning with "aws:" in any case, without a space around them, for example "product"',
      'proofpix:tags.Name: is set by the program, got "mine"; remove it',
      'proofpix:tags.owner: differs from "Owner" in case only, which IAM refuses; rename it',
      'proofpix:tags.project: differs from "Project" in case only, which IAM refuses; rename it',
      expect.stringMatching(/^proofpix:tags\["AWS:tag"\]: the name must be /),
    ]);
  });

  it("names every key that has to be given", () => {
    expect(problems({ repositoryName: "images" }).map((problem) => problem.split(" is missing")[0])).toEqual([
      "proofpix:region:",
      "proofpix:allowedAccountIds:",
      "proofpix:tags:",
    ]);
  });

  it("says once that nothing was read, as an environment does", () => {
    expect(problems({})).toEqual([
      "proofpix:*: not one key was read; in Pulumi.bootstrap.yaml keys stand below config:, indented by two blanks, for example proofpix:region: eu-west-1",
    ]);
  });

  it("names the choice that was missed, and where a key is known, as an environment does", () => {
    expect(problems({ ...RIGHT, repositoryname: "images", tags: { ...RIGHT.tags, Owner: 7 } })).toEqual([
      expect.stringMatching(
        /^proofpix:tags\.Owner: must be a text of .*, got 7; write it in quotes, for example "platform"$/,
      ),
      "proofpix:repositoryname: is not a known key; did you mean proofpix:repositoryName?",
    ]);
  });

  it("says in one message that nothing was created", () => {
    expect(() => parseBootstrapConfiguration({ ...RIGHT, region: "" }, "bootstrap")).toThrow(
      /^the configuration of stack "bootstrap" has 1 problem; nothing was created or changed:\n {2}- proofpix:region/,
    );
  });
});

describe("the committed files", () => {
  it("hold an example that is right", () => {
    const { config } = parse(readFileSync(join(FOLDER, "Pulumi.bootstrap.yaml"), "utf8")) as {
      config: Record<string, unknown>;
    };
    const raw = Object.fromEntries(
      Object.entries(config).map(([key, value]) => [key.replace(/^proofpix:/, ""), value]),
    );

    expect(problems(raw)).toEqual([]);
  });

  it("explain every key", () => {
    const project = readFileSync(join(FOLDER, "Pulumi.yaml"), "utf8");
    const explained = [...project.matchAll(/^# proofpix:(\w+)[ :]/gm)].map(([, key]) => key);

    expect(explained).toEqual(Object.keys(bootstrapSettingsSchema.shape));
  });
});

describe("regions that get copies of images", () => {
  it.each([
    ["the stack's own", ["eu-west-1"], "replicationRegions[0]: must be another region than proofpix:region"],
    ["one twice", ["eu-central-1", "eu-central-1"], "replicationRegions[1]: must be another region"],
    ["one of another partition", ["us-gov-west-1"], 'replicationRegions[0]: must be in the partition "aws"'],
    ["what is none", ["Frankfurt"], "replicationRegions[0]: must be the code of a commercial or GovCloud"],
  ])("are refused with %s", (_, replicationRegions, problem) => {
    expect(problems({ ...RIGHT, replicationRegions })).toEqual([expect.stringContaining(`proofpix:${problem}`)]);
  });
});

describe("environments", () => {
  it("have no people, and developers who don't deploy, unless told otherwise", () => {
    const { environments } = parseBootstrapConfiguration(
      { ...RIGHT, environments: [{ name: "staging" }] },
      "bootstrap",
    );

    expect(environments).toEqual([
      { name: "staging", developersDeploy: false, previewsPullRequests: false, people: {} },
    ]);
  });

  it.each([
    ["the bootstrap stack's name", [{ name: "bootstrap" }], "environments[0].name: must be an environment's"],
    [
      "one twice",
      [{ name: "staging" }, { name: "staging" }],
      "environments[1].name: must be an environment's, listed once",
    ],
    ["a wildcard", [{ name: "*" }], "environments[0].name: "],
    ["a role that isn't one", [{ name: "staging", people: { owner: {} } }], "environments[0].people"],
    [
      "everybody",
      [{ name: "staging", people: { viewer: { principals: ["*"] } } }],
      "environments[0].people.viewer.principals[0]: ",
    ],
  ])("are refused with %s", (_, environments, problem) => {
    expect(problems({ ...RIGHT, environments })).toEqual([expect.stringContaining(`proofpix:${problem}`)]);
  });

  it.each([
    ["a repository without an owner", { gitHub: { repository: "infrastructure" } }, "gitHub.repository: "],
    ["a wildcard in a repository", { gitHub: { repository: "proofpix/*" } }, "gitHub.repository: "],
    ["a wildcard in a branch", { gitLab: { project: "a/b", branch: "*" } }, "gitLab.branch: "],
    ["a user among machines", { deployingMachines: ["arn:aws:iam::123456789012:user/x"] }, "deployingMachines[0]: "],
    ["no days", { auditRetention: { days: 0 } }, "auditRetention.days: "],
  ])("aren't deployed by %s", (_, settings, problem) => {
    expect(problems({ ...RIGHT, ...settings })).toEqual([expect.stringContaining(`proofpix:${problem}`)]);
  });
});
