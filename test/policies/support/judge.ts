import type { EnforcementLevel } from "@pulumi/policy";
import {
  STACK_TYPE,
  toPolicies,
  type Environment,
  type Exemption,
  type KeyTable,
  type Rule,
} from "../../../policies/core";
import { analyze, analyzeStack, remediate, start, type Diagnostic } from "./analyzer";
import { analyzeRequest, stackResource } from "./requests";
import { resource, secretTexts, type TestResource } from "./resource";

/** Day of every test's run. */
export const TODAY = "2026-06-15";

export interface JudgeOptions {
  /** Environment whose level and settings hold. @default "production" */
  readonly environment?: Environment;
  /** @default the rule's level in the environment */
  readonly level?: EnforcementLevel;
  /** Settings that replace the environment's. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly exempt?: readonly Exemption[];
  /** Name of the stack. @default the environment's */
  readonly stack?: string;
  readonly stackTags?: Readonly<Record<string, string>>;
  /** Configuration keys that messages name. @default none */
  readonly tables?: readonly KeyTable[];
}

/** The report of a run, as `resource: message` lines in the engine's order. */
export interface Judgement {
  /** Lines that fail the run at the level `mandatory`. */
  readonly violations: readonly string[];
  /** Lines that fail nothing at any level: exemptions in use, values that aren't known yet. */
  readonly remarks: readonly string[];
  /** Properties after remedies, by the resource's name; only of those that a remedy changed. */
  readonly remedied: Readonly<Record<string, unknown>>;
}

/**
 * Runs one rule on resources through the SDK's own functions, in the order in which the engine calls them: for each
 * resource remedies and checks, in the end the stack. A message that shows a secret is an error.
 */
export async function judge(
  rule: Rule,
  resources: TestResource | readonly TestResource[],
  options: JudgeOptions = {},
): Promise<Judgement> {
  const { environment = "production", stack = environment, stackTags = {}, exempt = [], settings } = options;
  const level = options.level ?? rule.levels[environment];
  const configuration = { level, settings: { ...rule.configuration.defaults[environment], ...settings, exempt } };
  await start(toPolicies([rule], new Date(TODAY), options.tables), { [rule.name]: configuration }, stackTags);

  const { diagnostics, final, remedied } = await run(
    [resource(STACK_TYPE, `example-${stack}`), resources].flat(),
    stack,
  );
  refuseSecrets(diagnostics, final);
  const told = diagnostics.filter(({ policy }) => policy === rule.name);
  return { ...sorted(rule, told, level), remedied };
}

/** Does what the engine does with a pack, from the first resource of a stack to its end. */
async function run(resources: readonly TestResource[], stack: string) {
  const remedied: Record<string, unknown> = {};
  const final: TestResource[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const each of resources) {
    const mended = await mend(each, stack);
    if (mended !== each) remedied[each.name] = mended.properties;
    diagnostics.push(...(await analyze(analyzeRequest(mended, stack))).map((found) => ({ ...found, urn: each.name })));
    final.push(mended);
  }
  diagnostics.push(...(await analyzeStack(final.map((each) => stackResource(each, stack)))));
  return { diagnostics, final, remedied };
}

async function mend(original: TestResource, stack: string): Promise<TestResource> {
  const [remediation] = await remediate(analyzeRequest(original, stack));
  return remediation?.properties === undefined ? original : { ...original, properties: remediation.properties };
}

function sorted(
  rule: Rule,
  diagnostics: readonly Diagnostic[],
  level: EnforcementLevel,
): Pick<Judgement, "violations" | "remarks"> {
  const description = `${rule.description}\n`; // the SDK puts it before what has the rule's level
  const isViolation = ({ message }: Diagnostic) => message.startsWith(description);
  const expected = level === "advisory" ? "advisory" : "mandatory";
  const wrong = diagnostics.find((each) => each.level !== (isViolation(each) ? expected : "advisory"));
  if (wrong !== undefined) throw new Error(`reported at the level ${wrong.level}: ${wrong.message}`);
  const lines = ({ urn, message }: Diagnostic) =>
    findingsIn(message.replace(description, "")).map((finding) => `${urn.split("::").at(-1) ?? ""}: ${finding}`);
  return {
    violations: diagnostics.filter(isViolation).flatMap(lines),
    remarks: diagnostics.filter((each) => !isViolation(each)).flatMap(lines),
  };
}

/** The findings of a message, which has a line for each of several. */
function findingsIn(message: string): string[] {
  const [title = "", ...findings] = message.split("\n- ");
  const before = title.replace(/\d+ findings:$/, "");
  return findings.length === 0 ? [title] : findings.map((finding) => before + finding);
}

function refuseSecrets(diagnostics: readonly Diagnostic[], resources: readonly TestResource[]): void {
  const secrets = resources.flatMap(({ properties }) => secretTexts(properties));
  const leak = diagnostics.find(({ message }) => secrets.some((text) => message.includes(text)));
  if (leak !== undefined) throw new Error(`a message of ${leak.policy} shows a secret`);
}
