import type { ConfigurationValidator } from "../../../automation/configuration/validation";
import { verifyTrail } from "../../../automation/audit";
import type { AutomationContext } from "../../../automation/context";
import type { Fault, Image } from "./commands";
import type { Model, ModelRecord, Outcome } from "./model";

/** An environment with one service, on which commands are carried out. */
export interface Product {
  readonly context: AutomationContext;
  readonly validate: ConfigurationValidator;
  /** Reference of an image, by tag. */
  readonly imageOf: (image: Image) => string;
  /** Has something go wrong with the next command. The signal is given where it cancels the command. */
  inject(fault: Fault): Promise<AbortSignal | undefined>;
  /** Ends what went wrong. */
  clear(): Promise<void>;
  /** What runs, by AWS, and what the engine's state says. */
  look(): Promise<Seen>;
}

/** What was seen of an environment after commands. */
export interface Seen {
  /** Reference of the image that runs, perhaps with a digest. */
  readonly image: string;
  readonly level: string;
  readonly desired: number;
  readonly running: number;
  /** Whether the state names the task definition that runs. */
  readonly isStateTrue: boolean;
  /** Operations that the state says are under way. */
  readonly pendingOperations: number;
  /** URNs of what a preview would change. */
  readonly planned: readonly string[];
  /** Text of the audit trail. */
  readonly trail: Uint8Array;
}

/** Everything in which an environment differs from the model, as sentences; empty where nothing does. */
export async function differences(model: Model, product: Product, known: ReadonlySet<string>): Promise<string[]> {
  const seen = await product.look();
  const { records, damaged } = await product.context.store.list(product.context.environment);
  const own = records.filter(({ id }) => !known.has(id)).reverse();
  const { isIntact, entries } = verifyTrail(seen.trail, []);
  const text = product.context.configurationFile.read();
  return [
    ...unlessSame("image that runs", withoutDigest(seen.image), product.imageOf(model.runs.image)),
    ...unlessSame("level that runs", seen.level, model.runs.level),
    ...unlessSame("desired tasks", seen.desired, model.count),
    ...unlessSame("running tasks", seen.running, model.count),
    ...unlessSame("state is true", seen.isStateTrue, true),
    ...unlessSame("pending operations", seen.pendingOperations, 0),
    ...(model.isApplied ? unlessSame("planned changes", seen.planned, []) : []),
    ...unlessSame("records", own.map(toldRecord), model.records.map(toldRecord)),
    ...unlessSame("damaged records", damaged, []),
    ...unlessSame("audit trail is intact", isIntact, true),
    ...unlessSame("entries of the audit trail", entries, 2 * records.length),
    ...settingsDiffering(text, model, product),
  ];
}

/** A record has a beginning and an end in the trail. */
function toldRecord({ kind, status }: ModelRecord): string {
  return `${kind} ${status}`;
}

function settingsDiffering(text: string, { file }: Model, product: Product): string[] {
  const image = /^ *proofpix:image: (\S+)$/m.exec(text)?.[1] ?? "";
  const value = (name: string): string => new RegExp(`^ *${name}: (\\S+)$`, "m").exec(text)?.[1] ?? "";
  return [
    ...unlessSame("image of the file", withoutDigest(image), product.imageOf(file.image)),
    ...unlessSame("level of the file", value("LOG_LEVEL"), file.level),
    ...unlessSame("minimum of the file", scalingIn(text, "minInstances"), String(file.min)),
    ...unlessSame("maximum of the file", scalingIn(text, "maxInstances"), String(file.max)),
  ];
}

/** A bound of the service, which is deeper in the file than that of the environment. */
function scalingIn(text: string, name: string): string {
  return new RegExp(`^ {8,}${name}: (\\S+)$`, "m").exec(text)?.[1] ?? "";
}

function withoutDigest(reference: string): string {
  return reference.replace(/@sha256:.*$/, "");
}

function unlessSame(what: string, seen: unknown, expected: unknown): string[] {
  const [one, other] = [JSON.stringify(seen), JSON.stringify(expected)];
  return one === other ? [] : [`${what}: ${one}, and not ${other}`];
}

/** How a command ended, if not as the model says. */
export function unexpected(outcome: Outcome, expected: Outcome): string[] {
  return unlessSame("outcome", outcome, expected);
}
