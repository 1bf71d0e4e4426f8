import * as pulumi from "@pulumi/pulumi";
import { ContainerImage, type ContainerImageArgs, type ExistingImageSource } from "../../../components/container-image";
import { remedyOf } from "../../../components/container-image/existing-image";
import type { Calls } from "../../../components/testing";
import { all, deploy, only, refusals } from "../../support/deploy";
import { valueOf } from "./support";

const PROVIDER = "pulumi:providers:docker";
const DIGEST = `sha256:${"a".repeat(64)}`;
const REPOSITORY = "registry.proofpix.com/proofpix/enterprise";
const ECR_REPOSITORY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise";

type Source = Omit<ExistingImageSource, "kind">;

/** Deploys the component and tells what it registered, what it asked and what came out. */
async function resolved(source: Source, args: Omit<ContainerImageArgs, "source"> = {}) {
  const asked: { token: string; inputs: Record<string, unknown> }[] = [];
  const answer = (token: string, outputs: Record<string, unknown>) => (inputs: Record<string, unknown>) => {
    asked.push({ token, inputs });
    return outputs;
  };
  const calls: Calls = {
    "docker:index/getRegistryImage:getRegistryImage": answer("registry", { sha256Digest: DIGEST }),
    "aws:ecr/getImage:getImage": answer("ecr", { imageDigest: DIGEST }),
  };
  let image: ContainerImage | undefined;
  const resources = await deploy(
    () => (image = new ContainerImage("product", { source: { kind: "existing", ...source }, ...args })),
    { calls },
  );
  return { resources, asked, reference: await valueOf(image?.reference), digest: await valueOf(image?.digest) };
}

describe("ContainerImage of an existing image", () => {
  it("asks the registry for the digest of a tag", async () => {
    const { asked, reference, digest } = await resolved({ reference: `${REPOSITORY}:1.4.2` });

    expect(asked).toEqual([{ token: "registry", inputs: { name: `${REPOSITORY}:1.4.2` } }]);
    expect({ reference, digest }).toEqual({ reference: `${REPOSITORY}@${DIGEST}`, digest: DIGEST });
  });

  it("asks without a Docker daemon, and without credentials where none are given", async () => {
    const { resources } = await resolved({ reference: `${REPOSITORY}:1.4.2` });

    const provider = only(resources, PROVIDER);
    expect(provider.inputs).toMatchObject({ disableDockerDaemonCheck: "true" });
    expect(provider.inputs).not.toHaveProperty("registryAuth");
    expect(provider.parent).toMatch(/::product$/);
  });

  it("logs in with credentials that stay secret", async () => {
    const credentials = { username: "deployment", password: "not to be seen" };
    const { resources } = await resolved({ reference: `${REPOSITORY}:1.4.2`, credentials });

    const { registryAuth } = only(resources, PROVIDER).inputs;
    expect(pulumi.runtime.isRpcSecret(registryAuth)).toBe(true);
    expect(JSON.parse(String(pulumi.runtime.unwrapRpcSecret(registryAuth)))).toEqual([
      { address: "registry.proofpix.com", username: "deployment", password: "not to be seen" },
    ]);
  });

  it("names the registry's port when it logs in", async () => {
    const credentials = { username: "deployment", password: "not to be seen" };
    const { resources } = await resolved({ reference: "localhost:5000/enterprise:1", credentials });

    const { registryAuth } = only(resources, PROVIDER).inputs;
    expect(pulumi.runtime.unwrapRpcSecret(registryAuth)).toContain('"address":"localhost:5000"');
  });

  it.each([`${REPOSITORY}@${DIGEST}`, `${REPOSITORY}:1.4.2@${DIGEST}`, `${ECR_REPOSITORY}@${DIGEST}`])(
    "uses the digest of %s without asking anybody",
    async (reference) => {
      const credentials = { username: "deployment", password: "not to be seen" };
      const image = await resolved({ reference, credentials });

      expect(image.asked).toEqual([]);
      expect(all(image.resources, PROVIDER)).toEqual([]);
      expect(image.reference).toBe(reference.replace(":1.4.2", ""));
      expect(image.digest).toBe(DIGEST);
    },
  );

  it("asks Amazon ECR itself, in the registry's account and region, with no credentials to keep", async () => {
    const credentials = { username: "AWS", password: "a token" };
    const { resources, asked, reference } = await resolved({ reference: `${ECR_REPOSITORY}:1.4.2`, credentials });

    expect(asked).toEqual([
      {
        token: "ecr",
        inputs: {
          registryId: "123456789012",
          region: "eu-west-1",
          repositoryName: "proofpix/enterprise",
          imageTag: "1.4.2",
        },
      },
    ]);
    expect(all(resources, PROVIDER)).toEqual([]);
    expect(reference).toBe(`${ECR_REPOSITORY}@${DIGEST}`);
  });

  it("lets the provider be changed", async () => {
    const { resources } = await resolved(
      { reference: `${REPOSITORY}:1.4.2` },
      { transform: { registry: { host: "ssh://build" } } },
    );

    expect(only(resources, PROVIDER).inputs.host).toBe("ssh://build");
  });

  it.each([
    [`${REPOSITORY}:latest`, /^source\.reference: must not have the tag latest/],
    [REPOSITORY, /^source\.reference: must have a tag or a digest/],
    ["proofpix/enterprise:1.4.2", /^source\.reference: must begin with the registry's host/],
  ])("refuses %s", async (reference, reason) => {
    const problems = await refusals(() => new ContainerImage("product", { source: { kind: "existing", reference } }));

    expect(problems).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    [{}, "check reference, and give credentials if the registry asks for them"],
    [{ credentials: { username: "a", password: "hidden" } }, "check reference, and check credentials"],
    [{ remedy: "ask Ann" }, "ask Ann"],
  ])("says what to do where the registry refuses (%j)", (source, remedy) => {
    expect(remedyOf(source)).toBe(remedy);
  });
});
