import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { ECRClient } from "@aws-sdk/client-ecr";
import {
  buildImage,
  DockerCli,
  findImage,
  ImageFailure,
  pushImage,
  requireImage,
  scanImage,
} from "../../../automation/images";
import { ApiServer } from "../../../localcloud/api/api-server";
import { apiListener } from "../../../localcloud/api/server";
import { storedPushRegistry } from "../../../localcloud/services/registry/push-registry";
import { storedFindings } from "../../../localcloud/services/registry/scan-findings";
import { apiRehearsal } from "../../localcloud/api/support";
import { canStartDocker, startDocker, type TestDocker } from "../../localcloud/runtimes/support/docker";
import { canStartRegistry, REGISTRY_USER, startRegistry, type TestRegistry } from "./support/docker-registry";
import { codesOf, notingContext } from "./support/image-context";

// Docker Engine and a registry can be had where they are installed and this is root; CI installs them.
const where = canStartDocker() && canStartRegistry() ? describe : describe.skip;

where("an image, with Docker and a registry", () => {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-images-"));
  const credentialsOf = () => Promise.resolve(REGISTRY_USER);
  let engine: TestDocker;
  let registry: TestRegistry;
  let builder: DockerCli;
  let repositoryUrl: string;

  beforeAll(async () => {
    [engine, registry] = await Promise.all([startDocker(), startRegistry()]);
    builder = new DockerCli({ DOCKER_HOST: `unix://${engine.socket}` });
    repositoryUrl = `${registry.host}/proofpix/enterprise`;
    writeFileSync(join(directory, "Dockerfile"), "FROM scratch\nARG VERSION\nCOPY product /product\nUSER 1000\n");
  });

  afterAll(async () => {
    await Promise.all([engine.stop(), registry.stop()]);
    rmSync(directory, { recursive: true });
  });

  function build(content: string) {
    writeFileSync(join(directory, "product"), content);
    return buildImage({ directory, builder, buildArguments: { VERSION: "1.0.0" } }, notingContext());
  }

  function push(imageId: string, tag: string, context = notingContext()) {
    return pushImage({ imageId, repositoryUrl, tag, builder, credentialsOf }, context);
  }

  it("is deployed by the digest under which the registry keeps it", async () => {
    const { imageId } = await build("one");
    const context = notingContext();
    const pushed = await push(imageId, "1.0.0", context);

    expect(pushed).toEqual({
      reference: `${repositoryUrl}@${pushed.digest}`,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      isPushed: true,
    });
    expect(codesOf(context)).toEqual(["image-push-started", "image-pushed"]);

    await engine.docker.getImage(`${repositoryUrl}:1.0.0`).remove();
    const pulled = await engine.docker.pull(pushed.reference, { authconfig: { ...REGISTRY_USER, serveraddress: "" } });
    await new Promise((done, failed) => {
      engine.docker.modem.followProgress(pulled, (error: Error | null) => {
        if (error === null) done(undefined);
        else failed(error);
      });
    });
    expect((await engine.docker.getImage(pushed.reference).inspect()).Id).toBe(imageId);
  });

  it("is pushed once: the same content again is the image that the registry has", async () => {
    const first = await push((await build("twice")).imageId, "2.0.0");
    const context = notingContext();
    const second = await push((await build("twice")).imageId, "2.0.0", context);

    expect(second).toEqual({ ...first, isPushed: false });
    expect(codesOf(context)).toEqual(["image-push-skipped"]);
  });

  it("never takes a tag from another image", async () => {
    const first = await push((await build("three")).imageId, "3.0.0");
    const refused = push((await build("another")).imageId, "3.0.0");

    await expect(refused).rejects.toThrow(`${repositoryUrl}:3.0.0 names another image, ${first.digest}`);
    await expect(refused).rejects.toMatchObject({ code: "tag-taken" });
    expect((await findAt("3.0.0"))?.digest).toBe(first.digest);
  });

  function findAt(tag: string) {
    return findImage({ reference: `${repositoryUrl}:${tag}`, credentialsOf }, notingContext());
  }

  it("is found by tag and by digest, or said to be missing", async () => {
    const { digest, reference } = await push((await build("four")).imageId, "4.0.0");

    expect(await findAt("4.0.0")).toEqual({ digest, reference });
    expect(await findImage({ reference, credentialsOf }, notingContext())).toEqual({ digest, reference });
    expect(await findAt("4.0.1")).toBeUndefined();
    await expect(
      requireImage({ reference: `${repositoryUrl}:4.0.1`, credentialsOf }, notingContext()),
    ).rejects.toMatchObject({ code: "image-not-found", message: `the registry has no image ${repositoryUrl}:4.0.1` });
  });

  it("is pushed in a rehearsal to the registry of this machine, found in Amazon ECR, and scanned there", async () => {
    const [open, rehearsal] = [await startRegistry(true), apiRehearsal()];
    rehearsal.test.create("aws:ecr/repository:Repository", {
      ...{ name: "shop", imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } },
    });
    const { state } = rehearsal.test.cloud;
    state.put(storedPushRegistry(`http://${open.host}`));
    state.put(storedFindings("shop", { CRITICAL: 1 }));
    const server = await ApiServer.open(apiListener(rehearsal.apis));
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const client = new ECRClient({ endpoint: server.url, region: "eu-west-1", credentials });
    try {
      const { imageId } = await build("rehearsed");
      const target = { imageId, repositoryUrl: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop", tag: "1.0.0" };
      const args = { ...target, builder, ecrClientOf: () => client };
      const first = await pushImage(args, notingContext());
      const again = await pushImage(args, notingContext());
      const scanned = await scanImage(
        { image: first, environmentKind: "staging", ecrClientOf: () => client },
        notingContext(),
      );

      expect(first.reference).toBe(`${target.repositoryUrl}@${first.digest}`);
      expect(again).toEqual({ ...first, isPushed: false });
      expect(scanned).toMatchObject({ verdict: "refused", refused: [{ severity: "critical" }] });
    } finally {
      client.destroy();
      await Promise.all([server.close(), open.stop()]);
    }
  });

  it("isn't pushed with wrong credentials, and no credentials stay on the machine", async () => {
    const { imageId } = await build("five");
    const reads = notingContext();
    const wrong = { ...REGISTRY_USER, password: "not-the-password" };
    const registryReader = {
      digestOf: () => Promise.resolve(undefined),
      configurationDigestOf: () => Promise.resolve(undefined),
    };
    const refused = pushImage(
      {
        imageId,
        repositoryUrl,
        tag: "5.0.0",
        builder,
        registry: registryReader,
        credentialsOf: () => Promise.resolve(wrong),
      },
      reads,
    );

    await expect(refused).rejects.toMatchObject({
      code: "push-failed",
      nextStep: "Check that the credentials may push to this repository.",
    });
    await expect(refused).rejects.not.toThrow("not-the-password");
    expect(JSON.stringify(reads.events)).not.toContain("not-the-password");
    expect(
      readdirSync(tmpdir()).filter((name) => /^proofpix-docker-\w{6}$/.test(name) && isConfiguration(name)),
    ).toEqual([]);
  });

  function isConfiguration(name: string): boolean {
    return readdirSync(join(tmpdir(), name)).includes("config.json");
  }

  it("that can't be built fails with what Docker said", async () => {
    writeFileSync(join(directory, "Broken"), "FROM scratch\nCOPY nothing /nothing\n");
    const context = notingContext();
    const failing = buildImage({ directory, dockerfile: join(directory, "Broken"), builder }, context);

    await expect(failing).rejects.toThrow(/can't be built:\n[^]*nothing/);
    await expect(failing).rejects.toBeInstanceOf(ImageFailure);
    expect(codesOf(context)).toEqual(["image-build-started"]);
  });

  it("ends with its signal", async () => {
    const stopped = new AbortController();
    stopped.abort();

    await expect(push("sha256:none", "6.0.0", notingContext(stopped.signal))).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  it("says where there is no Docker Engine", async () => {
    const lonely = new DockerCli({ DOCKER_HOST: `unix://${join(homedir(), "no-such.sock")}` });

    await expect(buildImage({ directory, builder: lonely }, notingContext())).rejects.toMatchObject({
      code: "build-failed",
      nextStep: "Start Docker Engine, or name the one to use in DOCKER_HOST.",
    });
  });
});
