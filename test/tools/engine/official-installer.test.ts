import { join } from "node:path";
import { officialInstaller, type InstallerAccess } from "../../../tools/engine/official-installer";
import { temporaryDirectory } from "../../support/temporary-directory";
import { putEngine } from "./support";

describe("officialInstaller", () => {
  beforeEach(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
  afterEach(() => jest.restoreAllMocks());

  function install(world: Partial<InstallerAccess>) {
    const root = temporaryDirectory();
    const access = { isReachable: () => Promise.resolve(true), install: () => Promise.resolve(), ...world };
    return { root, result: officialInstaller(access)({ root, report: () => undefined }) };
  }

  it("puts what it installed into .local/bin", async () => {
    const { root, result } = install({
      install: (_, aside) => {
        putEngine(join(aside, "bin"), "3.248.0");
        return Promise.resolve();
      },
    });

    expect(await result).toEqual({
      directory: join(root, ".local", "bin"),
      version: "3.248.0",
      source: "official installer",
    });
  });

  it("isn't tried where its host can't be reached", async () => {
    const tried = jest.fn();
    const { result } = install({ isReachable: () => Promise.resolve(false), install: tried });

    expect(await result).toEqual({
      reason: "the official installer's host, get.pulumi.com, can't be reached",
      isUnexpected: true,
    });
    expect(tried).not.toHaveBeenCalled();
  });

  it("leaves it to the next source when it fails", async () => {
    const { result } = install({ install: () => Promise.reject(new Error("curl: 404")) });

    expect(await result).toEqual({ reason: "the official installer failed: curl: 404", isUnexpected: true });
  });

  it("is not believed when what it installed doesn't run", async () => {
    expect(await install({}).result).toMatchObject({ reason: expect.stringContaining("doesn't run") as string });
  });
});
