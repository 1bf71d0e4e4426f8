import type { z } from "zod";
import { editDistance } from "../../components/shared/nearest-name";
import { ArgumentProblems } from "../../components/shared/validation";
import { checkAlarms } from "./checks/alarms";
import { checkBounds } from "./checks/bounds";
import { checkEnvironmentKind } from "./checks/environment-kind";
import { checkEnvironmentName } from "./checks/environment-name";
import { checkImages } from "./checks/images";
import { checkLoadBalancer } from "./checks/load-balancer";
import { checkPlacement } from "./checks/placement";
import { checkInstances } from "./checks/instances";
import { checkMeaningless } from "./checks/meaningless";
import { checkScaling } from "./checks/scaling";
import { checkServices } from "./checks/services";
import { checkTags } from "./checks/tags";
import type { Configuration } from "./configuration";
import { ConfigurationError, keyText, NAMESPACE, type Problem } from "./problem";
import { resolved } from "./resolve";
import { schemaProblems } from "./schema-problems";
import { type PartialSettings, partialSettingsSchema, settingsSchema, type WrittenSettings } from "./schema/settings";

const CHECKS = [
  checkImages,
  checkBounds,
  checkPlacement,
  checkTags,
  checkAlarms,
  checkMeaningless,
  checkServices,
  checkScaling,
  checkInstances,
  checkLoadBalancer,
];

/**
 * The configuration of an environment, checked as a whole.
 * @param raw values by key without the namespace, as a YAML or JSON parser gives them.
 * @param environment name of the stack.
 * @param secretKeys keys whose values are encrypted in the file.
 * @param foreignKeys keys of other namespaces, which belong to others unless ours is misspelt in them.
 * @throws {ConfigurationError} naming everything that is wrong.
 */
export function parseConfiguration(
  raw: WrittenSettings,
  environment: string,
  secretKeys: readonly string[] = [],
  foreignKeys: readonly string[] = [],
): Configuration {
  const encrypted = new Set(secretKeys.filter((key) => Object.hasOwn(settingsSchema.shape, key)));
  const readable = Object.fromEntries(Object.entries(raw).filter(([key]) => !encrypted.has(key)));
  const parsed = settingsSchema.safeParse(readable);
  const issues = (parsed.error?.issues ?? []).filter(({ path: [key] }) => !encrypted.has(String(key)));
  const problems = withoutRepetition([
    ...encryptionProblems(encrypted),
    ...misspeltNamespaces(foreignKeys),
    ...(Object.keys(raw).length === 0 ? [nothingRead(environment)] : schemaProblems(issues, readable)),
    ...contradictions(rightPart(readable, issues), environment, readable),
  ]);
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(environment, problems);
  return resolved(parsed.data, environment);
}

/** A file without a key that is ours says little of each key, and much of the file. */
function nothingRead(environment: string): Problem {
  return {
    key: `${NAMESPACE}:*`,
    reason: `not one key was read; in Pulumi.${environment}.yaml keys stand below config:, indented by two blanks, for example proofpix:region: eu-west-1`,
  };
}

/** Other namespaces belong to providers and to others; one slip away from ours is nobody's. */
function misspeltNamespaces(keys: readonly string[]): Problem[] {
  return keys.flatMap((key) => {
    const [namespace = "", ...rest] = key.split(":");
    if (editDistance(namespace.toLowerCase(), NAMESPACE) > 1) return [];
    return [{ key, reason: `belongs to nobody; did you mean ${NAMESPACE}:${rest.join(":")}?` }];
  });
}

/** The schema may find one thing wrong in two ways. */
function withoutRepetition(problems: readonly Problem[]): Problem[] {
  const isSame = (one: Problem, other: Problem) => one.key === other.key && one.reason === other.reason;
  return problems.filter((problem, index) => problems.findIndex((other) => isSame(problem, other)) === index);
}

/** What is encrypted in the file would be plain text in task definitions and tags, and in errors that repeat it. */
function encryptionProblems(keys: ReadonlySet<string>): Problem[] {
  return [...keys].map((key) => ({
    key: keyText([key]),
    reason:
      "must not be encrypted, since the configuration names secrets and never holds them; keep the secret in Secrets Manager, and set the key without --secret",
  }));
}

/** What is wrong between values that are right each by itself. */
function contradictions(settings: PartialSettings, environment: string, written: WrittenSettings): Problem[] {
  const problems = new ArgumentProblems();
  if (checkEnvironmentName(environment, problems)) checkEnvironmentKind(environment, settings, written, problems);
  for (const check of CHECKS) check(settings, problems, written);
  return problems.all.map(({ propertyPath, reason }) => ({ key: propertyPath, reason }));
}

/** Keys whose values are checked part by part, so that one wrong part hides nothing about the others. */
const COMPOUND_KEYS = new Set(["network", "domain", "instances", "tags", "services"]);

/** The values in which the schema finds nothing wrong, so that they are checked even when others are wrong. */
function rightPart(raw: WrittenSettings, issues: readonly z.core.$ZodIssue[]): PartialSettings {
  const right: unknown = structuredClone(raw);
  for (const issue of issues) {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) cutOut(right, [...path, key]);
    else cutOut(right, path.slice(0, COMPOUND_KEYS.has(String(path[0])) ? 2 : 1));
  }
  return partialSettingsSchema.parse(right);
}

/** Takes out what stands at the path; in a list a gap is left, so that the others keep their places. */
function cutOut(value: unknown, [segment, ...rest]: readonly PropertyKey[]): void {
  if (segment === undefined || typeof value !== "object" || value === null) return;
  if (rest.length > 0) cutOut(Reflect.get(value, segment), rest);
  else if (Array.isArray(value)) Reflect.set(value, segment, undefined);
  else Reflect.deleteProperty(value, segment);
}
