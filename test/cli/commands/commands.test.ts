import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { destroy } from "../../../cli/commands/destroy";
import { local } from "../../../cli/commands/local";
import { preview } from "../../../cli/commands/preview";
import { up } from "../../../cli/commands/up";
import { UsageError } from "../../../cli/command";
import { acquireLocalCloud } from "../../../localcloud/client";
import type { Cloud } from "../../../localcloud/cloud/cloud";
import { ensureEngine } from "../../../tools/engine";
import { servedControl } from "../../localcloud/support/control-server";
import { BOX, created, sampleCloud } from "../../localcloud/support/sample-cloud";
import { temporaryDirectory } from "../../support/temporary-directory";
import { fakeEngine, type FakeEngine } from "../support/fake-engine";

jest.mock("../../../tools/engine", () => ({ ensureEngine: jest.fn() }));
jest.mock("../../../localcloud/client", () => ({ acquireLocalCloud: jest.fn() }));

const UP = "up --yes --stack development";
const INIT = "stack init development --no-select --non-interactive";

let engine: FakeEngine;
let cloud: Cloud;
let said: string[];
let printed: string[];
const release = jest.fn(() => Promise.resolve());

beforeEach(async () => {
  engine = fakeEngine(temporaryDirectory());
  cloud = sampleCloud();
  said = [];
  printed = [];
  release.mockClear();
  jest.mocked(acquireLocalCloud).mockClear();
  const { url } = await servedControl(cloud);
  jest.mocked(ensureEngine).mockResolvedValue({ directory: engine.directory, version: "3.220.0", source: "fake" });
  jest
    .mocked(acquireLocalCloud)
    .mockResolvedValue({ providers: "aws:1", controlUrl: url, release, ended: new Promise(() => undefined) });
  process.env.PULUMI_ACCESS_TOKEN = "theirs"; // which must not reach the engine
});

afterEach(() => {
  delete process.env.PULUMI_ACCESS_TOKEN;
});

type Say = (line: string) => void;
type Command = (root: string, argv: readonly string[], report: Say, print: Say) => Promise<number>;

function run(command: Command, ...argv: readonly string[]): Promise<number> {
  return command(
    engine.root,
    argv,
    (line) => said.push(line),
    (line) => printed.push(line),
  );
}

describe("npm run up", () => {
  it("creates the stack once, deploys, and says what next", async () => {
    expect(await run(up)).toBe(0);
    expect(await run(up, "development", "--diff")).toBe(0);

    expect(engine.calls()).toEqual([INIT, UP, `${UP} --diff`]);
    expect(said.join("\n")).toContain("nothing was created on AWS");
    expect(release).toHaveBeenCalledTimes(2);
  });

  it("stops at the first step that fails and promises nothing", async () => {
    engine.fail("stack");

    expect(await run(up)).toBe(1);
    expect(engine.calls()).toEqual([INIT]);
    expect(said).toEqual([]);
    expect(release).toHaveBeenCalled();
  });

  it("tells of no deployment where the engine only shows its version", async () => {
    expect(await run(up, "development", "--version")).toBe(0);
    expect(said).toEqual([]);
  });

  it("tells what it deployed where only a part was asked for", async () => {
    await run(up, "development", "--target", "**cluster**");
    expect(said.join("\n")).toContain("What was chosen of development is deployed");
  });

  it("writes back into the tracked file what --config sets", async () => {
    writeFileSync(join(engine.directory, "configure"), "");
    await run(up, "development", "--config", "proofpix:region=eu-west-1");

    expect(said[0]).toContain("development is deployed");
    expect(said[1]).toBe("Pulumi.development.yaml was changed: proofpix:region");
  });

  it("changes no tracked file", async () => {
    const before = readFileSync(join(engine.root, "Pulumi.development.yaml"), "utf8");
    await run(up);

    expect(readFileSync(join(engine.root, "Pulumi.development.yaml"), "utf8")).toBe(before);
  });

  it("checks an environment with the policy pack, in the environment's configuration", async () => {
    engine.pack("development", "staging", "production");
    const policies = join(engine.root, "policies");
    const checked = (configuration: string) =>
      `--policy-pack ${policies} --policy-pack-config ${join(policies, "configuration", configuration)}`;

    expect(await run(up)).toBe(0);
    expect(await run(preview, "staging")).toBe(0);

    expect(engine.calls().filter((call) => !call.startsWith("stack"))).toEqual([
      `${UP} ${checked("development.json")}`,
      expect.stringContaining(`preview --stack staging ${checked("staging.json")} --event-log `),
    ]);
  });

  it.each(["--skip-preview", "-f", "--skip-preview=true"])(
    "refuses %s, with which policies would come too late",
    (option) => {
      expect(() => run(up, "development", option)).toThrow(UsageError);
      expect(engine.calls()).toEqual([]);
    },
  );

  it("deploys the bootstrap project under its own name", async () => {
    engine.state("proofpix-bootstrap", "bootstrap", {});

    expect(await run(up, "bootstrap")).toBe(0);
    expect(engine.calls()).toEqual(["up --yes --stack bootstrap"]);
  });
});

describe("a run after one that was cut off", () => {
  const box = { type: BOX.type, id: "eu-west-1/recorded" };

  function held(name: string): string {
    const { id } = cloud.create({
      type: BOX.type,
      urn: `urn:pulumi:development::proofpix::${BOX.type}::box`,
      inputs: { name },
      region: "eu-west-1",
    });
    return id;
  }

  it("deletes what was created unrecorded, though an old resource has the same URN, then clears what is pending", async () => {
    engine.state("proofpix", "development", { resources: [box], pending_operations: [{ type: "creating" }] });
    held("recorded");
    held("resource");
    created(cloud, BOX, "of another stack");

    expect(await run(up)).toBe(0);

    expect(cloud.state.ofType(BOX.type).map(({ inputs }) => inputs.name)).toEqual(["recorded", "of another stack"]);
    expect(engine.calls()).toEqual([
      "refresh --yes --skip-preview --clear-pending-creates --stack development",
      "up --yes --stack development",
    ]);
  });

  it("goes no further when settling fails", async () => {
    engine.state("proofpix", "development", { pending_operations: [{ type: "creating" }] });
    engine.fail("refresh");

    expect(await run(preview)).toBe(1);
    expect(engine.calls().map((call) => call.split(" ")[0])).toEqual(["refresh"]);
  });

  it("touches nothing while another engine works on the stack", async () => {
    engine.state("proofpix", "development", {});
    held("just created by the other engine");
    const locks = join(engine.root, ".local/pulumi/state/.pulumi/locks/organization/proofpix/development");
    mkdirSync(locks, { recursive: true });
    writeFileSync(join(locks, "other.json"), JSON.stringify({ pid: process.pid, hostname: hostname() }));

    expect(await run(preview)).toBe(0);

    expect(cloud.state.ofType(BOX.type)).toHaveLength(1);
    expect(engine.calls()).toEqual([expect.stringMatching(/^preview --stack development --event-log /)]);
  });

  it("waits for no other run and cancels none, but says who works on the stack", async () => {
    engine.state("proofpix", "development", {});
    const locks = join(engine.root, ".local/pulumi/state/.pulumi/locks/organization/proofpix/development");
    mkdirSync(locks, { recursive: true });
    writeFileSync(join(locks, "other.json"), JSON.stringify({ pid: process.pid, hostname: hostname() }));
    const expected = {
      message: `another run works on development: process ${process.pid} on ${hostname()}`,
      nextStep: expect.stringContaining("Wait until it has ended") as string,
    };

    await expect(run(up)).rejects.toMatchObject(expected);
    await expect(run(destroy)).rejects.toMatchObject(expected);
    await expect(run(local, "pulumi", "refresh", "--stack", "development")).rejects.toMatchObject(expected);
    expect(engine.calls()).toEqual([]);
  });

  it("says so too where the other run began at the same time", async () => {
    engine.state("proofpix", "development", {});
    engine.lockedBy(process.pid, hostname());

    await expect(run(up)).rejects.toMatchObject({ message: expect.stringContaining("another run works") as string });
    expect(engine.calls()).toEqual([UP]);
  });

  it("removes the lock of an engine that died, and says so", async () => {
    const locks = join(engine.root, ".local/pulumi/state/.pulumi/locks/organization/proofpix/development");
    mkdirSync(locks, { recursive: true });
    writeFileSync(join(locks, "dead.json"), JSON.stringify({ pid: 4_194_305, hostname: hostname() }));

    expect(await run(up)).toBe(0);
    expect(said[0]).toContain("removed the lock of an engine that no longer runs");
  });
});

describe("a run that is interrupted", () => {
  it.each([
    ["up", up, "SIGINT"],
    ["destroy", destroy, "SIGINT"],
    ["up", up, "SIGTERM"],
  ] as const)("ends %s with how to go on", async (verb, command, signal) => {
    engine.state("proofpix", "development", {});
    engine.failAfter(2);
    const ending = run(command, "development");
    while (engine.calls().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    process.emit(signal);

    expect(await ending).toBe(1);
    expect(engine.calls()[0]).toContain(verb);
    expect(said).toEqual([
      "interrupted: what was finished is recorded; run the same command again to go on " +
        "(policies may have judged an unfinished stack)",
    ]);
  });

  it("is not what a failure by itself is called", async () => {
    engine.state("proofpix", "development", {});
    engine.fail("destroy");

    expect(await run(destroy)).toBe(1);
    expect(said).toEqual([]);
  });
});

describe("npm run preview", () => {
  it("previews, with the stack created where there is none", async () => {
    expect(await run(preview, "staging", "--json")).toBe(0);

    expect(engine.calls().at(-1)).toMatch(/^preview --stack staging --json --event-log /);
    expect(engine.calls()).toHaveLength(2);
  });
});

describe("npm run destroy", () => {
  it("destroys what is deployed", async () => {
    engine.state("proofpix", "development", {});

    expect(await run(destroy, "development")).toBe(0);
    expect(engine.calls()).toEqual(["destroy --yes --stack development"]);
  });

  it("has nothing to do for an environment that isn't deployed", async () => {
    expect(await run(destroy, "staging")).toBe(0);

    expect(engine.calls()).toEqual([]);
    expect(said).toEqual(["staging is not deployed in the local cloud"]);
  });
});

describe("npm run local", () => {
  it("asks for a command", async () => {
    await expect(run(local)).rejects.toBeInstanceOf(UsageError);
  });

  it("runs any command with the engine on PATH, and gives its exit code", async () => {
    expect(await run(local, "sh", "-c", "pulumi version && exit 9")).toBe(9);
    expect(engine.calls()).toEqual(["version"]);
  });

  it("writes a changed configuration back into the tracked file, whether or not the command succeeds", async () => {
    engine.fail("config");
    await run(local, "pulumi", "config", "set", "proofpix:region", "eu-west-1");

    expect(said).toEqual(["Pulumi.development.yaml was changed: proofpix:region"]);
    expect(readFileSync(join(engine.root, "Pulumi.development.yaml"), "utf8")).toContain("proofpix:region: eu-west-1");
  });

  it("creates the stack that a command names, and settles it before a command that acts on it", async () => {
    expect(await run(local, "pulumi", "stack", "history", "--stack", "development")).toBe(0);
    engine.state("proofpix", "development", { pending_operations: [{ type: "creating" }] });
    expect(await run(local, "pulumi", "stack", "history", "--stack", "development")).toBe(0);
    expect(await run(local, "pulumi", "refresh", "--stack=development")).toBe(0);

    const history = "stack history --stack development";
    const settling = "refresh --yes --skip-preview --clear-pending-creates --stack development";
    expect(engine.calls()).toEqual([INIT, history, history, settling, "refresh --stack=development"]);
  });

  it("names file, line and fix of a file that can't be read, before anything is done", async () => {
    writeFileSync(join(engine.root, "Pulumi.development.yaml"), "config:\n\tproofpix:minInstances: 1\n");
    const expected = {
      message: "Pulumi.development.yaml, line 2: it is indented by a tab; nothing was done",
      nextStep: "Indent it by blanks: YAML takes no tabs there.",
    };

    for (const command of [up, preview, destroy])
      expect(() => run(command)).toThrow(expect.objectContaining(expected) as Error);
    await expect(run(local, "pulumi", "up", "--stack", "development")).rejects.toMatchObject(expected);
    expect(engine.calls()).toEqual([]);
    expect(await run(up, "staging")).toBe(0);
  });

  it("creates no stack and settles nothing for a command's help", async () => {
    for (const option of ["--help", "-h"]) await run(local, "pulumi", "up", "--stack", "development", option);

    expect(engine.calls()).toEqual(["up --stack development --help", "up --stack development -h"]);
  });

  it("has help for looking into the cloud", async () => {
    expect(await run(local, "cloud", "--help")).toBe(0);
    expect(printed[0]).toContain("npm run local -- cloud drift <id> <input> <value>");
    expect(printed[0]).toContain("fail, throttle, roll-back, crash-before, crash-after, slow=<seconds>");
    expect(printed[0]).toContain("create, read, update, delete");
    expect(acquireLocalCloud).not.toHaveBeenCalled();
  });

  it("looks into the cloud", async () => {
    created(cloud, BOX, "one");

    expect(await run(local, "cloud", "list")).toBe(0);
    expect(printed[0]).toContain("1 resources");
    expect(said).toEqual([]);
  });
});
