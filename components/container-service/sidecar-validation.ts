import { requireSeconds, requireWhole } from "../shared/bounds";
import { cpuUnits, memoryMebibytes } from "../shared/quantity";
import { ArgumentProblems } from "../shared/validation";
import type { ContainerServiceArgs } from "./args";
import { CONTAINER_NAME } from "./container-definitions";
import { validateDependencies } from "./container-dependencies";
import { validateContainerHealthCheck } from "./container-health-check";
import { validateContainer } from "./container-validation";
import { type ContainerArgs, volumeNames } from "./containers";
import type { SidecarArgs } from "./sidecar-args";
import { PORT, STOP_TIMEOUT } from "./container-bounds";

/** Containers of a task definition, less the application's (Amazon ECS service quotas). */
const MOST_SIDECARS = 9;
/** Amazon ECS API Reference, "ContainerDefinition": name, and the least memory that Docker gives. */
const NAME = /^[A-Za-z0-9][\w-]{0,254}$/;
const LEAST_MEBIBYTES = 6;

type SidecarTaskArgs = ContainerArgs & Pick<ContainerServiceArgs, "memory">;

/** Records sidecars that ECS refuses, that could never start, or that leave the application nothing. */
export function validateSidecars(args: SidecarTaskArgs, problems: ArgumentProblems): void {
  const { sidecars = [] } = args;
  problems.require(
    sidecars.length <= MOST_SIDECARS,
    "sidecars",
    `must be ${MOST_SIDECARS} at most, since a task has ten containers, got ${sidecars.length}`,
  );
  sidecars.forEach((sidecar, index) => {
    validateSidecar(
      sidecar,
      problems.at((path) => `sidecars[${index}].${path}`),
    );
  });
  validateNames(sidecars, problems);
  validatePorts(args, problems);
  validateDependencies(args, problems);
  validateVolumes(args, problems);
  validateShares(args, problems);
}

function validateSidecar(sidecar: SidecarArgs, problems: ArgumentProblems): void {
  const { containerHealthCheck, runsFirst = false } = sidecar;
  validateContainer(sidecar, runsFirst, problems);
  if (runsFirst) validatePreparation(sidecar, problems);
  if (containerHealthCheck !== undefined) validateContainerHealthCheck(containerHealthCheck, undefined, problems);
  validateShare(sidecar, problems);
  requireWhole(problems, "port", sidecar.port, PORT);
  requireSeconds(problems, "stopTimeout", sidecar.stopTimeout, STOP_TIMEOUT);
}

function validatePreparation({ containerHealthCheck, essential }: SidecarArgs, problems: ArgumentProblems): void {
  problems.require(
    essential !== true,
    "essential",
    "can't be true for a container that runsFirst: it ends before the others start, and an essential one would end the task; remove one of the two",
  );
  problems.require(
    containerHealthCheck === undefined,
    "containerHealthCheck",
    "means nothing for a container that runsFirst, which has ended when the task serves; remove it",
  );
}

function validateShare({ cpu, memory }: SidecarArgs, problems: ArgumentProblems): void {
  if (cpu !== undefined) problems.attempt("cpu", () => cpuUnits(cpu));
  if (memory === undefined) return;
  const mebibytes = problems.attempt("memory", () => memoryMebibytes(memory));
  problems.require(
    mebibytes === undefined || mebibytes >= LEAST_MEBIBYTES,
    "memory",
    `must be at least "${LEAST_MEBIBYTES}Mi", the least that a container can have, got "${memory}"`,
  );
}

function validateNames(sidecars: readonly SidecarArgs[], problems: ArgumentProblems): void {
  const names = new Set([CONTAINER_NAME]);
  sidecars.forEach(({ name }, index) => {
    const path = `sidecars[${index}].name`;
    problems.require(
      NAME.test(name),
      path,
      `must be of letters, digits, "-" and "_", beginning with a letter or digit, got ${JSON.stringify(name)}`,
    );
    problems.require(!names.has(name), path, `must be unique in the task, got "${name}" twice; rename one`);
    names.add(name);
  });
}

/** Containers of a task share its network interface (Amazon ECS Developer Guide, "Task networking with awsvpc"). */
function validatePorts({ port, sidecars = [] }: SidecarTaskArgs, problems: ArgumentProblems): void {
  const taken = new Map<number, string>(port === undefined ? [] : [[port, CONTAINER_NAME]]);
  sidecars.forEach((sidecar, index) => {
    if (sidecar.port === undefined) return;
    const other = taken.get(sidecar.port);
    problems.require(
      other === undefined,
      `sidecars[${index}].port`,
      `must be unlike the other containers', which share its address: ${sidecar.port} is that of "${other ?? ""}"; choose another`,
    );
    taken.set(sidecar.port, sidecar.name);
  });
}

/** A container's own volumes are named after its paths, so that they may be named as others are. */
function validateVolumes(args: SidecarTaskArgs, problems: ArgumentProblems): void {
  // Another rule records sidecars of one name.
  const sidecars = [...new Map(args.sidecars?.map((sidecar) => [sidecar.name, sidecar])).values()];
  const names = volumeNames({ ...args, sidecars });
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) < index));
  for (const name of repeated) {
    problems.add(
      "mounts",
      `name a volume "${name}", as writablePaths of a container do for their own; rename the volume or the sidecar`,
    );
  }
}

/**
 * Amazon ECS API Reference, "ContainerDefinition": the containers' CPU and memory may not be more than the task's; what
 * they leave is the application's.
 */
function validateShares({ cpu, memory, sidecars = [] }: SidecarTaskArgs, problems: ArgumentProblems): void {
  requireRest("cpu", cpu, sidecars, cpuUnits, problems);
  requireRest("memory", memory, sidecars, memoryMebibytes, problems);
}

function requireRest(
  property: "cpu" | "memory",
  whole: string,
  sidecars: readonly SidecarArgs[],
  read: (quantity: string) => number,
  problems: ArgumentProblems,
): void {
  // Other rules record what is wrong with a quantity itself.
  const quantities = new ArgumentProblems();
  const given = sidecars.flatMap((sidecar) => sidecar[property] ?? []);
  const taken = given.map((quantity) => quantities.attempt(property, () => read(quantity)) ?? 0);
  const available = quantities.attempt(property, () => read(whole)) ?? Infinity;
  problems.require(
    taken.reduce((sum, each) => sum + each, 0) < available,
    property,
    `must be more than what the sidecars take together (${given.join(" + ")}), got "${whole}"; raise it, so that something is left for the application`,
  );
}
