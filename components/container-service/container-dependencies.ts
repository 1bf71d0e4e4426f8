import type { ArgumentProblems } from "../shared/validation";
import { CONTAINER_NAME } from "./container-definitions";
import type { ContainerArgs } from "./containers";

/** How far another container of the task has to be (Amazon ECS API Reference, "ContainerDependency"). */
export type DependencyCondition = "START" | "HEALTHY" | "COMPLETE" | "SUCCESS";

/** Another container of the task, before which a container doesn't start, and after which it is stopped. */
export interface ContainerDependency {
  /** Name of a sidecar, or `"application"`. */
  readonly container: string;
  /**
   * `"START"`: it has started. `"HEALTHY"`: its health check has succeeded, so that it needs one. `"COMPLETE"`: it has
   * ended. `"SUCCESS"`: it has ended with 0. The last two are for sidecars that aren't `essential`.
   */
  readonly condition: DependencyCondition;
}

const CONDITIONS: readonly string[] = [
  "START",
  "HEALTHY",
  "COMPLETE",
  "SUCCESS",
] satisfies readonly DependencyCondition[];

/** A container as others depend on it. */
interface DependedOn {
  readonly name: string;
  readonly path: string;
  readonly isEssential: boolean;
  readonly hasHealthCheck: boolean;
  readonly runsFirst: boolean;
  readonly dependsOn: readonly ContainerDependency[];
}

/** Records dependencies between containers that ECS refuses, or that could never come about. */
export function validateDependencies(args: ContainerArgs, problems: ArgumentProblems): void {
  const all = containersOf(args);
  const byName = new Map(all.map((each) => [each.name, each]));
  for (const container of all) {
    container.dependsOn.forEach((dependency, index) => {
      validateDependency(dependency, { container, byName, path: `${container.path}[${index}]` }, problems);
    });
    requireOnce(container, problems);
  }
  requireNoCycle(all, problems);
}

function containersOf({
  containerDependsOn = [],
  containerHealthCheck,
  port,
  sidecars = [],
}: ContainerArgs): DependedOn[] {
  const application = {
    name: CONTAINER_NAME,
    path: "containerDependsOn",
    isEssential: true,
    hasHealthCheck: containerHealthCheck !== false && (containerHealthCheck !== undefined || port !== undefined),
    runsFirst: false,
    dependsOn: containerDependsOn,
  };
  return [
    application,
    ...sidecars.map((sidecar, index) => ({
      name: sidecar.name,
      path: `sidecars[${index}].dependsOn`,
      isEssential: sidecar.essential ?? sidecar.runsFirst !== true,
      hasHealthCheck: sidecar.containerHealthCheck !== undefined,
      runsFirst: sidecar.runsFirst === true,
      dependsOn: sidecar.dependsOn ?? [],
    })),
  ];
}

interface DependencyContext {
  readonly container: DependedOn;
  readonly byName: ReadonlyMap<string, DependedOn>;
  readonly path: string;
}

/** Amazon ECS API Reference, "ContainerDependency": condition. */
function validateDependency(
  { container: name, condition }: ContainerDependency,
  { container, byName, path }: DependencyContext,
  problems: ArgumentProblems,
): void {
  problems.require(
    CONDITIONS.includes(condition),
    `${path}.condition`,
    `must be one of ${CONDITIONS.join(", ")}, got ${JSON.stringify(condition)}`,
  );
  const other = byName.get(name);
  if (other === undefined || other === container) {
    const others = [...byName.keys()].filter((each) => each !== container.name).join(", ");
    problems.add(`${path}.container`, `must be another container of the task (${others}), got ${JSON.stringify(name)}`);
    return;
  }
  if (other.runsFirst) {
    problems.add(
      `${path}.container`,
      `is "${name}", which runsFirst: all others wait for its success already; remove it`,
    );
    return;
  }
  validateCondition(other, condition, path, problems);
}

function validateCondition(
  { name, isEssential, hasHealthCheck }: DependedOn,
  condition: DependencyCondition,
  path: string,
  problems: ArgumentProblems,
): void {
  problems.require(
    condition !== "HEALTHY" || hasHealthCheck,
    `${path}.condition`,
    `can't be HEALTHY, since "${name}" has no health check; give it a containerHealthCheck, or wait for its START`,
  );
  problems.require(
    (condition !== "COMPLETE" && condition !== "SUCCESS") || !isEssential,
    `${path}.condition`,
    `can't be ${condition}, since "${name}" is essential: the task ends when it does; set essential: false, or wait for its START`,
  );
}

function requireOnce({ dependsOn, path }: DependedOn, problems: ArgumentProblems): void {
  const names = dependsOn.map(({ container }) => container);
  names.forEach((name, index) => {
    problems.require(
      names.indexOf(name) === index,
      `${path}[${index}].container`,
      `must name each container once, got "${name}" twice; keep the stricter condition`,
    );
  });
}

/** Each container's own dependencies, and the success of what runs first. */
function requireNoCycle(all: readonly DependedOn[], problems: ArgumentProblems): void {
  const first = all.filter(({ runsFirst }) => runsFirst).map(({ name }) => name);
  const waitsFor = new Map(
    all.map(({ name, runsFirst, dependsOn }) => [
      name,
      [...dependsOn.map(({ container }) => container), ...(runsFirst ? [] : first)],
    ]),
  );
  const cycle = all.map(({ name }) => pathBack(name, waitsFor)).find((path) => path !== undefined);
  if (cycle === undefined) return;
  const at = all.find(({ name, dependsOn }) => cycle.includes(name) && dependsOn.length > 0);
  problems.add(
    at?.path ?? "sidecars",
    `must not wait in a circle, got ${cycle.join(" after ")}; remove one of these dependencies`,
  );
}

/** The containers from one back to itself; undefined where it doesn't wait for itself. */
function pathBack(start: string, waitsFor: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const seen = new Set<string>();
  const follow = (name: string, path: readonly string[]): string[] | undefined => {
    for (const next of waitsFor.get(name) ?? []) {
      if (next === start && name !== start) return [...path, next];
      if (next === start || seen.has(next)) continue;
      seen.add(next);
      const found = follow(next, [...path, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return follow(start, [start]);
}
