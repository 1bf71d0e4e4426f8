import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtFromModules } from "../../../tools/engine/build";
import { isEngine } from "../../../tools/engine/engine";
import { ExecuteError } from "../../../tools/engine/execute";
import { temporaryDirectory } from "../../support/temporary-directory";
import { putEngine, withGo, withoutGo } from "./support";

describe("builtFromModules", () => {
  let root: string;
  let sdk: string;
  const context = () => ({ root, report: () => undefined });

  beforeEach(() => {
    jest.spyOn(process.stderr, "write").mockReturnValue(true);
    root = temporaryDirectory();
    sdk = temporaryDirectory();
    putEngine(join(sdk, "nodejs", "dist"), "", ["pulumi-analyzer-policy", "pulumi-resource-pulumi-nodejs"]);
  });

  afterEach(() => jest.restoreAllMocks());

  /** Go as the build uses it: `build` writes the program named after -o, `list` names the SDK's folder. */
  function go(args: readonly string[]): string {
    if (args[0] === "list") return `${sdk}\n`;
    const target = args[args.indexOf("-o") + 1];
    if (args[0] === "build" && target !== undefined)
      putEngine(join(target, ".."), "3.220.0", [target.split("/").at(-1) ?? ""]);
    return "";
  }

  it("puts the engine, its language host and both launchers side by side", async () => {
    const engine = await builtFromModules(withGo(go))(context());

    if (!isEngine(engine)) throw new Error(engine.reason);
    expect(engine).toEqual({
      directory: join(root, ".local", "bin"),
      version: "3.220.0",
      source: "built from Go modules",
    });
    expect(readdirSync(engine.directory).sort()).toEqual([
      "engine.json",
      "pulumi",
      "pulumi-analyzer-policy",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
    ]);
  });

  it("builds each program in its own module, from nothing but what go.sum vouches for", async () => {
    const calls: string[] = [];
    await builtFromModules(
      withGo((args, directory) => {
        if (args[0] === "build") calls.push(`${directory?.split("/").at(-1) ?? ""}: ${args.join(" ")}`);
        return go(args);
      }),
    )(context());

    expect(calls).toHaveLength(2);
    expect(calls[0]).toMatch(/^cli: build -mod=readonly .*Version=v3\.220\.0 .*\/pkg\/v3\/cmd\/pulumi$/);
    expect(calls[1]).toMatch(/^language-nodejs: build -mod=readonly .*pulumi-language-nodejs$/);
  });

  it("says what to install where Go is missing", async () => {
    expect(await builtFromModules(withoutGo)(context())).toEqual({
      reason: "Go, from which it could be built, is not installed",
      remedy: expect.stringMatching(/go\.dev\/dl.*pulumi\.com\/docs\/install/) as string,
    });
  });

  it.each([
    ["go: go.mod requires go >= 1.24.7 (running go 1.22.2; GOTOOLCHAIN=local)", /newest Go/],
    ["go.mod:3: invalid go version '1.24.7': must match format 1.23", /newest Go/],
    ["/usr/local/go/pkg/tool/linux_amd64/link: signal: killed", /memory ran out/],
    ["dial tcp: lookup proxy: no such host", /check the network/],
    ["write $WORK/b001: no space left on device", /disk is full/],
    ["mkdir /go/pkg: read-only file system", /GOMODCACHE/],
    ["something else", /pulumi\.com\/docs\/install/],
  ])("says what to do when Go says %j", async (said, remedy) => {
    const failing = withGo((args) => {
      if (args[0] === "build") throw new ExecuteError("go build failed", said, false);
      return "";
    });

    expect(await builtFromModules(failing)(context())).toEqual({
      reason: expect.stringContaining(said) as string,
      remedy: expect.stringMatching(remedy) as string,
    });
  });

  it("says so when the go on PATH doesn't work", async () => {
    const broken = withGo(() => {
      throw new ExecuteError("go version failed", "goenv: version '1.24' is not installed", false);
    });

    expect(await builtFromModules(broken)(context())).toMatchObject({
      reason: expect.stringMatching(/go version failed:\n.*goenv/) as string,
    });
  });

  it("lets a failure of the machine through", async () => {
    writeFileSync(join(root, ".local"), "a file where a folder should be");

    await expect(builtFromModules(withGo(go))(context())).rejects.toMatchObject({ code: "ENOTDIR" });
  });
});
