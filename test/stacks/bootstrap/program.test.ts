import * as pulumi from "@pulumi/pulumi";
import { parseBootstrapConfiguration } from "../../../stacks/bootstrap/configuration";
import { bootstrap, type BootstrapOutputs, program } from "../../../stacks/bootstrap/program";
import { deploy, only, type Registered } from "../../support/deploy";
import { isAllowed } from "../../support/iam-simulator";
import { deployLocally, type LocalDeployment } from "../../support/local-deployment";

const SETTINGS = parseBootstrapConfiguration(
  {
    region: "eu-west-1",
    allowedAccountIds: ["123456789012"],
    pullPrincipals: ["210987654321"],
    cloudTrail: false,
    tags: { Owner: "platform", CostCenter: "product" },
  },
  "bootstrap",
);
const BUCKET = "aws:s3/bucket:Bucket";

let outputs: BootstrapOutputs | undefined;
let resources: Registered[];
beforeAll(async () => {
  resources = await deploy(() => (outputs = bootstrap(SETTINGS)), {
    calls: { "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: "123456789012" }) },
    outputs: {
      "aws:kms/key:Key": () => ({ keyId: "1234abcd" }),
      [BUCKET]: () => ({ bucket: "states" }),
      "aws:ecr/repository:Repository": () => ({
        repositoryUrl: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise",
      }),
    },
  });
});

/** What tells of deployments, and who deploys: tested below. */
function isOfAccess({ name }: Registered): boolean {
  return name.startsWith("proofpix-bootstrap-audit");
}

/** Inputs of the one resource of an S3 type, beside those that tell of deployments. */
function s3(type: string): Record<string, unknown> {
  const ours = resources.filter((each) => !isOfAccess(each));
  return only(ours, `aws:s3/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`).inputs;
}

describe("the bootstrap stack", () => {
  it("works in its own region and accounts only", () => {
    expect(only(resources, "pulumi:providers:aws").inputs).toMatchObject({
      region: "eu-west-1",
      allowedAccountIds: JSON.stringify(["123456789012"]),
    });
  });

  it("protects all that AWS would create, and parents it", () => {
    const created = resources.filter(({ component, type }) => !component && type !== "pulumi:providers:aws");

    expect(created.filter((each) => !isOfAccess(each))).toHaveLength(12);
    expect(created.filter(({ protect }) => !protect)).toEqual([]);
    expect(created.filter(({ parent }) => !/::proofpix-bootstrap(-audit)?$/.test(parent))).toEqual([]);
    expect(created.filter(({ parent }) => parent.includes("pulumi:pulumi:Stack"))).toEqual([]);
  });

  it("encrypts states and images with one key", () => {
    const keyArn = "arn:mock:proofpix-bootstrap-key";

    expect(s3("BucketServerSideEncryptionConfiguration").rules).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
      },
    ]);
    expect(only(resources, "aws:ecr/repository:Repository").inputs.encryptionConfigurations).toEqual([
      { encryptionType: "KMS", kmsKey: keyArn },
    ]);
  });

  it("shuts the bucket to the public and to ACLs", () => {
    expect(s3("BucketPublicAccessBlock")).toEqual({
      bucket: "states",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(s3("BucketOwnershipControls").rule).toEqual({ objectOwnership: "BucketOwnerEnforced" });
  });

  it("refuses requests to the bucket that are not encrypted", () => {
    expect(JSON.parse(String(s3("BucketPolicy").policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:mock:proofpix-bootstrap-state", "arn:mock:proofpix-bootstrap-state/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("keeps a year of overwritten states, and current ones for ever", () => {
    expect(s3("BucketVersioning").versioningConfiguration).toEqual({ status: "Enabled" });
    expect(s3("BucketLifecycleConfiguration").rules).toEqual([
      {
        id: "expire-old-versions",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionExpiration: { noncurrentDays: 365 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
    ]);
  });

  it("opens the repository to those named", () => {
    expect(only(resources, "aws:ecr/repository:Repository").inputs.name).toBe("proofpix/enterprise");
    expect(only(resources, "aws:ecr/repositoryPolicy:RepositoryPolicy").inputs.policy).toContain("210987654321");
  });

  it("tags what can be tagged", () => {
    const tagged = resources.filter((each) => each.inputs.tags !== undefined && !isOfAccess(each));

    expect(tagged.map(({ type }) => type).sort()).toEqual(["aws:ecr/repository:Repository", "aws:kms/key:Key", BUCKET]);
    for (const { inputs } of tagged) {
      expect(inputs.tags).toMatchObject({ Owner: "platform", Project: "proofpix", ManagedBy: "Pulumi" });
    }
  });

  it("says how to log in, encrypt and push", async () => {
    const shown = pulumi.output(outputs).apply((values) => ({ ...values }));

    expect(await new Promise((resolve) => shown.apply(resolve))).toEqual({
      accountId: "123456789012",
      stateBucketName: "states",
      backendUrl: "s3://states?region=eu-west-1&awssdk=v2",
      secretsProvider: "awskms://1234abcd?region=eu-west-1",
      kmsKeyArn: "arn:mock:proofpix-bootstrap-key",
      repositoryUrl: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise",
      repositoryArn: "arn:mock:proofpix-bootstrap-repository",
      replicatedRepositoryUrls: undefined,
      auditBucketName: "states",
      trailArn: undefined,
      environments: {},
    });
  });
});

describe("the bootstrap stack with a second region", () => {
  const settings = { ...SETTINGS, replicationRegions: ["eu-central-1"] };
  let deployment: LocalDeployment;
  beforeAll(async () => {
    deployment = await deployLocally(() => bootstrap(settings));
  });

  function ofType(type: string) {
    return deployment.resources.filter((each) => each.type === type);
  }

  it("has what AWS takes, all of it protected", () => {
    const created = deployment.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));

    expect(deployment.refusals).toEqual([]);
    expect(created.filter(({ protect }) => protect !== true)).toEqual([]);
  });

  it("has a repository of the same name there, with a key of that region, unmovable tags and the lifecycle", () => {
    const repositories = ofType("aws:ecr/repository:Repository");
    const keys = ofType("aws:kms/key:Key").map(({ outputs }) => String(outputs?.arn));

    expect(repositories.map(({ outputs }) => outputs?.repositoryUrl)).toEqual([
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise",
      "123456789012.dkr.ecr.eu-central-1.amazonaws.com/proofpix/enterprise",
    ]);
    expect(repositories[1]?.inputs).toMatchObject({
      imageTagMutability: "IMMUTABLE",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keys[1] }],
    });
    expect(keys[1]).toContain(":eu-central-1:");
    expect(ofType("aws:ecr/lifecyclePolicy:LifecyclePolicy")).toHaveLength(2);
  });

  it("replicates that repository there, and no other", () => {
    expect(
      ofType("aws:ecr/replicationConfiguration:ReplicationConfiguration").map(({ inputs }) => inputs),
    ).toMatchObject([
      {
        replicationConfiguration: {
          rules: [
            {
              destinations: [{ region: "eu-central-1", registryId: "123456789012" }],
              repositoryFilters: [{ filter: "proofpix/enterprise", filterType: "PREFIX_MATCH" }],
            },
          ],
        },
      },
    ]);
  });
});

describe("the bootstrap stack with environments", () => {
  const settings = parseBootstrapConfiguration(
    {
      region: "eu-west-1",
      allowedAccountIds: ["123456789012"],
      environments: [
        { name: "staging", previewsPullRequests: true, people: { operator: { permissionSets: ["Operators"] } } },
        { name: "production", secondRegion: "eu-central-1", people: { approver: { permissionSets: ["Approvers"] } } },
      ],
      gitHub: { repository: "proofpix/infrastructure" },
      gitLab: { project: "proofpix/infrastructure" },
      tags: { Owner: "platform", CostCenter: "product" },
    },
    "bootstrap",
  );
  let deployment: LocalDeployment;
  let before: LocalDeployment;
  beforeAll(async () => {
    const earlier = { ...settings, environments: [], gitHub: undefined, gitLab: undefined, cloudTrail: false };
    before = await deployLocally(() => bootstrap(earlier));
    deployment = await deployLocally(() => bootstrap(settings));
  });

  function ofType(type: string) {
    return deployment.resources.filter((each) => each.type === type);
  }

  it("has what AWS takes, all of it protected", () => {
    const created = deployment.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));

    expect(deployment.refusals).toEqual([]);
    expect(created.filter(({ protect }) => protect !== true)).toEqual([]);
  });

  it("keeps everything that was there before there were environments, as it was", () => {
    const settled = ({ resources: all }: LocalDeployment) =>
      new Map(all.filter(({ custom }) => custom).map(({ urn, inputs }) => [urn, Object.keys(inputs ?? {}).sort()]));
    const [old, present] = [settled(before), settled(deployment)];

    expect(old.size).toBeGreaterThan(20);
    for (const [urn, inputs] of old) expect(present.get(urn)).toEqual(inputs);
  });

  it("keeps each environment's state in a bucket and under a key of its own", () => {
    const buckets = ofType(BUCKET).map(({ urn }) => urn.split("::").at(-1));
    const keys = ofType("aws:kms/key:Key").map(({ urn }) => urn.split("::").at(-1));

    expect(buckets).toEqual(
      expect.arrayContaining(["proofpix-staging-bootstrap-state", "proofpix-production-bootstrap-state"]),
    );
    expect(keys).toEqual(
      expect.arrayContaining(["proofpix-staging-bootstrap-key", "proofpix-production-bootstrap-key"]),
    );
  });

  it("lets nobody with a role of staging read the state of production", () => {
    const stateOf = (environment: string) =>
      ofType(BUCKET).find(({ urn }) => urn.endsWith(`proofpix-${environment}-bootstrap-state`))?.outputs?.bucket;
    const policies = ofType("aws:iam/policy:Policy")
      .filter(({ inputs }) => String(inputs?.name).startsWith("proofpix-staging-"))
      .map(({ inputs }) => String(inputs?.policy));
    const reading = (bucket: unknown) => ({
      action: "s3:GetObject",
      resource: `arn:aws:s3:::${String(bucket)}/.pulumi/stacks/proofpix/x.json`,
      context: { "aws:RequestedRegion": "eu-west-1" },
    });

    expect(policies.length).toBeGreaterThan(5);
    expect(isAllowed({ policies }, reading(stateOf("staging")))).toBe(true);
    expect(isAllowed({ policies }, reading(stateOf("production")))).toBe(false);
  });

  describe("the audit bucket", () => {
    /** Whether an operator of staging writes an object, by their own policies and by the bucket's. */
    function isWritten(key: string, context: Readonly<Record<string, string>>, action = "s3:PutObject"): boolean {
      const audit = ofType(BUCKET).find(({ urn }) => urn.includes("proofpix-bootstrap-audit"))?.outputs?.bucket;
      const own = ofType("aws:iam/policy:Policy").filter(({ inputs }) =>
        /^proofpix-staging-(?:view|develop|deploy-state|guardrails)$/.test(String(inputs?.name)),
      );
      const ofBucket = ofType("aws:s3/bucketPolicy:BucketPolicy").filter(({ inputs }) => inputs?.bucket === audit);
      expect([own.length, ofBucket.length]).toEqual([4, 1]);
      const policies = [...own, ...ofBucket].map(({ inputs }) => String(inputs?.policy));
      const resource = `arn:aws:s3:::${String(audit)}/${key}`;
      return isAllowed({ policies }, { action, resource, context: { "aws:RequestedRegion": "eu-west-1", ...context } });
    }
    const [absent, known] = [{ "s3:if-none-match": "*" }, { "s3:if-match": '"0"' }];

    it.each<[string, boolean, string, Readonly<Record<string, string>>]>([
      ["an entry where there is none", true, "audit/staging/entries/000000000001.json", absent],
      ["over an entry", false, "audit/staging/entries/000000000001.json", {}],
      ["over an entry that one knows", false, "audit/staging/entries/000000000001.json", known],
      ["a head where there is none", true, "audit/staging/heads/000000000001-0.json", absent],
      ["the end of an approval", true, "approvals/staging/r-1/end.json", absent],
      ["over the end of an approval", false, "approvals/staging/r-1/end.json", {}],
      ["a new record", true, "records/staging/d-1.json", absent],
      ["a record that one knows", true, "records/staging/d-1.json", known],
      ["a record blindly", false, "records/staging/d-1.json", {}],
      ["another environment's record", false, "records/production/d-1.json", absent],
    ])("lets an operator write %s: %s", (_, expected, key, context) => {
      expect(isWritten(key, context)).toBe(expected);
    });

    it("lets an operator neither lock by another time nor delete", () => {
      expect(isWritten("audit/staging/heads/000000000001-0.json", absent, "s3:PutObjectRetention")).toBe(false);
      expect(isWritten("records/staging/claim", known, "s3:DeleteObject")).toBe(false);
    });
  });

  it("trusts GitHub and GitLab with the pipeline's roles, and pull requests only where told to", () => {
    const roles = ofType("aws:iam/role:Role").map(({ inputs }) => inputs ?? {});
    const trusted = (text: string) =>
      roles.filter(({ assumeRolePolicy }) => String(assumeRolePolicy).includes(text)).map(({ name }) => name);

    expect(ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider")).toHaveLength(2);
    expect(trusted("repo:proofpix/infrastructure:environment:production")).toEqual(["proofpix-production-operator"]);
    expect(trusted("repo:proofpix/infrastructure:pull_request")).toEqual(["proofpix-staging-previewer"]);
    expect(trusted("repo:proofpix/infrastructure:ref:refs/heads/main")).toEqual([
      "proofpix-staging-drift-checker",
      "proofpix-production-drift-checker",
    ]);
    expect(trusted("AWSReservedSSO_Approvers")).toEqual(["proofpix-production-approver"]);
  });

  it("records the accesses to every state", () => {
    const [trail] = ofType("aws:cloudtrail/trail:Trail");

    expect(JSON.stringify(trail?.inputs?.advancedEventSelectors)).toMatch(
      /staging-bootstrap-state.*production-bootstrap-state/,
    );
  });
});

describe("program", () => {
  afterEach(() => {
    pulumi.runtime.setAllConfig({});
  });

  it("creates nothing when the configuration is wrong", async () => {
    pulumi.runtime.setAllConfig({ "proofpix:region": "eu-west-1", "aws:region": "eu-west-1" });
    const seen = deploy(program);

    await expect(seen).rejects.toThrow(/2 problems; nothing was created.*allowedAccountIds.*tags/s);
  });

  it("reads its configuration from the stack", async () => {
    pulumi.runtime.setAllConfig({
      "proofpix:region": "eu-central-1",
      "proofpix:allowedAccountIds": '["123456789012"]',
      "proofpix:keepTaggedImages": "7",
      "proofpix:tags": '{"Owner":"platform","CostCenter":"product"}',
    });
    const registered = await deploy(program, {
      calls: { "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: "123456789012" }) },
    });

    expect(only(registered, "pulumi:providers:aws").inputs.region).toBe("eu-central-1");
    expect(only(registered, "aws:ecr/lifecyclePolicy:LifecyclePolicy").inputs.policy).toContain('"countNumber":7');
  });
});
