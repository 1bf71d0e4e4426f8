import * as pulumi from "@pulumi/pulumi";
import { type BuildSource, ContainerImage, type ContainerImageArgs } from "../../../components/container-image";
import { deploy, only, refusals } from "../../support/deploy";
import { valueOf } from "./support";

const IMAGE = "docker:index/image:Image";
const TOKEN = "aws:ecr/getAuthorizationToken:getAuthorizationToken";
const DIGEST = `sha256:${"b".repeat(64)}`;
const REPOSITORY = "registry.proofpix.com/proofpix/enterprise";
const ECR_HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

const SOURCE: BuildSource = { kind: "build", context: "./product", repositoryUrl: REPOSITORY, tag: "1.4.2" };

async function built(overrides: Partial<BuildSource> = {}, args: Omit<ContainerImageArgs, "source"> = {}) {
  const asked: Record<string, unknown>[] = [];
  let image: ContainerImage | undefined;
  const resources = await deploy(
    () => (image = new ContainerImage("product", { source: { ...SOURCE, ...overrides }, ...args })),
    {
      outputs: { [IMAGE]: () => ({ repoDigest: `another.example.com/copy@${DIGEST}` }) },
      calls: {
        [TOKEN]: (inputs) => {
          asked.push(inputs);
          return { userName: "AWS", password: "a token" };
        },
      },
    },
  );
  const { inputs, parent } = only(resources, IMAGE);
  return { inputs, parent, asked, reference: await valueOf(image?.reference), digest: await valueOf(image?.digest) };
}

describe("ContainerImage of a build", () => {
  it("builds for linux/amd64, pushes, and waits for the update to do so", async () => {
    const { inputs, parent } = await built();

    expect(inputs).toEqual({
      imageName: `${REPOSITORY}:1.4.2`,
      build: { context: "./product", platform: "linux/amd64" },
      buildOnPreview: false,
      skipPush: false,
    });
    expect(parent).toMatch(/::product$/);
  });

  it("builds what it is told to", async () => {
    const { inputs } = await built({
      dockerfile: "./product/Dockerfile.slim",
      target: "production",
      platform: "linux/arm64",
      buildArguments: { REVISION: pulumi.output("0123abc") },
    });

    expect(inputs.build).toEqual({
      context: "./product",
      dockerfile: "./product/Dockerfile.slim",
      target: "production",
      platform: "linux/arm64",
      args: { REVISION: "0123abc" },
    });
  });

  it("gives the pushed digest in its own repository, whichever the daemon names", async () => {
    const { reference, digest } = await built({ repositoryUrl: pulumi.output(REPOSITORY) });

    expect({ reference, digest }).toEqual({ reference: `${REPOSITORY}@${DIGEST}`, digest: DIGEST });
  });

  it("pushes with credentials whose password stays secret", async () => {
    const { inputs } = await built({ credentials: { username: "build", password: "not to be seen" } });

    expect(pulumi.runtime.isRpcSecret(inputs.registry)).toBe(true);
    expect(pulumi.runtime.unwrapRpcSecret(inputs.registry)).toEqual({
      server: "registry.proofpix.com",
      username: "build",
      password: "not to be seen",
    });
  });

  it("pushes to Amazon ECR with a token of its account and region", async () => {
    const { inputs, asked } = await built({ repositoryUrl: pulumi.output(`${ECR_HOST}/proofpix/enterprise`) });

    expect(asked).toEqual([{ registryId: "123456789012", region: "eu-west-1" }]);
    expect(pulumi.runtime.isRpcSecret(inputs.registry)).toBe(true);
    expect(pulumi.runtime.unwrapRpcSecret(inputs.registry)).toEqual({
      server: ECR_HOST,
      username: "AWS",
      password: "a token",
    });
  });

  it("prefers given credentials to a token", async () => {
    const credentials = { username: "build", password: "not to be seen" };
    const { inputs, asked } = await built({ repositoryUrl: `${ECR_HOST}/proofpix/enterprise`, credentials });

    expect(asked).toEqual([]);
    expect(pulumi.runtime.unwrapRpcSecret(inputs.registry)).toMatchObject({ username: "build" });
  });

  it("lets the build be changed", async () => {
    expect((await built({}, { transform: { image: { skipPush: true } } })).inputs.skipPush).toBe(true);
  });

  it("names everything that is wrong at once", async () => {
    const source: BuildSource = { ...SOURCE, context: "", repositoryUrl: `${REPOSITORY}:1`, tag: "latest" };
    const problems = await refusals(() => new ContainerImage("product", { source }));

    expect(problems).toEqual([
      'source.context: must be a folder, such as "./product", got ""',
      expect.stringMatching(/^source\.repositoryUrl: must have a repository .*got "registry\.proofpix\.com/),
      expect.stringMatching(/^source\.tag: must not have the tag latest.*got "latest"$/),
    ]);
  });
});
