import type { EngineSource, Unavailable } from "../../../tools/engine/engine";
import { ensureEngine } from "../../../tools/engine";
import { temporaryDirectory } from "../../support/temporary-directory";

describe("ensureEngine", () => {
  let asked: string[];
  let reported: string[];
  let root: string;

  beforeEach(() => {
    [asked, reported, root] = [[], [], temporaryDirectory()];
  });

  const has =
    (source: string): EngineSource =>
    () => {
      asked.push(source);
      return Promise.resolve({ directory: `/${source}`, version: "3.220.0", source });
    };
  const lacks =
    (source: string, details: Partial<Unavailable> = {}): EngineSource =>
    () => {
      asked.push(source);
      return Promise.resolve({ reason: `no ${source}`, ...details });
    };
  const ensure = (present: EngineSource[], obtaining: EngineSource[] = []) =>
    ensureEngine({ root, report: (line) => reported.push(line) }, { present, obtaining });

  it.each([
    ["PATH", [has("path"), has("local")], [has("installer"), has("build")], ["path"]],
    [".local/bin", [lacks("path"), has("local")], [has("installer"), has("build")], ["path", "local"]],
  ])("takes the one of %s first, and asks no further", async (_, present, obtaining, expected) => {
    expect((await ensure(present, obtaining)).source).toBe(expected.at(-1));
    expect(asked).toEqual(expected);
  });

  it("installs where none is present, and builds where that fails", async () => {
    const engine = await ensure([lacks("path"), lacks("local")], [lacks("installer"), has("build")]);

    expect(engine.source).toBe("build");
    expect(asked.slice(-2)).toEqual(["installer", "build"]);
  });

  it("takes what another run got while this one waited for it", async () => {
    let looks = 0;
    const local: EngineSource = (context) => (looks++ === 0 ? lacks("local") : has("local"))(context);

    expect((await ensure([local], [has("build")])).source).toBe("local");
  });

  it("gets it once for two runs at once", async () => {
    let local: EngineSource = lacks("local");
    const build: EngineSource = (context) => {
      local = has("local");
      return has("build")(context);
    };
    const sources = () => ensure([(context) => local(context)], [build]);

    const engines = await Promise.all([sources(), sources()]);

    expect(engines.map(({ source }) => source).sort()).toEqual(["build", "local"]);
  });

  it("says once which engine it is, its version and where it comes from", async () => {
    await ensure([has("path")]);

    expect(reported).toEqual(["engine: pulumi 3.220.0, path, /path/pulumi"]);
  });

  it("says at once, and once, why an engine that people expect is passed over", async () => {
    await ensure([lacks("path", { isUnexpected: true, reason: "/usr/bin/pulumi is too old" })], [has("build")]);

    expect(reported).toEqual([
      "/usr/bin/pulumi is too old; looking for another engine",
      "engine: pulumi 3.220.0, build, /build/pulumi",
    ]);
  });

  it("says nothing about sources that nobody expects to have one", async () => {
    await ensure([lacks("path"), lacks("local")], [lacks("installer"), has("build")]);

    expect(reported).toHaveLength(1);
  });

  it("names every reason and the last remedy when there is none", async () => {
    const failing = ensure([lacks("path")], [lacks("installer"), lacks("build", { remedy: "Install Go." })]);

    await expect(failing).rejects.toMatchObject({
      message: "the Pulumi engine can't be had:\n  - no path\n  - no installer\n  - no build",
      nextStep: "Install Go.",
    });
  });
});
