import { withProgress } from "../../../tools/shared/progress.cjs";

/** Shows the progress of work that takes `seconds`; returns what was written. */
async function shown(seconds: number, isTTY: boolean): Promise<string[]> {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  const done = withProgress("building", () => new Promise((resolve) => setTimeout(resolve, seconds * 1000)), stream);
  await jest.advanceTimersByTimeAsync(seconds * 1000);
  await done;
  return written;
}

describe("withProgress", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it("writes a line every ten seconds into a log", async () => {
    expect(await shown(25, false)).toEqual([
      "building …\n",
      "building … 10 s\n",
      "building … 20 s\n",
      "building … 25 s\n",
    ]);
  });

  it("counts the seconds on one line in a terminal", async () => {
    const written = await shown(2, true);

    expect(written[0]).toBe("building …");
    expect(written).toContain("\r\u001b[Kbuilding … 1 s");
    expect(written.at(-1)).toBe("\n");
  });

  it("passes on what the work gives or how it fails", async () => {
    const stream = { isTTY: false, write: () => true };

    await expect(withProgress("x", () => Promise.resolve(7), stream)).resolves.toBe(7);
    await expect(withProgress("x", () => Promise.reject(new Error("no")), stream)).rejects.toThrow("no");
  });
});
