import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { lockHolder, prepareBackend, readCheckpoint, removeDeadLocks } from "../../../cli/local/backend";
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

  it("makes no other passphrase for stacks that are encrypted with one that is gone", () => {
    const paths = localPaths(temporaryDirectory());
    written(statePath(paths), "{}");

    expect(() => {
      prepareBackend(paths);
    }).toThrow(UserError);
    expect(existsSync(paths.passphrase)).toBe(false);
  });
});

describe("readCheckpoint", () => {
  it("gives nothing for a stack that doesn't exist, and an empty state for a new one", () => {
    const paths = localPaths(temporaryDirectory());
    expect(readCheckpoint(paths, "proofpix", "development")).toBeUndefined();

    written(statePath(paths), '{"checkpoint": {}}');
    expect(readCheckpoint(paths, "proofpix", "development")).toEqual({});
  });

  it.each(["", "null", "{}", '{"checkpoint": '])("says how to go on where the state is damaged (%j)", (content) => {
    const paths = localPaths(temporaryDirectory());
    const path = written(statePath(paths), content);
    const read = () => readCheckpoint(paths, "proofpix", "development");
    const nextStep = (words: string) =>
      expect.objectContaining({ nextStep: expect.stringContaining(words) as string }) as Error;

    expect(read).toThrow(UserError);
    expect(read).toThrow(`${path} is damaged`);
    expect(read).toThrow(nextStep(`rm '${path}'`));
    written(`${path}.bak`, "{}");
    expect(read).toThrow(nextStep(`cp '${path}.bak' '${path}'`));
  });
});

describe("removeDeadLocks", () => {
  it("has nothing to do where no stack was ever locked", () => {
    expect(removeDeadLocks(localPaths(temporaryDirectory()))).toEqual([]);
  });

  it("removes locks of dead and unknown holders and keeps those of living ones", () => {
    const paths = localPaths(temporaryDirectory());
    const [living, dead, cut, empty] = [
      locked(paths, "living", JSON.stringify({ pid: 1, hostname: hostname() })),
      locked(paths, "dead", JSON.stringify({ pid: 2, hostname: hostname() })),
      locked(paths, "cut", '{"pi'),
      locked(paths, "empty", "null"),
    ];

    expect(removeDeadLocks(paths, (pid) => pid === 1).sort()).toEqual([cut, dead, empty]);
    expect([living, dead, cut, empty].map((file) => existsSync(file))).toEqual([true, false, false, false]);
  });

  it("keeps locks of other machines and containers, whose processes it can't see", () => {
    const paths = localPaths(temporaryDirectory());
    locked(paths, "other", JSON.stringify({ pid: 2, hostname: `not-${hostname()}` }));

    expect(removeDeadLocks(paths, () => false)).toEqual([]);
  });

  it("knows the process that runs from one that can't exist", () => {
    const paths = localPaths(temporaryDirectory());
    locked(paths, "own", JSON.stringify({ pid: process.pid, hostname: hostname() }));
    const none = locked(paths, "none", JSON.stringify({ pid: 4_194_305, hostname: hostname() }));

    expect(removeDeadLocks(paths)).toEqual([none]);
  });
});

describe("lockHolder", () => {
  it("tells which engine works on a stack", () => {
    const paths = localPaths(temporaryDirectory());
    expect(lockHolder(paths, "proofpix", "development")).toBeUndefined();

    locked(paths, "one", '{"pid": 7, "hostname": "a"}');

    expect(lockHolder(paths, "proofpix", "development")).toEqual({ pid: 7, hostname: "a" });
    expect(lockHolder(paths, "proofpix", "develop")).toBeUndefined();
    expect(lockHolder(paths, "proofpix-bootstrap", "development")).toBeUndefined();
  });
});

/** Writes a lock as an engine does. */
function locked(paths: LocalPaths, name: string, content: string): string {
  const locks = join(paths.state, ".pulumi", "locks", "organization", "proofpix", "development");
  return written(join(locks, `${name}.json`), content);
}
