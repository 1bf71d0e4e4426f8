import { nameOf, type Operation, type OperationKind } from "../../automation/engine/operation";
import { costSection } from "./cost-section";
import { atMost, code, counted, folded, plainText } from "./markdown";
import { dangersOf, type EnvironmentPreview, type PolicyFinding } from "./preview";

/** Kinds of changes, the ones that matter most first. */
const KINDS: readonly (readonly [OperationKind, string])[] = [
  ["delete", "deletion"],
  ["replace", "replacement"],
  ["update", "update"],
  ["create", "creation"],
  ["import", "import"],
  ["discard", "removal from the state"],
];

/** How much of everything there is room for. */
export interface Room {
  /** Most lines of a list. */
  readonly lines: number;
  /** Most characters of a message of somebody else. */
  readonly characters: number;
}

/** Number of changes by kind, for the overview. */
export function countOf({ changes }: EnvironmentPreview, kind: OperationKind): number {
  return changes.filter((each) => each.kind === kind).length;
}

/** What would change in an environment: what holds data first, then the policies, then all else by kind. */
export function environmentSection(preview: EnvironmentPreview, room: Room): string[] {
  return [
    `### ${plainText(preview.environment)}`,
    "",
    ...failure(preview, room),
    ...dangers(preview, room),
    ...policies(preview, room),
    ...costSection(preview, room.lines),
    ...changes(preview, room),
  ];
}

function failure({ succeeded, errors }: EnvironmentPreview, { lines, characters }: Room): string[] {
  if (succeeded) return [];
  const said = errors
    .filter((error) => error !== NO_REASON)
    .map((error) => `- ${plainText(shortened(error, characters))}`);
  return ["**The preview failed**; what follows may be a part of the changes.", "", ...atMost(lines, said), ""];
}

/** What the engine says where policies made a preview fail, which are told below. */
const NO_REASON = "preview failed";

function dangers(preview: EnvironmentPreview, { lines }: Room): string[] {
  const found = dangersOf(preview);
  if (found.length === 0) return [];
  const named = found.map(({ operation }) => `> - ${operation.kind} ${changeText(operation)}${protection(operation)}`);
  const what = found.length === 1 ? "1 resource that holds data" : `${found.length} resources that hold data`;
  return [
    "> [!CAUTION]",
    `> **${what} or ${found.length === 1 ? "is" : "are"} protected would be deleted or replaced.** A deployment refuses that unless each is named.`,
    ">",
    ...atMost(lines, named).map((line) => (line.startsWith(">") ? line : `> ${line}`)),
    "",
  ];
}

function protection({ isProtected }: Operation): string {
  return isProtected ? "; protected" : "";
}

function policies({ findings }: EnvironmentPreview, room: Room): string[] {
  const [violations, remarks] = [findings.filter(isMandatory), findings.filter((each) => !isMandatory(each))];
  const violated = `**${counted(violations.length, "policy violation")}**`;
  const remarked = `${counted(remarks.length, "remark")} of policies`;
  return [
    ...(violations.length === 0 ? [] : [violated, "", ...findingLines(violations, room), ""]),
    ...(remarks.length === 0 ? [] : folded(remarked, findingLines(remarks, room))),
  ];
}

/** The same finding on several resources is told once. */
function findingLines(findings: readonly PolicyFinding[], { lines, characters }: Room): string[] {
  const counts = new Map<string, number>();
  for (const { policy, message } of findings) {
    const line = `- ${code(policy)}: ${plainText(shortened(withoutDescription(message), characters))}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const told = [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
  return atMost(lines, told);
}

/** Pulumi puts the policy's description before each finding, on a line of its own. */
function withoutDescription(message: string): string {
  const end = message.indexOf("\n");
  return end < 0 ? message : message.slice(end + 1);
}

/** Whether a finding stops a deployment. */
export function isMandatory({ level }: PolicyFinding): boolean {
  return level === "mandatory";
}

function changes(preview: EnvironmentPreview, { lines }: Room): string[] {
  const sections = KINDS.flatMap(([kind, what]) => {
    const some = preview.changes.filter((each) => each.kind === kind).map((each) => `- ${changeText(each)}`);
    return some.length === 0 ? [] : folded(counted(some.length, what), atMost(lines, some));
  });
  if (sections.length > 0) return sections;
  return [preview.succeeded ? `Nothing changes; ${counted(preview.unchanged, "resource")} stay as they are.` : "", ""];
}

/** A resource, its type, and what changes about it. */
function changeText(operation: Operation): string {
  const { type, kind, replacedBy, changes: paths } = operation;
  const shown = kind === "replace" && replacedBy.length > 0 ? replacedBy : paths;
  const why = shown.length === 0 ? "" : `: ${shown.slice(0, 8).map(code).join(", ")}${shown.length > 8 ? ", …" : ""}`;
  return `${code(nameOf(operation))} (${code(type)})${why}`;
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
