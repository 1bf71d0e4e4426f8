import { nameOf, type Operation, type OperationKind } from "../../automation/engine/operation";
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
    ...changes(preview, room),
  ];
}

function failure({ succeeded, errors }: EnvironmentPreview, { lines, characters }: Room): string[] {
  if (succeeded && errors.length === 0) return [];
  const said = errors.map((error) => `- ${plainText(shortened(error, characters))}`);
  return ["**The preview failed**; what follows may be a part of the changes.", "", ...atMost(lines, said), ""];
}

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

function policies({ findings }: EnvironmentPreview, { lines, characters }: Room): string[] {
  const [violations, remarks] = [findings.filter(isMandatory), findings.filter((each) => !isMandatory(each))];
  const listed = (some: readonly PolicyFinding[]): string[] =>
    atMost(
      lines,
      some.map(({ policy, message }) => `- ${code(policy)}: ${plainText(shortened(message, characters))}`),
    );
  return [
    ...(violations.length === 0
      ? []
      : [`**${counted(violations.length, "policy violation")}**`, "", ...listed(violations), ""]),
    ...(remarks.length === 0 ? [] : folded(`${counted(remarks.length, "remark")} of policies`, listed(remarks))),
  ];
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
