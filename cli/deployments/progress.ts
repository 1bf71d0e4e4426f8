import { isChange, nameOf, type Operation } from "../../automation/engine/operation";
import { type DeploymentRecord, stepsNotBegun } from "../../automation/model/deployment";
import type { DeploymentEvent, Emit } from "../../automation/model/event";
import { STEP_NAMES, type StepName, type StepRecord } from "../../automation/model/step";
import type { Check } from "../../automation/model/verification";
import { table } from "../../tools/shared/table";
import { duration } from "./duration";

/** Shows a deployment's events as lines. */
export function progressLines(show: (line: string) => void): Emit {
  const shown = new Shown();
  return (event) => {
    for (const line of linesOf(event, shown)) show(line);
  };
}

type EventOf<Code extends DeploymentEvent["code"]> = Extract<DeploymentEvent, { readonly code: Code }>;

type Renderers = {
  readonly [Code in DeploymentEvent["code"]]?: (event: EventOf<Code>, shown: Shown) => string[];
};

const RENDERERS: Renderers = {
  "deployment-started": ({ record }) => [startLine(record)],
  "interrupted-deployment-found": ({ record: { id, failure } }) => [
    `deployment ${id} was interrupted${failure === undefined ? "" : `: ${failure}`}`,
  ],
  "step-started": ({ step }) => [`${placeOf(step)} ${titleOf(step)} …`],
  "step-ended": ({ step }) => [stepLine(step)],
  operation: ({ operation }, shown) => shown.operation(operation),
  checks: ({ checks, remainingSeconds }, shown) => shown.checks(checks, remainingSeconds),
  "rollback-started": ({ because, to }) => [
    `it failed: ${because}`,
    `returning to the last verified deployment, ${to}`,
  ],
  progress: ({ message }) => [`    ${message}`],
  "policy-violation": ({ policy, level, message }) => [`    policy ${policy} (${level}): ${message}`],
  diagnostic: ({ severity, message }) => (severity === "info" ? [] : [`    ${severity}: ${message}`]),
  traffic: ({ service, stage, percent }) => [`    ${service}: ${stage}${percent === undefined ? "" : ` ${percent} %`}`],
  "configuration-written": ({ file }) => [
    `    ${file} was changed, and wants committing: the next deployment reads it`,
  ],
  retry: ({ what, attempt, afterMilliseconds }) => [
    `    ${what}: tried ${attempt} times, again in ${duration(afterMilliseconds)}`,
  ],
};

function linesOf(event: DeploymentEvent, shown: Shown): string[] {
  const render = RENDERERS[event.code] as ((event: DeploymentEvent, shown: Shown) => string[]) | undefined;
  return render?.(event, shown) ?? [];
}

function startLine({ id, kind, environment, requestedBy, image, reason }: DeploymentRecord): string {
  const what = [image === undefined ? undefined : `image ${image}`, reason].filter(Boolean).join(", ");
  return `${kind} ${id} of ${environment}, by ${requestedBy.who} from ${requestedBy.from}${what === "" ? "" : `: ${what}`}`;
}

function placeOf(step: StepName): string {
  return `${STEP_NAMES.indexOf(step) + 1}/${STEP_NAMES.length}`;
}

/** A step's name as people read it. */
export function titleOf(step: StepName): string {
  return step.replaceAll("-", " ");
}

const MARKS = { succeeded: "✓", skipped: "–", failed: "✗", interrupted: "✗" } as const;

function stepLine({ name, outcome = "interrupted", detail, startedAt, endedAt }: StepRecord): string {
  const took = endedAt === undefined ? "" : ` ${duration(Date.parse(endedAt) - Date.parse(startedAt))}`;
  const [first = ""] = (detail ?? "").split("\n");
  return `${placeOf(name)} ${MARKS[outcome]} ${titleOf(name)}${took}${first === "" ? "" : `: ${first}`}`;
}

const DONE: Readonly<Partial<Record<Operation["kind"], string>>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  replace: "replaced",
  import: "imported",
};

function operationLine({ kind, state, urn, type }: Operation): string | undefined {
  const what = `${nameOf({ urn })} (${type})`;
  if (state === "failed") return `    ✗ ${kind} ${what}`;
  return state === "done" ? `    ${DONE[kind] ?? kind} ${what}` : undefined;
}

/** What was shown: each thing is told once, and checks when something about them changes. */
class Shown {
  private checked = "";
  private readonly operations = new Set<string>();

  /** A replacement takes several steps of the engine. */
  operation(operation: Operation): string[] {
    const line = isChange(operation) && !isComponent(operation) ? operationLine(operation) : undefined;
    if (line === undefined || this.operations.has(line)) return [];
    this.operations.add(line);
    return [line];
  }

  checks(checks: readonly Check[], remainingSeconds?: number): string[] {
    const open = checks.filter(({ state }) => state !== "passed");
    const line =
      open.length === 0
        ? `all ${checks.length} checks pass; they have to for ${duration((remainingSeconds ?? 0) * 1000)} more`
        : open.map(({ subject, detail }) => `${subject}: ${detail}`).join("; ");
    const key = open.length === 0 ? "passing" : line;
    if (key === this.checked) return [];
    this.checked = key;
    return [`    ${line}`];
  }
}

function isComponent({ type }: Operation): boolean {
  return type.startsWith("proofpix:");
}

/** A deployment's end: its steps as a table, and how it ended. */
export function summary(record: DeploymentRecord): string {
  const rows = record.steps.map(({ name, outcome = "interrupted", startedAt, endedAt, detail }) => [
    titleOf(name),
    outcome,
    endedAt === undefined ? "" : duration(Date.parse(endedAt) - Date.parse(startedAt)),
    (detail ?? "").split("\n")[0] ?? "",
  ]);
  const notBegun = stepsNotBegun(record).map((name) => [titleOf(name), "not begun", "", ""]);
  return [
    table(["step", "outcome", "took", ""], inOrder([...rows, ...notBegun])),
    `${record.kind} ${record.id} of ${record.environment}: ${record.status}`,
    ...(record.failure === undefined ? [] : [record.failure]),
    ...(record.speed === undefined ? [] : [`A rehearsal, ${record.speed} times as fast as real time.`]),
  ].join("\n");
}

function inOrder(rows: readonly string[][]): string[][] {
  const place = ([title]: string[]): number => STEP_NAMES.findIndex((name) => titleOf(name) === title);
  return [...rows].sort((one, other) => place(one) - place(other));
}
