import { withProgress } from "../../../tools/shared/progress.cjs";

/** Shows the progress of work that takes `seconds`; returns what was written. */
async function shown(seconds: number, isTTY: boolean, columns?: number): Promise<string[]> {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  const done = withProgress("building", () => new Promise((resolve) => setTimeout(resolve, seconds * 1000)), stream);
  await jest.advanceTimersByTimeAsync(seconds * 1000);
  await done;
  return written;
}

describe("withProgress", () => {
  const { CI, TERM } = process.env;

  beforeEach(() => {
    jest.useFakeTimers();
    process.env.TERM = "xterm";
    delete process.env.CI;
  });

  afterEach(() => {
    jest.useRealTimers();
    Object.assign(process.env, { CI: CI ?? "", TERM: TERM ?? "" });
  });

  it("writes a line every ten seconds into a log", async () => {
    expect(await shown(25, false)).toEqual([
      "building …\n",
      "building … 10 s\n",
      "building … 20 s\n",
      "building … 25 s\n",
    ]);
  });

  it("counts minutes, too", async () => {
    expect(await shown(125, false)).toContain("building … 1 min 10 s\n");
  });

  it("counts the seconds on one line in a terminal", async () => {
    const written = await shown(2, true);

    expect(written[0]).toBe("\r\u001b[Kbuilding …");
    expect(written).toContain("\r\u001b[Kbuilding … 1 s");
    expect(written.at(-1)).toBe("\n");
  });

  it("cuts the text so that the line fits into a narrow terminal", async () => {
    expect(await shown(1, true, 11)).toContain("\r\u001b[Kbuil … 1 s");
  });

  it("assumes the customary width for a terminal that doesn't know its own", async () => {
    expect(await shown(1, true, 0)).toContain("\r\u001b[Kbuilding … 1 s");
  });

  it.each([
    ["CI", "true"],
    ["TERM", "dumb"],
  ])("writes plain lines where %s is %s, terminal or not", async (variable, value) => {
    process.env[variable] = value;

    expect(await shown(3, true)).toEqual(["building …\n", "building … 3 s\n"]);
  });

  it("passes on what the work gives or how it fails", async () => {
    const stream = { isTTY: false, write: () => true };

    await expect(withProgress("x", () => Promise.resolve(7), stream)).resolves.toBe(7);
    await expect(withProgress("x", () => Promise.reject(new Error("no")), stream)).rejects.toThrow("no");
  });
});
