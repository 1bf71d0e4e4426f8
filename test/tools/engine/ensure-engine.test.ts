import type { EngineSource } from "../../../tools/engine/engine";
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
    (source: string, remedy?: string, reason = `no ${source}`): EngineSource =>
    () => {
      asked.push(source);
      return Promise.resolve({ reason, ...(remedy === undefined ? {} : { remedy }) });
    };
  const ensure = (present: EngineSource[], obtaining: EngineSource[] = []) =>
    ensureEngine({ root, report: (line) => reported.push(line) }, { present, obtaining });

  it.each([
    ["PATH", [has("path"), has("kept")], [has("installer"), has("build")], ["path"]],
    [".local/bin", [lacks("path"), has("kept")], [has("installer"), has("build")], ["path", "kept"]],
  ])("takes the one of %s first, and asks no further", async (_, present, obtaining, expected) => {
    expect((await ensure(present, obtaining)).source).toBe(expected.at(-1));
    expect(asked).toEqual(expected);
  });

  it("installs where none is present, and builds where that fails", async () => {
    const engine = await ensure([lacks("path"), lacks("kept")], [lacks("installer"), has("build")]);

    expect(engine.source).toBe("build");
    expect(asked.slice(-2)).toEqual(["installer", "build"]);
  });

  it("takes what another run got while this one waited for it", async () => {
    let looks = 0;
    const kept: EngineSource = (context) => (looks++ === 0 ? lacks("kept") : has("kept"))(context);

    expect((await ensure([kept], [has("build")])).source).toBe("kept");
  });

  it("gets it once for two runs at once", async () => {
    let kept: EngineSource = lacks("kept");
    const build: EngineSource = (context) => {
      kept = has("kept");
      return has("build")(context);
    };
    const sources = () => ensure([(context) => kept(context)], [build]);

    const engines = await Promise.all([sources(), sources()]);

    expect(engines.map(({ source }) => source).sort()).toEqual(["build", "kept"]);
  });

  it("says once which engine it is, its version and where it comes from", async () => {
    await ensure([has("path")]);

    expect(reported).toEqual(["engine: pulumi 3.220.0, path, /path/pulumi"]);
  });

  it("says why an engine that is too old was passed over", async () => {
    await ensure([lacks("path", undefined, "/usr/bin/pulumi is version 3.1.0, older than 3.210.0"), has("kept")]);

    expect(reported).toEqual([expect.stringContaining("(/usr/bin/pulumi is version 3.1.0, older than 3.210.0)")]);
  });

  it("names every reason and the last remedy when there is none", async () => {
    const failing = ensure([lacks("path")], [lacks("installer"), lacks("build", "Install Go.")]);

    await expect(failing).rejects.toMatchObject({
      message: "the Pulumi engine can't be had:\n  - no path\n  - no installer\n  - no build",
      nextStep: "Install Go.",
    });
  });
});
