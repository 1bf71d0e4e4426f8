import fs, { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPrivateFile, replaceFile, replaceLink } from "../../../tools/shared/files";
import { temporaryDirectory } from "../../support/temporary-directory";

afterEach(() => {
  jest.restoreAllMocks();
});

describe("replaceFile", () => {
  it("creates a file, and replaces its text but not its mode", () => {
    const path = join(temporaryDirectory(), "file");
    replaceFile(path, "old");
    chmodSync(path, 0o640);
    replaceFile(path, "new");

    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it("leaves the old text and nothing else when the disk is full", () => {
    const directory = temporaryDirectory();
    const path = join(directory, "file");
    replaceFile(path, "old");
    const write = fs.writeFileSync;
    jest.spyOn(fs, "writeFileSync").mockImplementation((file) => {
      write(file, "ne");
      throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    });

    expect(() => {
      replaceFile(path, "new");
    }).toThrow("ENOSPC");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(directory)).toEqual(["file"]);
  });
});

describe("createPrivateFile", () => {
  it("creates a file once, for this user alone", () => {
    const directory = temporaryDirectory();
    const path = join(directory, "file");
    createPrivateFile(path, "first");
    createPrivateFile(path, "second");

    expect(readFileSync(path, "utf8")).toBe("first");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(["file"]);
  });
});

describe("replaceLink", () => {
  it.each([
    ["nothing", () => undefined],
    [
      "a link to elsewhere",
      (path: string) => {
        fs.symlinkSync("/elsewhere", path);
      },
    ],
    [
      "a file",
      (path: string) => {
        writeFileSync(path, "");
      },
    ],
    ["a folder", (path: string) => mkdirSync(join(path, "inner"), { recursive: true })],
  ])("puts the link in the place of %s", (_, prepare) => {
    const directory = temporaryDirectory();
    const link = join(directory, "link");
    prepare(link);
    replaceLink("/target", link);

    expect(readlinkSync(link)).toBe("/target");
    expect(readdirSync(directory)).toEqual(["link"]);
  });
});
