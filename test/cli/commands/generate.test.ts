import { UsageError } from "../../../cli/command";
import { command, generate, PARTS, type Part } from "../../../cli/commands/generate";
import { UserError } from "../../../tools/shared/user-error";

/** Parts that tell when they are made; `limits` can't be. */
const FAKES: Readonly<Record<string, Part>> = {
  policies: (root, report) => {
    report(`policies of ${root}`);
  },
  limits: () => {
    throw new UserError("the limits can't be made: python3 can't be started", "It takes Python 3.");
  },
  instances: async (_, report) => {
    await Promise.resolve();
    report("instances");
  },
};

async function generated(...argv: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await generate("/project", argv, (line) => lines.push(line), FAKES);
  return { code, lines };
}

describe("npm run generate", () => {
  it("makes the named part and no other", async () => {
    expect(await generated("policies")).toEqual({ code: 0, lines: ["policies of /project"] });
    expect(await generated("instances", "policies")).toEqual({
      code: 0,
      lines: ["policies of /project", "instances"],
    });
  });

  it("makes everything unless a part is named, also after one that fails", async () => {
    expect(await generated()).toEqual({
      code: 1,
      lines: [
        "policies of /project",
        "error: the limits can't be made: python3 can't be started\n  It takes Python 3.",
        "instances",
      ],
    });
  });

  it.each(["rules", "--all", "toString"])("refuses %s, which is no part, before it makes any", async (part) => {
    const refused = generated("policies", part);

    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toMatchObject({
      message: `there is no part "${part}"`,
      nextStep: "The parts are policies, limits, instances.",
    });
  });

  it("names every part in its help", () => {
    const [usage] = command.help.usage;
    const described = command.help.details.map((line) => line.split(" ")[0]);

    expect(usage).toBe("npm run generate -- [part]…");
    expect(described).toEqual(Object.keys(PARTS));
  });

  it("makes what takes AWS's network only where it is named", async () => {
    const made: string[] = [];
    const part = (name: string) => () => void made.push(name);
    const parts = { policies: part("policies"), prices: part("prices") };

    expect(await generate("/", [], () => undefined, parts)).toBe(0);
    expect(made).toEqual(["policies"]);
    expect(await generate("/", ["prices"], () => undefined, parts)).toBe(0);
    expect(made).toEqual(["policies", "prices"]);
  });
});
