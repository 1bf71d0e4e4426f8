import type { Properties } from "../../../../localcloud/model/values";
import { inLocalCloud, refusalOf } from "../../support";
import { GROUP, grouped, LAUNCH_TEMPLATE, RECOMMENDED } from "./groups";

const X86 = `${RECOMMENDED}/recommended/image_id`;
const ARM = `${RECOMMENDED}/arm64/recommended/image_id`;

/** How AWS refuses a group of a template that looks its image up in a parameter. */
function refusalWith(parameter: string, changes: Properties = {}, template: Properties = {}): string | undefined {
  const cloud = inLocalCloud();
  const { inputs } = grouped(cloud, { imageId: `resolve:ssm:${parameter}`, ...template });
  return refusalOf(() => cloud.create(GROUP, { ...inputs, ...changes }));
}

/** What the local cloud warns of when it creates such a group. */
function warningsWith(parameter: string, changes: Properties): readonly string[] {
  const cloud = inLocalCloud();
  const { inputs } = grouped(cloud, { imageId: `resolve:ssm:${parameter}` });
  cloud.create(GROUP, { ...inputs, ...changes });
  return cloud.warnings;
}

const refresh = (preferences: Properties): Properties => ({ instanceRefresh: { strategy: "Rolling", preferences } });

describe("a group whose launch template looks its image up", () => {
  it("is made of the images that AWS recommends", () => {
    expect(refusalWith(X86)).toBeUndefined();
    expect(refusalWith(ARM, {}, { instanceType: "m7g.large" })).toBeUndefined();
  });

  it.each([
    ["that isn't there", "/images/web"],
    ["that describes an image rather than naming it", `${RECOMMENDED}/recommended`],
  ])("is refused with a parameter %s", (_, parameter) => {
    expect(refusalWith(parameter)).toBe(
      `ValidationError: You must use a valid fully-formed launch template. The parameter ${parameter} doesn't exist, or is no ID of an image (launchTemplate: imageId)`,
    );
  });

  it("is refused when it moves to a template that looks up a parameter that isn't there", () => {
    const cloud = inLocalCloud();
    const { inputs } = grouped(cloud);
    const group = cloud.create(GROUP, inputs);
    const other = cloud.create(LAUNCH_TEMPLATE, {
      name: "other",
      imageId: "resolve:ssm:/images/web",
      instanceType: "m7i.large",
    });

    expect(refusalOf(() => cloud.update(group, { ...inputs, launchTemplate: { id: other.id, version: "1" } }))).toMatch(
      /The parameter \/images\/web doesn't exist/,
    );
  });

  it.each(["autoRollback", "skipMatching"])("can't be refreshed with %s, but without", (preference) => {
    expect(warningsWith(X86, refresh({ [preference]: true }))).toEqual([
      expect.stringMatching(
        new RegExp(
          `refresh can't be started: ${preference} requires a launch template that names its.*\\.${preference}\\)$`,
        ),
      ),
    ]);
    expect(warningsWith(X86, refresh({ [preference]: false, minHealthyPercentage: 100 }))).toEqual([]);
  });

  it("has no warm pool", () => {
    expect(refusalWith(X86, { warmPool: { minSize: 1 } })).toMatch(
      /^ValidationError: You can't add a warm pool .*\(warmPool\)$/,
    );
  });

  it("moves from a version that names its image to one that looks it up, without automatic rollback", () => {
    const cloud = inLocalCloud();
    const { template, inputs } = grouped(cloud);
    const group = cloud.create(GROUP, { ...inputs, ...refresh({ autoRollback: true, skipMatching: true }) });
    const moved = cloud.update(template, { imageId: `resolve:ssm:${X86}` });
    const launchTemplate = { id: template.id, version: String(moved.computed.latestVersion) };

    expect(launchTemplate.version).toBe("2");
    expect(refusalOf(() => cloud.update(group, { launchTemplate }))).toMatch(/autoRollback requires a launch template/);
    expect(refusalOf(() => cloud.update(group, { launchTemplate, ...refresh({}) }))).toBeUndefined();
    expect(cloud.update(moved, {}).computed.latestVersion).toBe(2);
  });

  it("takes instance types of the image's architecture alone", () => {
    const mixed = (cloudTypes: string[]): Properties => ({
      launchTemplate: undefined,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateName: "instances", version: "1" },
          overrides: cloudTypes.map((instanceType) => ({ instanceType })),
        },
      },
    });

    expect(warningsWith(X86, mixed(["m7i.large", "m7g.large"]))).toEqual([
      expect.stringContaining("no instance of that type starts: The architecture 'arm64' of the specified"),
    ]);
    expect(warningsWith(X86, mixed(["m7i.large", "m6i.large"]))).toEqual([]);
  });
});
