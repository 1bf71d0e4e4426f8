import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rehearsalOptions } from "../../../cli/local/rehearsal-options";
import { uncheckedSummary } from "../../../cli/local/rehearsal-settings";
import { folderNamed, isActing, stackNamed, verbOf } from "../../../cli/local/run-command";
import { temporaryDirectory } from "../../support/temporary-directory";

describe("the options before a command", () => {
  it("may be left out, and with them the two dashes", () => {
    const expected = { settings: { allowUnchecked: [] }, command: ["pulumi", "up", "--run"] };

    expect(rehearsalOptions(["pulumi", "up", "--run"], "/")).toEqual(expected);
    expect(rehearsalOptions(["--", "pulumi", "up", "--run"], "/")).toEqual(expected);
    expect(rehearsalOptions([], "/")).toEqual({ settings: { allowUnchecked: [] }, command: [] });
  });

  it("name seeds, types to let through, and that what is deployed runs", () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, "seeds.yaml"), "hostedZones: [{ name: example.com, id: Z0 }]");
    const words = ["--seeds", "seeds.yaml", "--allow-unchecked=aws:glue/job:Job", "--allow-unchecked", "tls", "--run"];

    expect(rehearsalOptions([...words, "--", "sh", "-c", "pulumi up"], folder)).toEqual({
      settings: {
        allowUnchecked: ["aws:glue/job:Job", "tls"],
        seeds: { hostedZones: [{ name: "example.com", id: "Z0" }], secrets: [], registries: [], certificates: [] },
      },
      speed: 10,
      command: ["sh", "-c", "pulumi up"],
    });
    expect(rehearsalOptions(["--speed", "1", "--run", "bash"], folder)).toMatchObject({ speed: 1, command: ["bash"] });
  });

  it.each([
    [["--seed", "a.yaml"], "there is no option --seed"],
    [["--seeds"], "--seeds has no value"],
    [["--seeds", "--run"], "--seeds has no value"],
    [["--allow-unchecked", "glue job"], "must be a resource type, a package or all, got glue job"],
    [["--speed", "fast"], "--speed must be a number"],
  ])("are refused where they are wrong: %j", (words, problem) => {
    expect(() => rehearsalOptions(words, "/")).toThrow(problem);
  });
});

describe("a command line of Pulumi", () => {
  it("is read as Pulumi reads it: its first word that is no option is the command", () => {
    expect(verbOf(["--color=never", "up", "--stack", "dev"])).toBe("up");
    expect(stackNamed("pulumi", ["up", "--stack", "dev"])).toBe("dev");
    expect(stackNamed("pulumi", ["up", "--stack", "dev", "--help"])).toBeUndefined();
    expect(stackNamed("terraform", ["--stack", "dev"])).toBeUndefined();
    expect(folderNamed(["up", "-C", "infra"])).toBe("infra");
    expect(folderNamed(["up", "--cwd=infra"])).toBe("infra");
    expect(folderNamed(["up"])).toBeUndefined();
  });

  it("acts on what is deployed, or doesn't", () => {
    expect(["up", "pre", "dn", "refresh"].map((verb) => isActing("pulumi", [verb]))).toEqual([true, true, true, true]);
    expect([isActing("pulumi", ["stack", "ls"]), isActing("pulumi", ["up", "-h"]), isActing("sh", ["up"])]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("what was let through", () => {
  it("is counted by type at the end, and not spoken of where there is none", () => {
    const [job, key] = ["aws:glue/job:Job", "tls:index/privateKey:PrivateKey"];

    expect(uncheckedSummary([])).toEqual([]);
    expect(uncheckedSummary([job, key, job].map((type, index) => ({ type, urn: String(index) }))).slice(1)).toEqual([
      `  ${job}: 2 resources`,
      `  ${key}: 1 resource`,
    ]);
  });
});
