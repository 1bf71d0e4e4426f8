import * as pulumi from "@pulumi/pulumi";
import { ImageRegistry, type ImageRegistryArgs } from "../../../components/image-registry";
import { all, deploy, only, refusals } from "../../support/deploy";

const REPOSITORY = "aws:ecr/repository:Repository";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const ACCESS = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const ROLE = "arn:aws:iam::123456789012:role/deployment";

function registry(overrides: Partial<ImageRegistryArgs> = {}) {
  return deploy(() => new ImageRegistry("images", { repositoryName: "proofpix/enterprise", ...overrides }));
}

function refused(overrides: Partial<ImageRegistryArgs>) {
  return refusals(() => new ImageRegistry("images", { repositoryName: "proofpix/enterprise", ...overrides }));
}

interface Rules {
  readonly rules: readonly { readonly selection: { readonly tagStatus: string; readonly countNumber: number } }[];
}

async function retention(overrides: Partial<ImageRegistryArgs> = {}) {
  const policy = JSON.parse(String(only(await registry(overrides), LIFECYCLE).inputs.policy)) as Rules;
  return policy.rules.map(({ selection }) => [selection.tagStatus, selection.countNumber]);
}

describe("ImageRegistry", () => {
  it("makes tags immutable, scans on push, encrypts with the account's key and keeps a repository with images", async () => {
    expect(only(await registry(), REPOSITORY).inputs).toEqual({
      name: "proofpix/enterprise",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS" }],
      forceDelete: false,
      tags: { Name: "images-repository" },
    });
  });

  it("encrypts with the key that is given", async () => {
    const { inputs } = only(await registry({ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }), REPOSITORY);

    expect(inputs.encryptionConfigurations).toEqual([
      { encryptionType: "KMS", kmsKey: "arn:aws:kms:eu-west-1:123456789012:key/1" },
    ]);
  });

  it("deletes images with the repository where that is asked for", async () => {
    expect(only(await registry({ forceDelete: true }), REPOSITORY).inputs.forceDelete).toBe(true);
  });

  it("keeps 100 tagged images and untagged ones for 14 days", async () => {
    expect(await retention()).toEqual([
      ["untagged", 14],
      ["tagged", 100],
    ]);
  });

  it("keeps as many images as asked for", async () => {
    expect(await retention({ keepTaggedImages: 500, keepUntaggedDays: 1 })).toEqual([
      ["untagged", 1],
      ["tagged", 500],
    ]);
  });

  it("has no policy of its own while nobody is named", async () => {
    expect(all(await registry({ pullPrincipals: [], pushPrincipals: [] }), ACCESS)).toEqual([]);
  });

  it("opens the repository to those named, known now or later", async () => {
    const args = { pullPrincipals: [pulumi.output("210987654321")], pushPrincipals: [ROLE] };
    const policy = JSON.parse(String(only(await registry(args), ACCESS).inputs.policy)) as {
      readonly Statement: readonly { readonly Principal: unknown }[];
    };

    expect(policy.Statement.map(({ Principal }) => Principal)).toEqual([{ AWS: ["210987654321"] }, { AWS: [ROLE] }]);
  });

  it("passes tags on and parents every child", async () => {
    const resources = await registry({ tags: { Owner: "platform" }, pullPrincipals: [ROLE] });
    const children = resources.filter((resource) => !resource.component);

    expect(only(resources, REPOSITORY).inputs.tags).toEqual({ Name: "images-repository", Owner: "platform" });
    expect(children).toHaveLength(3);
    expect(new Set(children.map((child) => child.parent.split("::").at(-1)))).toEqual(new Set(["images"]));
  });

  it("gives the repository's address, ARN and registry", async () => {
    let registered: ImageRegistry | undefined;
    await deploy(() => (registered = new ImageRegistry("images", { repositoryName: "proofpix/enterprise" })), {
      outputs: { [REPOSITORY]: () => ({ repositoryUrl: "url", registryId: "123456789012" }) },
    });
    const outputs = pulumi.all([registered?.repositoryUrl, registered?.repositoryArn, registered?.registryId]);

    expect(await new Promise((resolve) => outputs.apply(resolve))).toEqual([
      "url",
      "arn:mock:images-repository",
      "123456789012",
    ]);
  });

  it("lets each child be changed", async () => {
    const resources = await registry({
      pullPrincipals: [ROLE],
      transform: {
        repository: { imageTagMutability: "MUTABLE" },
        lifecyclePolicy: { policy: "{}" },
        repositoryPolicy: { policy: "{}" },
      },
    });

    expect(only(resources, REPOSITORY).inputs.imageTagMutability).toBe("MUTABLE");
    expect([LIFECYCLE, ACCESS].map((type) => only(resources, type).inputs.policy)).toEqual(["{}", "{}"]);
  });

  it("names everything that is wrong at once", async () => {
    const problems = await refused({
      repositoryName: "Proofpix",
      pullPrincipals: [ROLE, "*"],
      pushPrincipals: ["12"],
      keepTaggedImages: 0,
      keepUntaggedDays: 1.5,
    });

    expect(problems).toEqual([
      expect.stringMatching(/^repositoryName: .*"Proofpix"/),
      expect.stringMatching(/^pullPrincipals\[1\]: .*"\*"; a repository is never public$/),
      expect.stringMatching(/^pushPrincipals\[0\]: .*"12"/),
      "keepTaggedImages: must be a whole number of at least 1, got 0",
      "keepUntaggedDays: must be a whole number of at least 1, got 1.5",
    ]);
  });

  it("leaves a name that is not known yet to AWS", async () => {
    expect(only(await registry({ repositoryName: pulumi.output("Proofpix") }), REPOSITORY).inputs.name).toBe(
      "Proofpix",
    );
  });
});
