import { requireSeconds, requireWhole } from "../shared/bounds";
import type { ArgumentProblems } from "../shared/validation";
import type {
  AuroraEngine,
  AuroraServerlessEngine,
  DatabaseEngine,
  InstanceEngine,
  MultiAzClusterEngine,
} from "./engines";
import { classResources, hasLocalStorage, isAtLeast, isInstanceClass } from "./instance-class";
import { validateClusterStorage, validateInstanceStorage } from "./storage";

/** Amazon RDS User Guide, "Working with DB instance read replicas"; Amazon Aurora User Guide, "Aurora Replicas". */
const COPIES = { smallest: 0, largest: 15 };
/** Amazon Aurora User Guide, "Aurora Serverless v2 capacity". */
const CAPACITY = { smallest: 0, largest: 256 };
const SMALLEST_MAXIMUM_CAPACITY = 1;
/** The same, "Scaling to zero ACUs with automatic pause and resume". */
const AUTO_PAUSE_SECONDS = { smallest: 300, largest: 86_400 };

/** Records what a kind of deployment doesn't allow. */
export function validateEngine(engine: DatabaseEngine, problems: ArgumentProblems): void {
  switch (engine.kind) {
    case "instance":
      validateInstance(engine, problems);
      break;
    case "multi-az-cluster":
      validateMultiAzCluster(engine, problems);
      break;
    case "aurora":
      validateAurora(engine, problems);
      break;
    case "aurora-serverless":
      validateServerless(engine, problems);
      break;
  }
}

function validateInstance(engine: InstanceEngine, problems: ArgumentProblems): void {
  requireClass(problems, "instanceClass", engine.instanceClass);
  requireCopies(problems, "readReplicas", engine.readReplicas);
  requireCopyClass(problems, "replicaInstanceClass", engine.replicaInstanceClass, engine.instanceClass);
  validateInstanceStorage(
    engine.storage,
    problems.at((path) => `storage.${path}`),
  );
}

function validateMultiAzCluster(engine: MultiAzClusterEngine, problems: ArgumentProblems): void {
  if (requireClass(problems, "instanceClass", engine.instanceClass)) {
    problems.require(
      hasLocalStorage(engine.instanceClass),
      "instanceClass",
      `must be a class with local storage, such as "db.m6gd.large", for a Multi-AZ DB cluster, got "${engine.instanceClass}"`,
    );
  }
  validateClusterStorage(
    engine.storage,
    problems.at((path) => `storage.${path}`),
  );
}

function validateAurora(engine: AuroraEngine, problems: ArgumentProblems): void {
  requireClass(problems, "instanceClass", engine.instanceClass);
  requireCopies(problems, "readers", engine.readers);
  requireCopyClass(problems, "readerInstanceClass", engine.readerInstanceClass, engine.instanceClass);
}

function validateServerless(
  { minimumCapacity, maximumCapacity, autoPause, readers }: AuroraServerlessEngine,
  problems: ArgumentProblems,
): void {
  requireCopies(problems, "readers", readers);
  requireCapacity(problems, "minimumCapacity", minimumCapacity, CAPACITY.smallest);
  requireCapacity(problems, "maximumCapacity", maximumCapacity, SMALLEST_MAXIMUM_CAPACITY);
  problems.require(
    !(maximumCapacity < minimumCapacity),
    "maximumCapacity",
    `must be at least minimumCapacity, ${minimumCapacity}, got ${maximumCapacity}`,
  );
  requireSeconds(problems, "autoPause", autoPause, AUTO_PAUSE_SECONDS);
  problems.require(
    autoPause === undefined || minimumCapacity === 0,
    "autoPause",
    `can be given only where minimumCapacity is 0, which lets the database pause, got minimumCapacity ${minimumCapacity}; set it to 0, or take autoPause out`,
  );
}

/** Whether a class is one of which the memory is known, by which alarms and parameters go. */
function requireClass(problems: ArgumentProblems, path: string, instanceClass: string): boolean {
  const isKnown = isInstanceClass(instanceClass) && classResources(instanceClass) !== undefined;
  problems.require(
    isKnown,
    path,
    `must be a class of RDS in the families c, m, r or t, such as "db.m7g.large" or "db.t4g.micro", got ${JSON.stringify(instanceClass)}`,
  );
  return isKnown;
}

function requireCopyClass(
  problems: ArgumentProblems,
  path: string,
  instanceClass: string | undefined,
  writerClass: string,
): void {
  if (instanceClass === undefined || !requireClass(problems, path, instanceClass)) return;
  problems.require(
    isAtLeast(instanceClass, writerClass) !== false,
    path,
    `must have at least the memory and CPUs of instanceClass, "${writerClass}": a smaller copy falls behind and can't take over, got "${instanceClass}"`,
  );
}

function requireCopies(problems: ArgumentProblems, path: string, count: number | undefined): void {
  requireWhole(problems, path, count, COPIES);
}

function requireCapacity(problems: ArgumentProblems, path: string, capacity: number, smallest: number): void {
  problems.require(
    capacity >= smallest && capacity <= CAPACITY.largest && Number.isInteger(capacity * 2),
    path,
    `must be capacity units in halves from ${smallest} to ${CAPACITY.largest}, got ${capacity}`,
  );
}
