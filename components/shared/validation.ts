import * as pulumi from "@pulumi/pulumi";
import { argumentProblems, type ShapeProblem } from "./argument-problems";
import { DESCRIBED_COMPONENTS } from "./argument-shapes";

/**
 * The caller's own path of an argument: `healthCheck.timeout` may be `proofpix:services[0].healthCheck.timeout`.
 * Undefined for an argument that doesn't come from the caller: its problems are not recorded.
 */
export type PathTranslation = (propertyPath: string) => string | undefined;

/** Collects everything that is wrong with a component's arguments, to be reported at once. */
export class ArgumentProblems {
  constructor(
    private readonly found: pulumi.InputPropertyErrorDetails[] = [],
    private readonly translate: PathTranslation = (propertyPath) => propertyPath,
  ) {}

  /**
   * A view of this collection for a caller who knows the arguments by other paths: what is recorded there is recorded
   * here, under the translated path.
   */
  at(translate: PathTranslation): ArgumentProblems {
    return new ArgumentProblems(this.found, (propertyPath) => {
      const translated = translate(propertyPath);
      return translated === undefined ? undefined : this.translate(translated);
    });
  }

  /**
   * Records a problem.
   * @param propertyPath the argument at fault, such as `healthCheck.timeout`.
   * @param reason what is wrong, the value, what is allowed and the likely fix; lower case, no full stop.
   */
  add(propertyPath: string, reason: string): void {
    const translated = this.translate(propertyPath);
    if (translated !== undefined) this.found.push({ propertyPath: translated, reason });
  }

  /** Records a problem unless `holds`. */
  require(holds: boolean, propertyPath: string, reason: string): void {
    if (!holds) this.add(propertyPath, reason);
  }

  /** Result of `compute`, or undefined with its error's message recorded as a problem of `propertyPath`. */
  attempt<T>(propertyPath: string, compute: () => T): T | undefined {
    try {
      return compute();
    } catch (error) {
      this.add(propertyPath, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Problems found so far. */
  get all(): readonly pulumi.InputPropertyErrorDetails[] {
    return this.found;
  }

  /**
   * @param subject whose arguments they are, such as `Queue "jobs"`.
   * @throws {pulumi.InputPropertiesError} naming every problem, when there is one.
   */
  throwIfAny(subject: string): void {
    if (this.found.length === 0) return;
    throw new pulumi.InputPropertiesError({ message: refusalText(subject, this.found), errors: this.found });
  }
}

/**
 * The message of an error that names every problem. Node, jest and the Automation API show the message of an error, and
 * none of its other properties.
 */
export function refusalText(subject: string, problems: readonly pulumi.InputPropertyErrorDetails[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return [
    `Invalid arguments for ${subject} (${count}):`,
    ...problems.map(({ propertyPath, reason }) => `  - ${propertyPath}: ${reason}`),
  ].join("\n");
}

/**
 * Checks the arguments of a component, before `super`, or of a function of the library: first whether a component's
 * are what its types say, which holds by itself only of programs that a compiler has checked, then by its own rules.
 * @param component name of the class or function, for the error's title.
 * @param name name of the component, which `validate` gets too: some rules are about names.
 * @throws {pulumi.InputPropertiesError} naming everything that is wrong.
 */
export function requireValid<Args>(
  component: string,
  name: string,
  args: Args,
  validate: (args: Args, problems: ArgumentProblems, name: string) => void,
): void {
  const ofShape = [...nameProblems(component, name), ...argumentProblems(component, args)];
  const own = new ArgumentProblems();
  try {
    validate(args, own, name);
  } catch (error) {
    // It may stumble over arguments of another shape than the declared one.
    if (ofShape.length === 0) throw error;
  }
  const problems = new ArgumentProblems([...untoldBy(own.all, ofShape), ...worthTelling(own.all, ofShape)]);
  problems.throwIfAny(`${component} "${name}"`);
}

/** A function of the library has arguments only. */
function nameProblems(component: string, name: unknown): readonly ShapeProblem[] {
  const isComponent = DESCRIBED_COMPONENTS.includes(component);
  if (!isComponent || (typeof name === "string" && name !== "")) return [];
  return [
    {
      propertyPath: "name",
      reason: 'must be a string that is not empty, such as "web"',
      isOfKind: typeof name === "string",
    },
  ];
}

/** Problems of shape, without those of which the component's own rules say more. */
function untoldBy(
  own: readonly pulumi.InputPropertyErrorDetails[],
  ofShape: readonly ShapeProblem[],
): pulumi.InputPropertyErrorDetails[] {
  return ofShape
    .filter(({ propertyPath, isOfKind }) => isOfKind !== true || !own.some((each) => isAt(propertyPath, each)))
    .map(({ propertyPath, reason }) => ({ propertyPath, reason }));
}

/** Problems by the component's own rules, without what they say of arguments that have another shape. */
function worthTelling(
  own: readonly pulumi.InputPropertyErrorDetails[],
  ofShape: readonly ShapeProblem[],
): pulumi.InputPropertyErrorDetails[] {
  const misshapen = ofShape.filter(({ isOfKind }) => isOfKind !== true);
  return own.filter((each) => !misshapen.some(({ propertyPath }) => isAt(propertyPath, each)));
}

/** Whether a problem is one of this argument or of what is in it. */
function isAt(propertyPath: string, problem: pulumi.InputPropertyErrorDetails): boolean {
  const found = plainPath(problem.propertyPath);
  const path = plainPath(propertyPath);
  return found === path || found.startsWith(`${path}.`) || found.startsWith(`${path}[`);
}

/** A path in which every name stands behind a dot. */
function plainPath(propertyPath: string): string {
  return propertyPath.replace(/\["([^"]*)"\]/g, ".$1");
}

/** The value when it is known now; undefined for an output or promise, which AWS itself will judge. */
export function literal<T>(value: pulumi.Input<T> | undefined): T | undefined {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return undefined;
  return value;
}
