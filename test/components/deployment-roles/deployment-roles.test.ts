import { DeploymentRoles, type DeploymentRolesArgs } from "../../../components/deployment-roles";
import { deploy, refusals, type Registered } from "../../support/deploy";
import { deployLocally } from "../../support/local-deployment";
import { ACCOUNT, REGION, scopeOf } from "./samples";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice`;

const { stateBucketArn, stateKeyArn, auditBucketArn, auditKeyArn, repositoryArn } = scopeOf("staging");
const ARGS: DeploymentRolesArgs = {
  environment: "staging",
  namePrefix: "proofpix-staging",
  accountId: ACCOUNT,
  regions: [REGION],
  state: { bucketArn: stateBucketArn, kmsKeyArn: stateKeyArn },
  audit: { bucketArn: auditBucketArn, kmsKeyArn: auditKeyArn },
  repositoryArn,
};

const EVERYBODY: Partial<DeploymentRolesArgs> = {
  people: {
    viewer: { principals: [ALICE] },
    developer: { permissionSets: ["Developers"] },
    approver: { principals: [ALICE] },
    administrator: { principals: [ALICE] },
  },
  gitHub: {
    providerArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
    repository: "proofpix/infrastructure",
  },
};

function deployed(args: Partial<DeploymentRolesArgs> = {}): Promise<Registered[]> {
  return deploy(() => new DeploymentRoles("proofpix-staging", { ...ARGS, ...args }));
}

function namesOf(resources: readonly Registered[], type: string): string[] {
  return resources.filter((each) => each.type === type).map(({ inputs }) => String(inputs.name));
}

describe("DeploymentRoles", () => {
  it("creates the boundary alone where nobody takes a role", async () => {
    const resources = await deployed();

    expect(namesOf(resources, ROLE)).toEqual([]);
    expect(namesOf(resources, POLICY)).toEqual(["proofpix-staging-boundary"]);
  });

  it("creates a role for each that somebody takes, away from what is deployed", async () => {
    const resources = await deployed(EVERYBODY);
    const roles = resources.filter(({ type }) => type === ROLE);

    expect(roles.map(({ inputs }) => inputs.name)).toEqual(
      ["viewer", "developer", "operator", "approver", "administrator", "drift-checker"].map(
        (role) => `proofpix-staging-${role}`,
      ),
    );
    expect(new Set(roles.map(({ inputs }) => inputs.path))).toEqual(new Set(["/deployment/"]));
    expect(roles.map(({ inputs }) => inputs.maxSessionDuration)).toEqual([3600, 3600, 7200, 3600, 3600, 3600]);
  });

  it("lets GitHub's environment of the same name be operator, unless told otherwise", async () => {
    const subjectOf = (resources: readonly Registered[]) =>
      /"token.actions.githubusercontent.com:sub":"([^"]+)"/.exec(
        String(resources.find(({ type }) => type === ROLE)?.inputs.assumeRolePolicy),
      )?.[1];
    const { gitHub } = EVERYBODY;

    expect(subjectOf(await deployed({ gitHub }))).toBe("repo:proofpix/infrastructure:environment:staging");
    expect(subjectOf(await deployed({ gitHub: gitHub && { ...gitHub, environment: "eu" } }))).toBe(
      "repo:proofpix/infrastructure:environment:eu",
    );
  });

  it.each([
    [undefined, ["operator", "drift-checker"]],
    [false, ["operator", "drift-checker"]],
    [true, ["operator", "previewer", "drift-checker"]],
  ])("lets pull requests preview only where it is told to: %s", async (previewsPullRequests, roles) => {
    const { gitHub } = EVERYBODY;
    const resources = await deployed({ gitHub, previewsPullRequests });
    const trusting = resources.filter(({ inputs }) => String(inputs.assumeRolePolicy).includes(":pull_request"));

    expect(namesOf(resources, ROLE)).toEqual(roles.map((role) => `proofpix-staging-${role}`));
    expect(trusting.map(({ inputs }) => inputs.name)).toEqual(
      previewsPullRequests === true ? ["proofpix-staging-previewer"] : [],
    );
  });

  it("has no role of the pipeline where there is no pipeline", async () => {
    const resources = await deployed({ people: EVERYBODY.people, previewsPullRequests: true });

    expect(namesOf(resources, ROLE)).not.toContain("proofpix-staging-previewer");
    expect(namesOf(resources, ROLE)).not.toContain("proofpix-staging-drift-checker");
  });

  it.each([
    [undefined, "main"],
    ["trunk", "trunk"],
  ])("lets jobs of the branch %s look for drift", async (branch, expected) => {
    const { gitHub } = EVERYBODY;
    const resources = await deployed({ gitHub: gitHub && { ...gitHub, branch } });
    const trust = resources.find(({ inputs }) => inputs.name === "proofpix-staging-drift-checker")?.inputs;

    expect(trust?.assumeRolePolicy).toContain(`:sub":"repo:proofpix/infrastructure:ref:refs/heads/${expected}"`);
  });

  it("gives developers what operators have where they deploy", async () => {
    const people = { developer: { principals: [ALICE] } };
    const grants = (resources: readonly Registered[]) => resources.filter(({ type }) => type === ATTACHMENT).length;

    expect(grants(await deployed({ people }))).toBe(3);
    expect(grants(await deployed({ people, developersDeploy: true }))).toBe(6);
  });

  it("tags, and lets transforms change, what it creates", async () => {
    const resources = await deployed({
      ...EVERYBODY,
      tags: { Owner: "platform" },
      transform: { role: { maxSessionDuration: 1800 } },
    });
    const role = resources.find(({ type }) => type === ROLE)?.inputs;

    expect(role).toMatchObject({
      maxSessionDuration: 1800,
      tags: { Owner: "platform", Name: "proofpix-staging-viewer" },
    });
  });

  it.each<[string, Partial<DeploymentRolesArgs>, RegExp]>([
    ["a wildcard in the environment", { environment: "*" }, /^environment: .*wildcard/],
    ["a wildcard in the names", { namePrefix: "proofpix-*" }, /^namePrefix: .*wildcard/],
    ["no region", { regions: [] }, /^regions: /],
    [
      "a wildcard in the repository",
      { gitHub: { providerArn: "x", repository: "proofpix/*" } },
      /^gitHub.repository: /,
    ],
    ["an owner alone", { gitHub: { providerArn: "x", repository: "proofpix" } }, /^gitHub.repository: /],
    [
      "a wildcard in GitHub's environment",
      { gitHub: { providerArn: "x", repository: "a/b", environment: "*" } },
      /^gitHub.environment: /,
    ],
    [
      "a wildcard in GitHub's branch",
      { gitHub: { providerArn: "x", repository: "a/b", branch: "*" } },
      /^gitHub.branch: /,
    ],
    [
      "a wildcard in a branch",
      { gitLab: { providerArn: "x", host: "gitlab.com", project: "a/b", branch: "*" } },
      /^gitLab.branch: /,
    ],
    [
      "an address as a host",
      { gitLab: { providerArn: "x", host: "https://gitlab.com", project: "a/b" } },
      /^gitLab.host: /,
    ],
    ["everybody", { people: { viewer: { principals: ["*"] } } }, /^people.viewer.principals\[0\]: /],
    [
      "a role among people",
      { people: { viewer: { principals: [`arn:aws:iam::${ACCOUNT}:role/x`] } } },
      /Identity Center/,
    ],
    ["a user among machines", { machines: [ALICE] }, /^machines\[0\]: .*ARN of a role/],
    [
      "a wildcard in a permission set",
      { people: { viewer: { permissionSets: ["*"] } } },
      /^people.viewer.permissionSets/,
    ],
  ])("refuses %s", async (_, args, problem) => {
    const problems = await refusals(() => new DeploymentRoles("proofpix-staging", { ...ARGS, ...args }));

    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it("refuses a name that leaves no room for the roles'", async () => {
    const problems = await refusals(() => new DeploymentRoles("n".repeat(51), ARGS));

    expect(problems).toEqual([expect.stringMatching(/^name: /)]);
  });

  it("is taken by AWS", async () => {
    const { refusals: refused, held } = await deployLocally(
      () =>
        new DeploymentRoles("proofpix-staging", {
          ...ARGS,
          people: { operator: { permissionSets: ["Operators"] }, developer: { permissionSets: ["Developers"] } },
          gitHub: EVERYBODY.gitHub,
          previewsPullRequests: true,
        }),
    );

    expect(refused).toEqual([]);
    expect(held.filter(({ type }) => type === ROLE)).toHaveLength(4);
  });
});
