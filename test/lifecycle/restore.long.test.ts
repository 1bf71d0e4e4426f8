import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { cloud } from "../../cli/cloud";
import { listResources, showResource } from "../../localcloud/control-client";
import type { Properties } from "../../localcloud/model/values";
import { type JournalEntry, Rehearsal } from "../support/rehearsal";
import { Runbook } from "../support/runbook";

const RUNBOOK = new Runbook("restore");
const INSTANCE = "aws:rds/instance:Instance";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";

/** The words of a line, with the values of its variables. */
function wordsOf(line: string, variables: ReadonlyMap<string, string>): string[] {
  const words = line.match(/"[^"]*"|\S+/g) ?? [];
  return words.map((word) =>
    word.replace(/^"|"$/g, "").replace(/\$(\w+)/g, (_, name: string) => variables.get(name) ?? ""),
  );
}

/** Runs the runbook's commands in order, with the real engine: the tests go on from each other. */
describe("the restore runbook", () => {
  let rehearsal: Rehearsal;
  const variables = new Map<string, string>();
  let moved: JournalEntry[] = [];

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin();
    await rehearsal.succeed("stack", "init", "production");
    // Nothing is restored of these.
    for (const key of ["cache", "monitoring", "queues", "secrets"])
      rehearsal.configure("production", [`proofpix:${key}`], undefined);
    rehearsal.configure("production", ["proofpix:services"], [{ name: "enterprise", uses: ["database"] }]);
    await rehearsal.deploy("production");
  });

  afterAll(async () => {
    await rehearsal.end();
  });

  /** One line of the runbook, as `npm run` would carry it out in this rehearsal. */
  async function run(line: string): Promise<void> {
    const assignment = /^(?<name>\w+)="\$\((?<inner>.*)\)"$/.exec(line)?.groups;
    if (assignment !== undefined) return assign(assignment);
    const [command, first = "", second = "", , ...args] = wordsOf(line, variables);
    if (command === "cp") return copy(first, second);
    return second === "up" ? up(args) : local(args);
  }

  /** A variable takes what a command of Pulumi prints. */
  async function assign({ name = "", inner = "" }: Readonly<Record<string, string>>): Promise<void> {
    const printed = await rehearsal.succeed(...wordsOf(inner, variables).slice(6));
    variables.set(name, printed.trim());
  }

  async function local([program, ...args]: readonly string[]): Promise<void> {
    if (program !== "cloud") {
      await rehearsal.succeed(...args);
      return;
    }
    const { controlUrl } = await rehearsal.cloud();
    await cloud(controlUrl, args, () => undefined);
  }

  async function copy(from: string, to: string): Promise<void> {
    copyFileSync(join(rehearsal.paths.project, from), join(rehearsal.paths.project, to));
    // `npm run local` makes the stack of a file that is there.
    await rehearsal.succeed("stack", "init", to.replace(/^Pulumi\.|\.yaml$/g, ""));
  }

  async function up([stack = "", ...options]: readonly string[]): Promise<void> {
    await rehearsal.succeed("up", "--yes", "--skip-preview", "--stack", stack, ...options);
  }

  async function follow(heading: string): Promise<void> {
    const commands = RUNBOOK.commandsOf(heading);
    expect(commands).not.toEqual([]);
    for (const { line } of commands) await run(line);
  }

  async function shown(stack: string, type: string): Promise<Properties[]> {
    const { controlUrl } = await rehearsal.cloud();
    const held = (await listResources(controlUrl)).filter((each) => each.type === type);
    const ofStack = held.filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
    return Promise.all(ofStack.map(({ id }) => showResource(controlUrl, `${type}::${id}`)));
  }

  async function primariesOf(stack: string): Promise<Properties[]> {
    return (await shown(stack, INSTANCE)).filter(({ replicateSourceDb }) => !replicateSourceDb);
  }

  async function output(stack: string, name: string): Promise<string> {
    return (await rehearsal.succeed("stack", "output", name, "--stack", stack)).trim();
  }

  it("restores a point in time beside the running database, which goes with a final snapshot", async () => {
    const [before] = await primariesOf("production");
    const begun = rehearsal.journal().length;
    await follow("A table or a row is lost");
    moved = rehearsal.journal().slice(begun);
    const [after, ...others] = await primariesOf("production");
    const { controlUrl } = await rehearsal.cloud();
    const snapshots = (await listResources(controlUrl)).filter(({ type }) => type === "aws:rds/snapshot:Snapshot");

    expect(others).toEqual([]);
    expect(after?.restoreToPointInTime).toMatchObject({ sourceDbInstanceIdentifier: before?.identifier });
    expect(after?.identifier).not.toBe(before?.identifier);
    expect(after?.deletionProtection).toBe(true);
    expect(await output("production", "databaseIdentifier")).toBe(after?.identifier);
    expect(snapshots.map(({ id }) => id)).toEqual([`${String(before?.identifier)}-final`]);
    expect(await rehearsal.planned("production")).toEqual([]);
  });

  it("takes no task definition from a service before the service has moved to the next one", () => {
    const places = (type: string, isWanted: (value: JournalEntry["value"]) => boolean): number[] =>
      moved.flatMap(({ key, value }, place) => (key.startsWith(`${type}::`) && isWanted(value) ? [place] : []));
    const isThere = (value: JournalEntry["value"]): boolean => (value?.urn ?? "") !== "";
    const [registered = NaN, ...others] = places(TASK_DEFINITION, isThere);
    const [served = NaN] = places(SERVICE, isThere);
    const gone = places(TASK_DEFINITION, (value) => !isThere(value));
    const [target = NaN] = places(TARGET, isThere);

    expect(others).toEqual([]);
    expect(target).toBeLessThan(registered);
    expect(registered).toBeLessThan(served);
    expect(gone).not.toEqual([]);
    expect(Math.min(...gone)).toBeGreaterThan(served);
  });

  it("restores the environment in the second region once the primary is lost, and services point to it", async () => {
    await follow("The region is lost");
    const [restored] = await primariesOf("production-recovery");
    const tasks = await shown("production-recovery", "aws:ecs/taskDefinition:TaskDefinition");

    expect(await primariesOf("production")).toEqual([]);
    expect(restored).toMatchObject({
      region: "eu-central-1",
      restoreToPointInTime: { sourceDbInstanceAutomatedBackupsArn: variables.get("BACKUPS") },
    });
    const endpoint = await output("production-recovery", "databaseEndpoint");
    expect(endpoint).toContain(".eu-central-1.");
    expect(tasks.some(({ containerDefinitions }) => JSON.stringify(containerDefinitions).includes(endpoint))).toBe(
      true,
    );
    expect(await output("production-recovery", "url")).toBe("https://app.proofpix.com");
    expect(await rehearsal.planned("production-recovery")).toEqual([]);
  });
});
