import { ENVIRONMENT_KINDS, environmentKindOf } from "../../../components/shared/environment-kind";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { keyText, shown } from "../problem";
import type { PartialSettings, WrittenSettings } from "../schema/settings";

/** An environment of which nobody could tell what it is for, or whose name says otherwise (ENV-1..3). */
export function checkEnvironmentKind(
  environment: string,
  { kind }: PartialSettings,
  written: WrittenSettings,
  problems: ArgumentProblems,
): void {
  const said = environmentKindOf(environment);
  const kinds = ENVIRONMENT_KINDS.map(shown).join(", ");
  problems.require(
    said !== undefined || written.kind !== undefined,
    keyText(["kind"]),
    `is missing, as the stack's name ${shown(environment)} doesn't say what it is for; add ${kinds}, or begin the name with one of them, such as "staging-eu"`,
  );
  problems.require(
    kind === undefined || said === undefined || kind === said,
    keyText(["kind"]),
    `must be ${shown(said)}, as the stack's name ${shown(environment)} says, got ${shown(kind)}; leave it out, or give the stack another name`,
  );
}
