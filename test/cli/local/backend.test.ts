import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { prepareBackend, readCheckpoint, removeDeadLocks } from "../../../cli/local/backend";
import { localPaths, type LocalPaths } from "../../../cli/local/paths";
import { UserError } from "../../../tools/shared/user-error";
import { temporaryDirectory } from "../../support/temporary-directory";

function written(path: string, content: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function statePath(paths: LocalPaths): string {
  return join(paths.state, ".pulumi", "stacks", "proofpix", "development.json");
}

describe("prepareBackend", () => {
  it("makes a passphrase that only this user can read, once", () => {
    const paths = localPaths(temporaryDirectory());
    prepareBackend(paths);
    const passphrase = readFileSync(paths.passphrase, "utf8");
    prepareBackend(paths);

    expect(passphrase).toMatch(/^[\w-]{43}$/);
    expect(readFileSync(paths.passphrase, "utf8")).toBe(passphrase);
    expect(statSync(paths.passphrase).mode & 0o777).toBe(0o600);
  });
});

describe("readCheckpoint", () => {
  it("gives nothing for a stack that doesn't exist, and an empty state for a new one", () => {
    const paths = localPaths(temporaryDirectory());
    expect(readCheckpoint(paths, "proofpix", "development")).toBeUndefined();

    written(statePath(paths), '{"checkpoint": {}}');
    expect(readCheckpoint(paths, "proofpix", "development")).toEqual({});
  });

  it("says how to go on where the state is damaged", () => {
    const paths = localPaths(temporaryDirectory());
    const path = written(statePath(paths), '{"checkpoint": ');

    expect(() => readCheckpoint(paths, "proofpix", "development")).toThrow(UserError);
    expect(() => readCheckpoint(paths, "proofpix", "development")).toThrow(
      expect.objectContaining({ nextStep: expect.stringContaining(`cp ${path}.bak ${path}`) as string }) as Error,
    );
  });
});

describe("removeDeadLocks", () => {
  it("has nothing to do where no stack was ever locked", () => {
    expect(removeDeadLocks(localPaths(temporaryDirectory()))).toEqual([]);
  });

  it("removes locks of dead and unknown holders and keeps those of living ones", () => {
    const paths = localPaths(temporaryDirectory());
    const locks = join(paths.state, ".pulumi", "locks", "organization", "proofpix", "development");
    const [living, dead, cut] = [
      written(join(locks, "living.json"), '{"pid": 1}'),
      written(join(locks, "dead.json"), '{"pid": 2}'),
      written(join(locks, "cut.json"), '{"pi'),
    ];

    expect(removeDeadLocks(paths, (pid) => pid === 1).sort()).toEqual([cut, dead]);
    expect([living, dead, cut].map((file) => existsSync(file))).toEqual([true, false, false]);
  });

  it("knows the process that runs from one that can't exist", () => {
    const paths = localPaths(temporaryDirectory());
    const locks = join(paths.state, ".pulumi", "locks");
    written(join(locks, "own.json"), JSON.stringify({ pid: process.pid }));
    const none = written(join(locks, "none.json"), '{"pid": 4194305}');

    expect(removeDeadLocks(paths)).toEqual([none]);
  });
});
