import { refuse } from "../../model/aws-error";
import { number, objects, text, type Properties } from "../../model/values";

/** The inputs that hold the transitions and the expiration of current or of noncurrent versions. */
interface VersionActions {
  readonly transitions: string;
  readonly expiration: string;
  readonly days: string;
}

const VERSION_ACTIONS: readonly VersionActions[] = [
  { transitions: "transitions", expiration: "expiration", days: "days" },
  {
    transitions: "noncurrentVersionTransitions",
    expiration: "noncurrentVersionExpiration",
    days: "noncurrentDays",
  },
];

/**
 * The classes from which objects can move to each class (Amazon S3 User Guide, "Transitioning objects using Amazon S3
 * Lifecycle").
 */
const SOURCE_CLASSES: Readonly<Record<string, readonly string[]>> = {
  STANDARD_IA: [],
  INTELLIGENT_TIERING: ["STANDARD_IA"],
  ONEZONE_IA: ["STANDARD_IA", "INTELLIGENT_TIERING"],
  GLACIER_IR: ["STANDARD_IA", "INTELLIGENT_TIERING"],
  GLACIER: ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR"],
  DEEP_ARCHIVE: ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER"],
};

/** Classes for which objects stay 30 days in S3 Standard before, and 30 days in the class itself (the same page). */
const INFREQUENT_ACCESS = ["STANDARD_IA", "ONEZONE_IA"];
const MINIMUM_DAYS = 30;

interface Transition {
  readonly storageClass: string;
  readonly days: number;
}

/** Refuses transitions of a rule that S3 can't perform one after the other. */
export function requirePossibleTransitions(rule: Properties, path: string): void {
  for (const actions of VERSION_ACTIONS) {
    const at = `${path}.${actions.transitions}`;
    const given = objects(rule, actions.transitions);
    refuseRepeatedClass(given, at);
    const transitions = inOrder(given, actions);
    for (const transition of transitions) requireDaysInStandard(transition, at);
    transitions.slice(1).forEach((next, index) => {
      const before = transitions[index];
      if (before !== undefined) requirePassage(before, next, at);
    });
    requireLaterExpiration(rule, transitions, actions, path);
  }
}

function inOrder(given: readonly Properties[], { days }: VersionActions): Transition[] {
  return given
    .filter((transition) => transition.date === undefined)
    .map((transition) => ({
      storageClass: text(transition, "storageClass") ?? "",
      days: number(transition, days) ?? 0,
    }))
    .sort((a, b) => a.days - b.days);
}

function refuseRepeatedClass(transitions: readonly Properties[], path: string): void {
  const classes = transitions.flatMap((transition) => text(transition, "storageClass") ?? []);
  const repeated = classes.find((each, index) => classes.indexOf(each) < index);
  if (repeated === undefined) return;
  refuse("InvalidRequest", `Found duplicate StorageClass in the transitions of a rule: ${repeated}`, path);
}

function requireDaysInStandard({ storageClass, days }: Transition, path: string): void {
  if (!INFREQUENT_ACCESS.includes(storageClass) || days >= MINIMUM_DAYS) return;
  refuse(
    "InvalidArgument",
    `'Days' in Transition action must be greater than or equal to ${MINIMUM_DAYS} for storageClass '${storageClass}'`,
    path,
  );
}

function requirePassage(before: Transition, next: Transition, path: string): void {
  if (SOURCE_CLASSES[next.storageClass]?.includes(before.storageClass) === false) {
    refuse(
      "InvalidArgument",
      `Objects can't go from storageClass '${before.storageClass}' after ${before.days} days on to '${next.storageClass}' after ${next.days}`,
      path,
    );
  }
  const least = INFREQUENT_ACCESS.includes(before.storageClass) ? MINIMUM_DAYS : 1;
  if (next.days - before.days >= least) return;
  refuse(
    "InvalidArgument",
    `'Days' in the 'Transition' action for StorageClass '${next.storageClass}' must be ${least} days more than in the 'Transition' action for StorageClass '${before.storageClass}', got ${next.days} and ${before.days}`,
    path,
  );
}

function requireLaterExpiration(
  rule: Properties,
  transitions: readonly Transition[],
  { expiration, days }: VersionActions,
  path: string,
): void {
  const expiry = number(rule, `${expiration}.${days}`);
  const last = transitions.at(-1);
  if (expiry === undefined || last === undefined || expiry > last.days) return;
  refuse(
    "InvalidArgument",
    `'Days' in the Expiration action must be greater than 'Days' in the Transition action, got ${expiry} and ${last.days}`,
    `${path}.${expiration}`,
  );
}
