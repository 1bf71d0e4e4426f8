import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { onPath } from "../../../tools/engine/on-path";
import { temporaryDirectory } from "../../support/temporary-directory";
import { putEngine } from "./support";

const context = { root: "/nowhere", report: () => undefined };

describe("onPath", () => {
  let directory: string;
  const find = (path = directory) => onPath(path)(context);

  beforeEach(() => {
    directory = temporaryDirectory();
  });

  it("takes an engine that is recent enough and has its language host", async () => {
    putEngine(directory, "3.210.0");

    expect(await find()).toEqual({ directory, version: "3.210.0", source: "found on PATH" });
  });

  it("takes a language host in another folder of PATH", async () => {
    const other = temporaryDirectory();
    putEngine(directory, "3.220.0", ["pulumi"]);
    putEngine(other, "", ["pulumi-language-nodejs"]);

    expect(await find([directory, other].join(delimiter))).toMatchObject({ directory });
  });

  it("takes a language host beside what pulumi is a link to", async () => {
    putEngine(join(directory, "opt"), "3.220.0");
    mkdirSync(join(directory, "bin"));
    symlinkSync(join(directory, "opt", "pulumi"), join(directory, "bin", "pulumi"));

    expect(await find(join(directory, "bin"))).toMatchObject({ directory: join(directory, "bin") });
  });

  it("leaves our own engine to the next source, which knows whether it is whole", async () => {
    putEngine(join(directory, ".local", "bin"), "3.220.0");

    expect(await onPath(join(directory, ".local", "bin"))({ ...context, root: directory })).toEqual({
      reason: "there is no pulumi on PATH",
    });
  });

  it("refuses one that is too old, naming both versions", async () => {
    putEngine(directory, "3.209.0");

    expect(await find()).toEqual({
      reason: `${join(directory, "pulumi")} is version 3.209.0, older than 3.210.0`,
      isUnexpected: true,
    });
  });

  it("refuses one without a language host", async () => {
    putEngine(directory, "3.220.0", ["pulumi"]);

    expect(await find()).toEqual({
      reason: expect.stringContaining("pulumi-language-nodejs") as string,
      isUnexpected: true,
    });
  });

  it("refuses one that does not run", async () => {
    putEngine(directory, "3.220.0");
    writeFileSync(join(directory, "pulumi"), "#!/bin/sh\nexit 1\n");

    expect(await find()).toEqual({ reason: expect.stringContaining("doesn't run") as string, isUnexpected: true });
  });

  it.each([
    ["an empty PATH", ""],
    ["folders that are not there", "/nowhere:/nothing"],
  ])("finds none on %s", async (_, path) => {
    expect(await find(path)).toEqual({ reason: "there is no pulumi on PATH" });
  });
});
