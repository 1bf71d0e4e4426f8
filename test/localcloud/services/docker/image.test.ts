import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { difference } from "../../../../localcloud/provider/difference";
import { shown } from "../../../../localcloud/control/inspection";
import { imageAt, storedRegistry, tagsOf } from "../../../../localcloud/services/registry/images";
import { parseReference } from "../../../../localcloud/services/registry/reference";
import { isProperties, text, type Properties } from "../../../../localcloud/model/values";
import { temporaryDirectory } from "../../../support/temporary-directory";
import { inLocalCloud, type TestCloud } from "../../support";

const IMAGE = "docker:index/image:Image";
const HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A folder with files by path. */
function folder(files: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(directory, path, ".."), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

const FILES = { Dockerfile: "FROM node:20 AS build\nFROM node:20 AS production\n", "src/index.js": "serve()" };

/** A repository of ECR, and inputs of an image that is pushed there. */
function repository(cloud: TestCloud, changes: Properties = {}) {
  cloud.create("aws:ecr/repository:Repository", { name: "enterprise", ...changes });
  const token = cloud.call("aws:ecr/getAuthorizationToken:getAuthorizationToken").password;
  const password = isProperties(token) ? text(token, "value") : undefined;
  const registry = { server: HOST, username: "AWS", password };
  const inputs: Properties = { imageName: `${HOST}/enterprise:1.0.0`, build: { context: folder(FILES) }, registry };
  return { inputs, registry };
}

function digestIn(cloud: TestCloud, reference: string): unknown {
  return imageAt(parseReference(reference), cloud.cloud.state)?.inputs.digest;
}

describe("an image", () => {
  it("is in the registry once it was pushed, under the digest that it reports", () => {
    const cloud = inLocalCloud();
    const { inputs } = repository(cloud);
    const { id, computed } = cloud.create(IMAGE, inputs);
    const { repository: url, digest } = parseReference(String(computed.repoDigest));

    expect(id).toBe(`${HOST}/enterprise:1.0.0`);
    expect(computed).toMatchObject({ baseImageName: id, dockerfile: "Dockerfile", registryServer: HOST });
    expect(url).toBe(`${HOST}/enterprise`);
    expect(digest).toMatch(DIGEST);
    expect(digestIn(cloud, `${HOST}/enterprise:1.0.0`)).toBe(digest);
  });

  it("is in no registry when it is not pushed", () => {
    const cloud = inLocalCloud();
    const { inputs } = repository(cloud);
    const { computed } = cloud.create(IMAGE, {
      ...inputs,
      imageName: "enterprise",
      registry: undefined,
      skipPush: true,
    });

    expect(computed.repoDigest).toMatch(DIGEST);
    expect(digestIn(cloud, `${HOST}/enterprise:1.0.0`)).toBeUndefined();
  });

  it("stays in the registry when its resource goes", () => {
    const cloud = inLocalCloud();
    const image = cloud.create(IMAGE, repository(cloud).inputs);
    cloud.delete(image);

    expect(digestIn(cloud, image.id)).toMatch(DIGEST);
  });

  it("takes a tag from the image that had it, which stays by its digest", () => {
    const cloud = inLocalCloud();
    const { inputs } = repository(cloud);
    const first = cloud.create(IMAGE, inputs);
    const second = cloud.update(first, { build: { context: folder({ ...FILES, "src/index.js": "serve(2)" }) } });
    const before = imageAt(parseReference(String(first.computed.repoDigest)), cloud.cloud.state);

    expect(`${HOST}/enterprise@${String(digestIn(cloud, first.id))}`).toBe(second.computed.repoDigest);
    expect(before && tagsOf(before)).toEqual([]);
  });

  it("may have several tags", () => {
    const cloud = inLocalCloud();
    const { inputs } = repository(cloud);
    cloud.create(IMAGE, inputs);
    cloud.create(IMAGE, { ...inputs, imageName: `${HOST}/enterprise:stable` });

    expect(digestIn(cloud, `${HOST}/enterprise:1.0.0`)).toMatch(DIGEST);
    expect(digestIn(cloud, `${HOST}/enterprise:stable`)).toBe(digestIn(cloud, `${HOST}/enterprise:1.0.0`));
  });

  it("shows nobody its registry's password", () => {
    const cloud = inLocalCloud();
    const { inputs, registry } = repository(cloud);

    expect(JSON.stringify(shown(cloud.cloud, cloud.create(IMAGE, inputs)))).not.toContain(registry.password);
  });

  it("can be pushed to a registry beside ECR", () => {
    const cloud = inLocalCloud();
    const credentials = { username: "proofpix", password: "right" };
    cloud.cloud.state.put(storedRegistry("registry.example.com", credentials));
    const imageName = "registry.example.com/enterprise:1.0.0";
    const push = (registry: Properties) =>
      cloud.create(IMAGE, { imageName, registry, build: { context: folder(FILES) } });

    expect(() => push({ ...credentials, password: "wrong" })).toThrow("unauthorized: authentication required");
    expect(push(credentials).computed.repoDigest).toContain("registry.example.com/enterprise@sha256:");
  });
});

describe("the digest of an image", () => {
  const build = (changes: Properties = {}) => {
    const inputs = { imageName: "enterprise", skipPush: true, build: { context: folder(FILES), ...changes } };
    return inLocalCloud().create(IMAGE, inputs).computed.repoDigest;
  };

  it("is the same for the same content, wherever it is", () => {
    expect(build()).toBe(build());
  });

  it.each<[string, () => Properties]>([
    ["a file", () => ({ context: folder({ ...FILES, "src/index.js": "serve(2)" }) })],
    ["a file's name", () => ({ context: folder({ Dockerfile: FILES.Dockerfile, "src/main.js": "serve()" }) })],
    ["the Dockerfile", () => ({ context: folder({ ...FILES, Dockerfile: "FROM node:22\n" }) })],
    ["the stage", () => ({ target: "production" })],
    ["the platform", () => ({ platform: "linux/arm64" })],
    ["an argument", () => ({ args: { VERSION: "1.0.0" } })],
  ])("is another one for another %s", (_, changes) => {
    expect(build(changes())).not.toBe(build());
  });

  it("doesn't depend on the order of arguments, nor on what is ignored", () => {
    expect(build({ args: { A: "1", B: "2" } })).toBe(build({ args: { B: "2", A: "1" } }));
    const ignoring = { ...FILES, ".dockerignore": "*\n!src\n" };
    const cluttered = folder({ ...ignoring, "node_modules/a.js": "a" });
    symlinkSync("nowhere", join(cluttered, "dangling"));
    expect(build({ context: cluttered })).toBe(build({ context: folder(ignoring) }));
  });
});

describe("a build", () => {
  const type = inLocalCloud().cloud.typeOf(IMAGE);
  const normalize = (build: Properties): Properties | undefined => type.normalize?.({ imageName: "a", build });

  it("knows the state of its files before it begins", () => {
    const before = normalize({ context: folder(FILES) });
    const after = normalize({ context: folder({ ...FILES, "src/index.js": "serve(2)" }) });

    expect(before?.build).toMatchObject({ platform: "linux/amd64", contextDigest: expect.any(String) as string });
    expect(after?.build).not.toEqual(before?.build);
  });

  it("starts relative paths at the project's root, since the engine doesn't tell the program's folder", () => {
    expect(normalize({ context: "./examples/enterprise" })).toMatchObject({
      build: { context: "./examples/enterprise" },
    });
  });

  it("takes a Dockerfile from elsewhere", () => {
    const dockerfile = join(folder({ "production.Dockerfile": "FROM node:22\n" }), "production.Dockerfile");

    expect(normalize({ context: folder(FILES), dockerfile })).toMatchObject({ build: { dockerfile } });
  });

  it.each<[string, () => Properties, string]>([
    [
      "a context that isn't there",
      () => ({ context: "./none" }),
      "unable to prepare context: path not found: ./none; in the local",
    ],
    ["a folder without Dockerfile", () => ({ context: folder({}) }), "could not open dockerfile: "],
    [
      "a Dockerfile that isn't there",
      () => ({ context: folder(FILES), dockerfile: "./none" }),
      "could not open dockerfile: ./none",
    ],
  ])("refuses %s", (_, build, words) => {
    const changes = build();

    expect(() => normalize(changes)).toThrow(words);
  });

  it("waits for files whose place isn't known yet", () => {
    const unknown = { context: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };

    expect(normalize(unknown)).toEqual({ imageName: "a", build: unknown });
  });

  it("is not done anew for a new token", () => {
    const change = (before: Properties, after: Properties) =>
      difference(type, { registry: before }, { registry: after });

    expect(change({ server: HOST, password: "a" }, { server: HOST, password: "b" }).changed).toEqual([]);
    expect(change({ server: HOST }, { server: "other" })).toMatchObject({ changed: ["registry"], replacing: [] });
  });

  it.each<[string, (given: ReturnType<typeof repository>) => Properties, string]>([
    [
      "a stage that isn't there",
      ({ inputs }) => ({ build: { ...(inputs.build as object), target: "test" } }),
      'target stage "test" could not be found (build.target)',
    ],
    [
      "an instruction that Docker doesn't know",
      () => ({ build: { context: folder({ Dockerfile: "FROM node:20\nCOPPY . .\n" }) } }),
      "dockerfile parse error: unknown instruction: COPPY (build.dockerfile)",
    ],
    [
      "a repository in capitals",
      () => ({ imageName: `${HOST}/Enterprise:1.0.0` }),
      "invalid reference format: repository name (Enterprise) must be lowercase (imageName)",
    ],
    ["a tag with a blank", () => ({ imageName: `${HOST}/enterprise:1 0` }), "invalid reference format: "],
    [
      "a platform without architecture",
      ({ inputs }) => ({ build: { ...(inputs.build as object), platform: "linux" } }),
      '"linux" is an invalid component of a platform, such as linux/amd64 (build.platform)',
    ],
    [
      "a Dockerfile without stages",
      () => ({ build: { context: folder({ Dockerfile: "# later\n" }) } }),
      "file with no instructions",
    ],
    [
      "a name without registry",
      () => ({ imageName: "enterprise:1.0.0" }),
      "requires all image names to be fully qualified, such as docker.io/enterprise:1.0.0",
    ],
    [
      "a registry that isn't there",
      () => ({ imageName: "docker.io/proofpix/enterprise:1.0.0" }),
      "no such host docker.io",
    ],
    ["no credentials", () => ({ registry: undefined }), "unauthorized: no basic auth credentials"],
    [
      "a token that ECR didn't issue",
      ({ registry }) => ({ registry: { ...registry, password: "x" } }),
      "unauthorized: authentication required",
    ],
    [
      "another user's token",
      ({ registry }) => ({ registry: { ...registry, username: "proofpix" } }),
      "unauthorized: authentication required",
    ],
    [
      "a repository that isn't there",
      () => ({ imageName: `${HOST}/none:1.0.0` }),
      "name unknown: The repository with name 'none' does not exist in the registry with id '123456789012'",
    ],
  ])("refuses %s", (_, changes, words) => {
    const cloud = inLocalCloud();
    const given = repository(cloud);

    expect(() => cloud.create(IMAGE, { ...given.inputs, ...changes(given) })).toThrow(words);
    expect(cloud.create(IMAGE, given.inputs).id).toBe(`${HOST}/enterprise:1.0.0`);
  });
});

describe("an immutable tag", () => {
  const FILTERS = { imageTagMutabilityExclusionFilters: [{ filter: "dev-*", filterType: "WILDCARD" }] };

  it.each([
    ["MUTABLE", {}, "1.0.0", true],
    ["IMMUTABLE", {}, "1.0.0", false],
    ["IMMUTABLE_WITH_EXCLUSION", FILTERS, "1.0.0", false],
    ["IMMUTABLE_WITH_EXCLUSION", FILTERS, "dev-1", true],
    ["MUTABLE_WITH_EXCLUSION", FILTERS, "1.0.0", true],
    ["MUTABLE_WITH_EXCLUSION", FILTERS, "dev-1", false],
  ])("of a repository that is %s %j: %s can be pushed again: %s", (imageTagMutability, filters, tag, again) => {
    const cloud = inLocalCloud();
    const { inputs } = repository(cloud, { imageTagMutability, ...filters });
    const image = cloud.create(IMAGE, { ...inputs, imageName: `${HOST}/enterprise:${tag}` });
    const push = () => cloud.update(image, { build: { context: folder({ ...FILES, "src/index.js": "serve(2)" }) } });

    if (again) expect(push().id).toBe(image.id);
    else expect(push).toThrow(`The image tag '${tag}' already exists in the 'enterprise' repository`);
  });
});
