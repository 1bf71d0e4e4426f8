import type { ArgumentProblems } from "../../shared/validation";
import { tracesInMemory } from "./memory";
import { DECISION_SECONDS } from "./sampling";
import type { CollectorSettings, JaegerSettings, TraceStorage } from "./settings";

/** MiB that the program takes before it has seen a span. */
const LEAST_MEMORY = 256;
/** Longer, and a collector that ends loses more than a few minutes of traces. */
const MOST_DECISION_SECONDS = 300;
const INDEX_PREFIX = /^[a-z0-9][a-z0-9_-]*$/;

/** Records what the collector couldn't work with. */
export function validateCollector(settings: CollectorSettings, problems: ArgumentProblems): void {
  const { sampling, memoryMebibytes, instances } = settings;
  checkSize(memoryMebibytes, instances, problems);
  problems.require(
    sampling.percent >= 0 && sampling.percent <= 100,
    "sampling.percent",
    `must be from 0 to 100, got ${sampling.percent}`,
  );
  if (sampling.kind === "probabilistic") return;
  const { slowSeconds, decisionSeconds = DECISION_SECONDS } = sampling;
  problems.require(slowSeconds >= 0.001, "sampling.slowSeconds", `must be at least 0.001 seconds, got ${slowSeconds}`);
  problems.require(
    decisionSeconds >= 1 && decisionSeconds <= MOST_DECISION_SECONDS,
    "sampling.decisionSeconds",
    `must be from 1 to ${MOST_DECISION_SECONDS}, got ${decisionSeconds}`,
  );
  problems.require(
    slowSeconds < decisionSeconds,
    "sampling.slowSeconds",
    `must be less than sampling.decisionSeconds, or a slow trace is judged before it is known to be slow, got ` +
      `${slowSeconds} and ${decisionSeconds}`,
  );
}

/** Records what Jaeger couldn't work with. */
export function validateJaeger(settings: JaegerSettings, problems: ArgumentProblems): void {
  const { storage, memoryMebibytes, instances, basePath } = settings;
  checkSize(memoryMebibytes, instances, problems);
  problems.require(
    instances === 1 || storage.kind === "opensearch",
    "instances",
    `must be 1 with storage ${storage.kind}, since each task would show other traces, got ${instances}; take OpenSearch`,
  );
  if (basePath !== undefined) {
    problems.require(
      /^(\/[\w.-]+)+$/.test(basePath),
      "basePath",
      `must begin with a slash and not end with one, such as /jaeger, got ${basePath}`,
    );
  }
  checkStorage(storage, memoryMebibytes, problems);
}

function checkSize(memoryMebibytes: number, instances: number, problems: ArgumentProblems): void {
  problems.require(
    memoryMebibytes >= LEAST_MEMORY,
    "memoryMebibytes",
    `must be at least ${LEAST_MEMORY}, got ${memoryMebibytes}`,
  );
  problems.require(
    Number.isInteger(instances) && instances >= 1,
    "instances",
    `must be a whole number from 1, got ${instances}`,
  );
}

function checkStorage(storage: TraceStorage, memoryMebibytes: number, problems: ArgumentProblems): void {
  switch (storage.kind) {
    case "memory":
      checkMaxTraces(storage.maxTraces, memoryMebibytes, problems);
      return;
    case "badger":
      problems.require(
        storage.directory.startsWith("/"),
        "storage.directory",
        `must be an absolute path, got ${storage.directory}`,
      );
      problems.require(
        storage.retentionHours >= 1,
        "storage.retentionHours",
        `must be at least 1, got ${storage.retentionHours}`,
      );
      return;
    case "opensearch":
      problems.require(
        /^https:\/\/[^/]+$/.test(storage.url),
        "storage.url",
        `must be an address of https without a path, got ${storage.url}`,
      );
      problems.require(
        INDEX_PREFIX.test(storage.indexPrefix),
        "storage.indexPrefix",
        `must hold lower-case letters, digits, hyphens and underscores, got ${storage.indexPrefix}`,
      );
  }
}

/** Without a limit, Jaeger would keep traces until its task is killed. */
function checkMaxTraces(maxTraces: number | undefined, memoryMebibytes: number, problems: ArgumentProblems): void {
  if (maxTraces === undefined) return;
  const most = tracesInMemory(memoryMebibytes);
  problems.require(
    Number.isInteger(maxTraces) && maxTraces >= 1 && maxTraces <= most,
    "storage.maxTraces",
    `must be a whole number from 1 to ${most}, which half of ${memoryMebibytes} MiB holds, got ${maxTraces}; ` +
      "give Jaeger more memory, or keep fewer",
  );
}
