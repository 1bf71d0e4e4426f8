import type { NextStep } from "../../../automation/history/next-steps";
import type { Release } from "../../../automation/history/release";
import { stepsNotBegun } from "../../../automation/model/deployment";
import type { StepName, StepRecord } from "../../../automation/model/step";
import type { Check } from "../../../automation/model/verification";
import { table } from "../../../tools/shared/table";
import type { ReleaseSummary } from "../../../automation/history/release-summary";
import { outcomeText } from "./history";
import { duration } from "../duration";
import { betweenText, whenText } from "./times";
import { commitText, NOTHING } from "./words";

/** What `show --json` prints. */
export interface ShowOutput extends ReleaseSummary {
  readonly environment: string;
  readonly branch?: string;
  readonly steps: readonly StepRecord[];
  /** Steps that it never began. */
  readonly stepsNotBegun: readonly StepName[];
  readonly checks: readonly Check[];
  readonly bakeSeconds?: number;
  readonly updates: readonly {
    readonly version: number;
    readonly kind: string;
    readonly result: string;
    /** How many resources were created, updated, … and stayed the same. */
    readonly changes: Readonly<Record<string, number>>;
  }[];
  readonly nextSteps: readonly NextStep[];
}

/** A release with everything that is known of it. */
export function showOutput(
  environment: string,
  { record, updates }: Release,
  output: ReleaseSummary,
  next: readonly NextStep[],
): ShowOutput {
  const counted = updates.map(({ version, kind, result, changes }) => ({ version, kind, result, changes }));
  const shared = { ...output, environment, updates: counted, nextSteps: next };
  if (record === undefined) return { ...shared, steps: [], stepsNotBegun: [], checks: [] };
  const { verification, source, steps } = record;
  return {
    ...shared,
    steps,
    stepsNotBegun: stepsNotBegun(record),
    checks: verification?.checks ?? [],
    ...(verification !== undefined && { bakeSeconds: verification.bakeSeconds }),
    ...(source.branch !== undefined && { branch: source.branch }),
  };
}

/** The same for people. */
export function showText(shown: ShowOutput, now: Date): string {
  const parts = [
    facts(shown, now),
    shown.failure === undefined ? "" : `What went wrong: ${shown.failure}`,
    stepTable(shown),
    removedLines(shown),
    updateLines(shown),
    checkTable(shown),
    nextLines(shown),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function facts(shown: ShowOutput, now: Date): string {
  const rows: [string, string | undefined][] = [
    [shown.isPlain ? "update" : "deployment", shown.isPlain ? `${shown.name}, made by plain pulumi` : shown.name],
    ["environment", shown.environment],
    ["kind", shown.kind],
    ["outcome", outcomeText(shown)],
    ["began", whenText(shown.startedAt, now)],
    ["took", betweenText(shown.startedAt, shown.endedAt)],
    ["who", shown.who === undefined ? "nobody recorded it" : `${shown.who} from ${shown.from ?? NOTHING}`],
    ["why", shown.reason ?? NOTHING],
    ["commit", commitText(shown)],
    ["branch", shown.branch],
    ["image", shown.image],
    ...Object.entries(shown.imageDigests ?? {}).map(([service, digest]): [string, string] => [
      `image of ${service}`,
      digest,
    ]),
    ["approval", shown.approval],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(width)}  ${value}`])).join("\n");
}

function stepTable({ steps, stepsNotBegun: notBegun }: ShowOutput): string {
  if (steps.length === 0) return "";
  const rows = steps.map(({ name, startedAt, endedAt, outcome = "running", detail = "" }) => [
    name,
    betweenText(startedAt, endedAt),
    outcome,
    detail.split("\n")[0] ?? "",
  ]);
  const others = notBegun.map((name) => [name, NOTHING, "not begun", ""]);
  return table(["step", "took", "outcome", ""], [...rows, ...others]);
}

/** What the clean-up removed, a line each. */
function removedLines({ steps }: ShowOutput): string {
  const cleanUp = steps.find(({ name }) => name === "clean-up");
  const lines = (cleanUp?.detail ?? "").split("\n").filter((line) => line.startsWith("- "));
  return lines.length === 0 ? "" : ["Removed by the clean-up:", ...lines].join("\n");
}

function updateLines({ updates }: ShowOutput): string {
  const lines = updates.map(({ version, kind, result, changes }) => {
    const counts = Object.entries(changes).map(([change, count]) => `${count} ${change}`);
    return `#${version} in Pulumi's history: ${kind} ${result}${counts.length === 0 ? "" : `; resources: ${counts.join(", ")}`}`;
  });
  return lines.join("\n");
}

function checkTable({ checks, bakeSeconds, verification }: ShowOutput): string {
  if (verification === undefined) return "";
  const heading = `verification: ${verification}${bakeSeconds === undefined ? "" : `, held for ${duration(bakeSeconds * 1000)}`}`;
  if (checks.length === 0) return heading;
  const rows = checks.map(({ kind, subject, state, detail }) => [kind, subject, state, detail]);
  return [heading, table(["check", "of", "state", ""], rows)].join("\n");
}

function nextLines({ environment, nextSteps }: ShowOutput): string {
  const lines = nextSteps.map((step) => `  ${nextLine(environment, step)}`);
  return lines.length === 0 ? "" : ["What next:", ...lines].join("\n");
}

/** What to do, by which command. */
export function nextLine(environment: string, step: NextStep): string {
  switch (step.code) {
    case "watch":
      return `npm run status -- ${environment}  shows how it stands`;
    case "deploy-again":
      return `npm run deploy -- ${environment}  settles what the interrupted run left, and deploys`;
    case "mend-and-deploy":
      return `mend what the failure names, then npm run deploy -- ${environment}`;
    case "roll-back":
      return `npm run rollback -- ${environment} --to ${quoted(step.to)}  returns to the last verified deployment`;
    case "see-rollback":
      return `npm run show -- ${environment} ${step.id}  shows the rollback`;
    case "verify":
      return `npm run deploy -- ${environment}  verifies what plain pulumi deployed`;
    case "return-here":
      return `npm run rollback -- ${environment} --to ${quoted(step.id)}  returns to it`;
  }
}

/** The name of a plain update has a blank. */
function quoted(name: string): string {
  return name.includes(" ") ? `"${name}"` : name;
}
