import fs, { appendFileSync, chmodSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Journal, StateCorruptedError } from "../../../localcloud/state/journal";
import { temporaryDirectory } from "../../support/temporary-directory";

function reopened(directory: string): Map<string, unknown> {
  const { journal, values } = Journal.open(directory);
  journal.close();
  return values;
}

function written(directory: string, entries: readonly { key: string; value?: unknown }[]): string {
  const { journal } = Journal.open(directory);
  for (const entry of entries) journal.append(entry);
  journal.close();
  return join(directory, "journal.jsonl");
}

/** The disk takes ten bytes more. */
function fillDisk(): jest.SpyInstance {
  const write = fs.writeSync;
  let room = 10;
  return jest.spyOn(fs, "writeSync").mockImplementation((file, data: unknown) => {
    if (room === 0 || !Buffer.isBuffer(data))
      throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    const taken = write(file, data.subarray(0, room));
    room -= taken;
    return taken;
  });
}

describe("Journal", () => {
  it("is empty in a new directory", () => {
    expect(reopened(temporaryDirectory())).toEqual(new Map());
  });

  it("is read by nobody else, also one that another version made", () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "journal.jsonl"), "");
    chmodSync(join(directory, "journal.jsonl"), 0o644);
    const path = written(directory, [{ key: "a", value: "hunter2" }]);
    const fresh = written(temporaryDirectory(), [{ key: "a", value: "hunter2" }]);

    expect([path, fresh].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
  });

  it("keeps the last value of each key and forgets removed ones", () => {
    const directory = temporaryDirectory();
    written(directory, [{ key: "a", value: 1 }, { key: "b", value: 2 }, { key: "a", value: 3 }, { key: "b" }]);

    expect(reopened(directory)).toEqual(new Map([["a", 3]]));
  });

  it("loses no finished line, wherever the process is killed in the next one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (lost) => {
        const directory = temporaryDirectory();
        const path = written(directory, [{ key: "kept", value: "é" }]);
        written(directory, [{ key: "in flight", value: "x".repeat(20) }]);
        truncateSync(path, statSync(path).size - lost);

        expect(reopened(directory)).toEqual(new Map([["kept", "é"]]));
        written(directory, [{ key: "next", value: 1 }]);
        expect([...reopened(directory).keys()]).toEqual(["kept", "next"]);
      }),
      { numRuns: 20 },
    );
  });

  it("keeps several values and removals that belong together, in one line", () => {
    const directory = temporaryDirectory();
    const path = written(directory, [{ key: "a", value: 1 }]);
    const { journal } = Journal.open(directory);
    journal.append({ key: "b", value: 2 }, { key: "a" }, { key: "c", value: 3 });
    journal.append();
    journal.close();

    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(3);
    expect([...reopened(directory)]).toEqual([
      ["b", 2],
      ["c", 3],
    ]);
  });

  it("keeps all or nothing of what belongs together, wherever the process is killed", () => {
    const change = [{ key: "before" }, { key: "one", value: "é" }, { key: "other", value: [{ key: "inner" }] }];
    const length = Buffer.byteLength(JSON.stringify(change)) + 1;

    fc.assert(
      fc.property(fc.integer({ min: 1, max: length }), (lost) => {
        const directory = temporaryDirectory();
        const path = written(directory, [{ key: "before", value: 1 }]);
        const { journal } = Journal.open(directory);
        journal.append(...change);
        journal.close();
        truncateSync(path, statSync(path).size - lost);

        expect([...reopened(directory).keys()]).toEqual(["before"]);
        written(directory, [{ key: "next", value: 1 }]);
        expect([...reopened(directory).keys()]).toEqual(["before", "next"]);
      }),
      { numRuns: 30 },
    );
  });

  it("keeps nothing of a line that a full disk cut short, and goes on once there is room", () => {
    const directory = temporaryDirectory();
    const path = written(directory, [{ key: "kept", value: 1 }]);
    const before = readFileSync(path, "utf8");
    const { journal } = Journal.open(directory);
    const full = fillDisk();

    expect(() => {
      journal.append({ key: "lost", value: "x".repeat(100) }, { key: "kept" });
    }).toThrow("ENOSPC");
    expect(readFileSync(path, "utf8")).toBe(before);
    full.mockRestore();
    journal.append({ key: "next", value: 2 });
    journal.close();
    expect([...reopened(directory).keys()]).toEqual(["kept", "next"]);
  });

  it("keeps the old file when a full disk stops its rewriting", () => {
    const directory = temporaryDirectory();
    const path = join(directory, "journal.jsonl");
    writeFileSync(path, `${JSON.stringify({ key: "a", value: "é" })}\n`.repeat(3_000));
    const before = readFileSync(path, "utf8");
    const full = jest.spyOn(fs, "writeFileSync").mockImplementation(() => {
      throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    });

    expect(() => Journal.open(directory)).toThrow("ENOSPC");
    full.mockRestore();
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(reopened(directory)).toEqual(new Map([["a", "é"]]));
  });

  it("names the file and line of content that it did not write", () => {
    const directory = temporaryDirectory();
    const path = written(directory, [{ key: "a", value: 1 }]);
    appendFileSync(path, "garbage\n");

    expect(() => Journal.open(directory)).toThrow(StateCorruptedError);
    expect(() => Journal.open(directory)).toThrow(`${path}, line 2`);
  });

  it.each(['[{"key":"a"},{"value":1}]', "[1]", "null", "[null]"])(
    "takes %s for content that it did not write",
    (line) => {
      const directory = temporaryDirectory();
      const path = written(directory, [{ key: "a", value: 1 }]);
      appendFileSync(path, `${line}\n`);

      expect(() => Journal.open(directory)).toThrow(`${path}, line 2`);
    },
  );

  it("rewrites a file in which most entries of its lines are outdated", () => {
    const directory = temporaryDirectory();
    const path = join(directory, "journal.jsonl");
    const change = [
      { key: "a", value: 1 },
      { key: "b", value: 2 },
    ];
    writeFileSync(path, `${JSON.stringify(change)}\n`.repeat(1_500));

    expect([...reopened(directory).keys()]).toEqual(["a", "b"]);
    expect(readFileSync(path, "utf8")).toBe('{"key":"a","value":1}\n{"key":"b","value":2}\n');
  });

  it("rewrites a file in which most lines are outdated", () => {
    const directory = temporaryDirectory();
    const path = join(directory, "journal.jsonl");
    const lines = Array.from({ length: 3_000 }, (_, index) => `${JSON.stringify({ key: "a", value: index })}\n`);
    writeFileSync(path, lines.join(""));

    expect(reopened(directory)).toEqual(new Map([["a", 2_999]]));
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(2);
    expect(reopened(directory)).toEqual(new Map([["a", 2_999]]));
  });
});
