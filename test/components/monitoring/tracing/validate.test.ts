import {
  type CollectorSettings,
  type JaegerSettings,
  type TailSampling,
  validateCollector,
  validateJaeger,
} from "../../../../components/monitoring/tracing";
import { ArgumentProblems } from "../../../../components/shared/validation";

const TAIL: TailSampling = { kind: "tail", percent: 10, slowSeconds: 2 };
const COLLECTOR: CollectorSettings = { sampling: TAIL, memoryMebibytes: 512, instances: 2 };
const JAEGER: JaegerSettings = { storage: { kind: "memory" }, memoryMebibytes: 1024, instances: 1 };

function problemsOf(validate: (problems: ArgumentProblems) => void): string[] {
  const problems = new ArgumentProblems();
  validate(problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath} ${reason}`);
}

const collector = (changes: Partial<CollectorSettings>) =>
  problemsOf((problems) => {
    validateCollector({ ...COLLECTOR, ...changes }, problems);
  });
const jaeger = (changes: Partial<JaegerSettings>) =>
  problemsOf((problems) => {
    validateJaeger({ ...JAEGER, ...changes }, problems);
  });

describe("validateCollector", () => {
  it.each<Partial<CollectorSettings>>([
    {},
    { instances: 1 },
    { sampling: { ...TAIL, percent: 0, decisionSeconds: 10 } },
    { sampling: { kind: "probabilistic", percent: 100 } },
  ])("takes %j", (changes) => {
    expect(collector(changes)).toEqual([]);
  });

  it.each<[string, Partial<CollectorSettings>]>([
    ["sampling.percent must be from 0 to 100, got 101", { sampling: { ...TAIL, percent: 101 } }],
    ["sampling.percent must be from 0 to 100, got -1", { sampling: { kind: "probabilistic", percent: -1 } }],
    ["sampling.slowSeconds must be at least 0.001 seconds, got 0", { sampling: { ...TAIL, slowSeconds: 0 } }],
    [
      "sampling.slowSeconds must be less than sampling.decisionSeconds",
      { sampling: { ...TAIL, slowSeconds: 10, decisionSeconds: 10 } },
    ],
    ["sampling.slowSeconds must be less than sampling.decisionSeconds", { sampling: { ...TAIL, slowSeconds: 30 } }],
    ["sampling.decisionSeconds must be from 1 to 300, got 301", { sampling: { ...TAIL, decisionSeconds: 301 } }],
    ["memoryMebibytes must be at least 256, got 128", { memoryMebibytes: 128 }],
    ["instances must be a whole number from 1, got 0", { instances: 0 }],
  ])("says that %s", (problem, changes) => {
    expect(collector(changes)).toEqual([expect.stringContaining(problem)]);
  });
});

describe("validateJaeger", () => {
  const OPENSEARCH = {
    kind: "opensearch",
    url: "https://search.example.com",
    indexPrefix: "production",
    username: "jaeger",
    passwordFile: "/secrets/opensearch",
  } as const;

  it.each<Partial<JaegerSettings>>([
    {},
    { storage: { kind: "memory", maxTraces: 52_428 } },
    { storage: { kind: "badger", directory: "/data", retentionHours: 48 } },
    { storage: OPENSEARCH, instances: 2, basePath: "/jaeger" },
  ])("takes %j", (changes) => {
    expect(jaeger(changes)).toEqual([]);
  });

  it.each<[string, Partial<JaegerSettings>]>([
    ["storage.maxTraces must be a whole number from 1 to 52428", { storage: { kind: "memory", maxTraces: 52_429 } }],
    ["storage.maxTraces must be a whole number from 1 to 52428", { storage: { kind: "memory", maxTraces: 0 } }],
    ["instances must be 1 with storage memory", { instances: 2 }],
    [
      "instances must be 1 with storage badger",
      { instances: 2, storage: { kind: "badger", directory: "/data", retentionHours: 48 } },
    ],
    ["storage.directory must be an absolute path", { storage: { kind: "badger", directory: "x", retentionHours: 48 } }],
    [
      "storage.retentionHours must be at least 1",
      { storage: { kind: "badger", directory: "/data", retentionHours: 0 } },
    ],
    ["storage.url must be an address of https", { storage: { ...OPENSEARCH, url: "http://search.example.com" } }],
    ["storage.indexPrefix must hold lower-case", { storage: { ...OPENSEARCH, indexPrefix: "Production" } }],
    ["basePath must begin with a slash", { basePath: "jaeger/" }],
    ["memoryMebibytes must be at least 256, got 100", { memoryMebibytes: 100 }],
  ])("says that %s", (problem, changes) => {
    expect(jaeger(changes)).toEqual([expect.stringContaining(problem)]);
  });
});
