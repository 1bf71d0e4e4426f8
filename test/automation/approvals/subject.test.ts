import fc from "fast-check";
import { approvalSubject, differencesOf, digestOfSubject } from "../../../automation/approvals";
import { PLANNED, SUBJECT } from "./samples";

const [SERVICE, TASK_DEFINITION] = SUBJECT.operations;

describe("the subject of an approval", () => {
  it("has the changes, and nothing that stays", () => {
    expect(SUBJECT.operations.map(({ kind }) => kind)).toEqual(["update", "replace"]);
  });

  it("has the same digest in whatever order the engine told of the changes", () => {
    const orders = fc.shuffledSubarray([...PLANNED.operations], { minLength: PLANNED.operations.length });
    fc.assert(
      fc.property(orders, (operations) => {
        expect(digestOfSubject(approvalSubject({ ...PLANNED, operations }))).toBe(digestOfSubject(SUBJECT));
      }),
    );
  });

  it("has the same digest in whatever order paths and services come", () => {
    const one = approvalSubject({ ...PLANNED, imageDigests: { web: "sha256:1", worker: "sha256:2" } });
    const other = approvalSubject({ ...PLANNED, imageDigests: { worker: "sha256:2", web: "sha256:1" } });

    expect(digestOfSubject(one)).toBe(digestOfSubject(other));
  });

  it.each([
    ["files that aren't committed", { commit: "4f94ad96", isDirty: true }, /files differ from commit 4f94ad96/],
    ["a program in no repository", { isDirty: false }, /in no git repository/],
  ])("can't be one of %s", (_, source, message) => {
    expect(() => approvalSubject({ ...PLANNED, source })).toThrow(message);
  });
});

/** What differs, and how it is told. */
const CHANGES: readonly (readonly [string, Parameters<typeof approvalSubject>[0], readonly string[]])[] = [
  ["the environment", { ...PLANNED, environment: "staging" }, ["the environment is staging, production was approved"]],
  [
    "the program",
    { ...PLANNED, source: { commit: "cc7f41a8", isDirty: false } },
    ["the program's commit is cc7f41a8, 4f94ad96 was approved"],
  ],
  [
    "the configuration",
    { ...PLANNED, configurationDigest: "d".repeat(64) },
    [`the configuration file's digest is ${"d".repeat(64)}, ${"c".repeat(64)} was approved`],
  ],
  [
    "an image",
    { ...PLANNED, imageDigests: { web: "sha256:newer" } },
    ["the image of web is sha256:newer, sha256:new was approved"],
  ],
  [
    "the image of another service",
    { ...PLANNED, imageDigests: { web: "sha256:new", worker: "sha256:new" } },
    ["the image of worker is sha256:new, none was approved"],
  ],
  [
    "a resource more",
    {
      ...PLANNED,
      operations: [
        ...PLANNED.operations,
        {
          urn: "urn:pulumi:production::proofpix::aws:rds/instance:Instance::database",
          kind: "delete",
          changes: [],
          replacedBy: [],
        },
      ],
    },
    ["it would delete database (aws:rds/instance:Instance) too"],
  ],
  [
    "a resource fewer",
    { ...PLANNED, operations: PLANNED.operations.slice(1) },
    ["it would no longer update web (aws:ecs/service:Service)"],
  ],
  [
    "the kind of a change",
    {
      ...PLANNED,
      operations: PLANNED.operations.map((each) => (each.kind === "update" ? { ...each, kind: "replace" } : each)),
    },
    ["it would replace web (aws:ecs/service:Service) too", "it would no longer update web (aws:ecs/service:Service)"],
  ],
  [
    "a property more and a property fewer",
    {
      ...PLANNED,
      operations: PLANNED.operations.map((each) =>
        each.kind === "update" ? { ...each, changes: ["networkConfiguration"] } : each,
      ),
    },
    [
      "to update web (aws:ecs/service:Service) would change networkConfiguration too",
      "to update web (aws:ecs/service:Service) would no longer change taskDefinition",
    ],
  ],
  [
    "the cause of a replacement",
    {
      ...PLANNED,
      operations: PLANNED.operations.map((each) =>
        each.kind === "replace" ? { ...each, replacedBy: ["family"] } : each,
      ),
    },
    [
      "it would replace web (aws:ecs/taskDefinition:TaskDefinition) because of family too",
      "it would replace web (aws:ecs/taskDefinition:TaskDefinition) no longer because of containerDefinitions",
    ],
  ],
];

describe("differences", () => {
  it("are none where nothing differs", () => {
    expect(differencesOf(SUBJECT, approvalSubject(PLANNED))).toEqual([]);
  });

  it.each(CHANGES)("tell %s, which has another digest", (_, planned, sentences) => {
    expect(differencesOf(SUBJECT, approvalSubject(planned))).toEqual(sentences);
    expect(digestOfSubject(approvalSubject(planned))).not.toBe(digestOfSubject(SUBJECT));
  });

  it("are told wherever digests differ", () => {
    const paths = fc.uniqueArray(fc.constantFrom("a", "b", "c"));
    const operations = fc.uniqueArray(
      fc.record({
        urn: fc.constantFrom("urn:1::t::x", "urn:1::t::y"),
        kind: fc.constantFrom("update", "replace", "delete"),
        changes: paths,
        replacedBy: paths,
      }),
      { selector: ({ urn, kind }) => `${urn} ${kind}` },
    );
    const subjects = fc
      .record({
        operations,
        images: fc.dictionary(fc.constantFrom("web", "worker"), fc.constantFrom("1", "2"), { noNullPrototype: true }),
        commit: fc.constantFrom("a", "b"),
      })
      .map(({ images, commit, ...rest }) =>
        approvalSubject({ ...PLANNED, ...rest, imageDigests: images, source: { commit, isDirty: false } }),
      );
    fc.assert(
      fc.property(subjects, subjects, (one, other) => {
        expect(differencesOf(one, other).length > 0).toBe(digestOfSubject(one) !== digestOfSubject(other));
      }),
      { numRuns: 1000 },
    );
  });

  it("name what was approved and what would be done", () => {
    expect(SERVICE?.urn).toContain("ecs/service");
    expect(TASK_DEFINITION?.replacedBy).toEqual(["containerDefinitions"]);
  });
});
