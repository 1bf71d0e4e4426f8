import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runAlone } from "../../../tools/shared/run-alone.cjs";
import { temporaryDirectory } from "../../support/temporary-directory";

describe("runAlone", () => {
  let lock: string;
  let shown: jest.SpyInstance;
  const work = async (): Promise<string> => {
    await sleep(20);
    return "done";
  };

  beforeEach(() => {
    lock = join(temporaryDirectory(), "lock");
    shown = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  });

  afterEach(() => jest.restoreAllMocks());

  it("gives what the work gives, and shows nothing where it need not wait", async () => {
    expect(await runAlone(lock, "waiting", work)).toBe("done");
    expect(shown).not.toHaveBeenCalled();
  });

  it("shows whom it waits for, and for how long", async () => {
    await Promise.all([runAlone(lock, "waiting", work), runAlone(lock, "waiting", work)]);

    const lines = shown.mock.calls.flat().join("");
    expect(lines).toContain(`waiting (process ${process.pid}) …`);
    expect(lines).toMatch(/… \d+ s/);
  });

  it("lets the next in after work that failed", async () => {
    await expect(runAlone(lock, "waiting", () => Promise.reject(new Error("no")))).rejects.toThrow("no");

    expect(await runAlone(lock, "waiting", work)).toBe("done");
  });
});
