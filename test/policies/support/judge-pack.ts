import { STACK_TYPE, toPolicies, type Environment, type Rule } from "../../../policies/core";
import { analyze, analyzeStack, start } from "./analyzer";
import { analyzeRequest, stackResource } from "./requests";
import { resource, type TestResource } from "./resource";
import { TODAY } from "./judge";

/** A resource as the engine knows it: the program's inputs and the resulting outputs. */
export interface DeployedResource {
  /** With the inputs, which rules on single resources see. */
  readonly asked: TestResource;
  /** With the outputs, which rules of the stack see. */
  readonly made: TestResource;
}

/** The objections of a run of the whole pack, by rule: lines of `resource: message`. */
export type Objections = Readonly<Record<string, readonly string[]>>;

/**
 * Runs all rules on a stack's resources with an environment's configuration. Only violations count. A rule that the
 * environment disables doesn't run.
 * @param asked resources whose inputs are checked; all unless given, and fewer where only those differ from a clean
 * run.
 * @param stack name of the stack; the environment's unless given.
 */
export async function judgePack(
  rules: readonly Rule[],
  resources: readonly DeployedResource[],
  environment: Environment,
  asked: readonly DeployedResource[] = resources,
  stack: string = environment,
): Promise<Objections> {
  const configuration = Object.fromEntries(
    rules.map((rule) => [
      rule.name,
      { level: levelIn(rule, environment), settings: { ...rule.configuration.defaults[environment], exempt: [] } },
    ]),
  );
  await start(toPolicies(rules, new Date(TODAY)), configuration, {});
  const objections: Record<string, string[]> = {};
  const note = (policy: string, name: string, message: string): void => {
    const rule = rules.find((each) => each.name === policy);
    if (rule === undefined || !message.startsWith(rule.description)) return; // a remark, which fails nothing
    (objections[policy] ??= []).push(`${name}: ${message.slice(rule.description.length).trim()}`);
  };
  for (const each of withStack(asked, resources, stack)) {
    for (const { policy, message } of await analyze(analyzeRequest(each, stack))) note(policy, each.name, message);
  }
  for (const { policy, urn, message } of await analyzeStack(resources.map(({ made }) => stackResource(made, stack)))) {
    note(policy, urn.split("::").at(-1) ?? "", message);
  }
  return objections;
}

/**
 * Begins with the stack's own resource, as every run of the engine does: without it each rule of the stack takes a pass over
 * all resources of its own.
 */
function withStack(
  asked: readonly DeployedResource[],
  resources: readonly DeployedResource[],
  stack: string,
): readonly TestResource[] {
  const isStack = ({ type }: TestResource): boolean => type === STACK_TYPE;
  const inputs = asked.map((each) => each.asked);
  if (inputs.some(isStack)) return inputs;
  const own = resources.map((each) => each.asked).find(isStack) ?? resource(STACK_TYPE, `example-${stack}`);
  return [own, ...inputs];
}

/** The level of a rule. Remedies are left to the engine. */
function levelIn(rule: Rule, environment: Environment): "disabled" | "mandatory" {
  return rule.levels[environment] === "disabled" ? "disabled" : "mandatory";
}
