import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseDocument } from "yaml";
import { type Checkout, makeCheckout } from "../../../bench/checkout";
import { projectRoot } from "../../../tools/shared/project-root";
import { eventually } from "../../examples/enterprise/servers/eventually";

const ENVIRONMENT = "development";

/** What people have run is to run here too, as on their machines. */
const AS_PEOPLE = { LOCALCLOUD_RUN: "", CI: "" };

/** Keys of what isn't the product's server: stores take long to start, and monitoring needs Docker. */
const LEFT_OUT = ["database", "cache", "backup", "queues", "monitoring"].map((key) => `proofpix:${key}`);
const OF_STORES = ["uses", "sendsTo", "migration"];

type Run = ReturnType<Checkout["start"]>;

/** Commands as people run them, in a checkout of their own, in which nothing was deployed before. */
describe("a command that has an environment run", () => {
  let checkout: Checkout;

  beforeAll(async () => {
    checkout = await makeCheckout(projectRoot(__dirname));
    const file = join(checkout.root, `Pulumi.${ENVIRONMENT}.yaml`);
    const configuration = parseDocument(readFileSync(file, "utf8"));
    for (const key of LEFT_OUT) configuration.deleteIn(["config", key]);
    configuration.deleteIn(["config", "proofpix:services", 1]); // the worker
    for (const key of OF_STORES) configuration.deleteIn(["config", "proofpix:services", 0, key]);
    writeFileSync(file, configuration.toString());
  });

  afterAll(() => {
    for (const pid of processes()) process.kill(pid, "SIGKILL");
    rmSync(checkout.root, { recursive: true, force: true });
  });

  beforeEach(() => {
    for (const folder of ["cloud", "pulumi"]) {
      rmSync(join(checkout.root, ".local", folder), { recursive: true, force: true });
    }
  });

  /** Processes that run something of the checkout, or within it. */
  function processes(): number[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => placeOf(pid).includes(checkout.root))
      .map(Number);
  }

  /** @param speed so slow that programs have the time that they take to start, where they are to get healthy */
  function start(command: string, speed: number): Run {
    return checkout.start(command, [ENVIRONMENT, "--speed", String(speed)], AS_PEOPLE);
  }

  /** Waits until a command has said something and has processes of a kind; a deployment may take minutes. */
  async function isUnderWay({ child, outcome }: Run, said: RegExp, running: RegExp): Promise<void> {
    let [output, hasEnded] = ["", false];
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (text: Buffer) => (output += text.toString()));
    void outcome.then(() => (hasEnded = true));
    while (
      !said.test(output) ||
      !processes()
        .map(String)
        .map(placeOf)
        .some((place) => running.test(place))
    ) {
      if (hasEnded) throw new Error(`it has ended:\n${output}`);
      await setTimeout(100);
    }
  }

  /** Ends a command as the terminal does: everything in its process group hears of it. */
  function pressCtrlC({ child }: Run): void {
    process.kill(-(child.pid ?? 0), "SIGINT");
  }

  async function expectNothingLeft(): Promise<void> {
    await eventually(() => {
      expect(processes()).toEqual([]);
    });
  }

  it("npm run up fails for an image that can't start, and tells why its tasks ended and what they wrote", async () => {
    const program = join(checkout.root, "examples", "enterprise", "src", "server.ts");
    const good = readFileSync(program, "utf8");
    writeFileSync(program, `console.log("no settings were found");\nprocess.exit(3);\n`);

    const { code, output } = await start("up", 60).outcome;
    writeFileSync(program, good);

    expect(code).not.toBe(0);
    expect(output).toMatch(/enterprise\S* doesn't run: /);
    expect(output).toContain("a task ended: Essential container in task exited");
    expect(output).toMatch(/Its last lines:\n {2}no settings were found/);
    await expectNothingLeft();
  });

  it("npm run up leaves no process behind where Ctrl-C interrupts it", async () => {
    const run = start("up", 60);
    await isUnderWay(run, /Updating \(/, /localcloud\/main\.cjs/);
    pressCtrlC(run);

    expect((await run.outcome).code).not.toBe(0);
    await expectNothingLeft();
  });

  it("npm run live leaves no process behind when Ctrl-C ends it", async () => {
    const run = start("live", 4);
    await isUnderWay(run, /enterprise\S* +\(service \S+\) has reached a steady state/, /dist\/server\.js/);
    pressCtrlC(run);

    const { output } = await run.outcome; // npm itself ends by the signal, whatever the command makes of it
    expect(output).toContain("everything that ran has ended; what is deployed stays");
    await expectNothingLeft();
  });
});

/** Command line and working directory of a process; empty where it has ended. */
function placeOf(pid: string): string {
  try {
    return `${readFileSync(`/proc/${pid}/cmdline`, "utf8")} ${readlinkSync(`/proc/${pid}/cwd`)}`;
  } catch {
    return "";
  }
}
