import { type ImageBuilder, pushImage, type RegistryReader } from "../../../automation/images";
import { digestIn } from "../../../automation/images/docker/docker-cli";
import { codesOf, digest, notingContext } from "./support/image-context";

const TARGET = { imageId: digest("1"), repositoryUrl: "registry.proofpix.com/proofpix/enterprise", tag: "1.0.0" };

/** A registry that answers with digests in their order. */
function registryWith(digests: readonly (string | undefined)[], configuration?: string): RegistryReader {
  const left = [...digests];
  return { digestOf: () => Promise.resolve(left.shift()), configurationDigestOf: () => Promise.resolve(configuration) };
}

function builderTold(told: string | undefined): ImageBuilder & { readonly pushed: string[] } {
  const pushed: string[] = [];
  return {
    pushed,
    build: () => Promise.reject(new Error("nothing is built")),
    push: (imageId, reference) => {
      pushed.push(`${imageId} ${reference}`);
      return Promise.resolve(told);
    },
  };
}

describe("a push", () => {
  it("gives the digest that the registry has, not the one that Docker computed", async () => {
    const builder = builderTold(undefined);
    const registry = registryWith([undefined, digest("a")]);

    expect(await pushImage({ ...TARGET, builder, registry }, notingContext())).toEqual({
      reference: `registry.proofpix.com/proofpix/enterprise@${digest("a")}`,
      digest: digest("a"),
      isPushed: true,
    });
    expect(builder.pushed).toEqual([`${digest("1")} registry.proofpix.com/proofpix/enterprise:1.0.0`]);
  });

  it.each([
    [digest("b"), `the registry has ${digest("b")}`],
    [undefined, "the registry has no such image"],
  ])("fails where the tag then names something else: %s", async (found, said) => {
    const registry = registryWith([undefined, found]);
    const pushing = pushImage({ ...TARGET, builder: builderTold(digest("a")), registry }, notingContext());

    await expect(pushing).rejects.toMatchObject({ code: "digest-mismatch" });
    await expect(pushing).rejects.toThrow(said);
  });

  it.each([
    ["the configuration has Docker's id", digest("1")],
    ["the image store of containerd has the digest as its id", undefined],
  ])("isn't made again where %s", async (_, configuration) => {
    const builder = builderTold(digest("a"));
    const known = configuration === undefined ? TARGET.imageId : digest("a");
    const context = notingContext();
    const pushed = await pushImage({ ...TARGET, builder, registry: registryWith([known], configuration) }, context);

    expect(pushed).toMatchObject({ digest: known, isPushed: false });
    expect([builder.pushed, codesOf(context)]).toEqual([[], ["image-push-skipped"]]);
  });

  it("asks for each registry's credentials once", async () => {
    const asked: string[] = [];
    const credentialsOf = (host: string) => {
      asked.push(host);
      return Promise.resolve({ username: "a", password: "b" });
    };
    await pushImage(
      { ...TARGET, builder: builderTold(digest("a")), registry: registryWith([undefined, digest("a")]), credentialsOf },
      notingContext(),
    );

    expect(asked).toEqual(["registry.proofpix.com"]);
  });
});

describe("what docker push prints", () => {
  it.each([
    [`1.0.0: digest: ${digest("c")} size: 528`, digest("c")],
    ["1.0.0: Layer already exists", undefined],
  ])("%s", (line, expected) => {
    expect(digestIn(`The push refers to repository [r/i]\n${line}`)).toBe(expected);
  });
});
