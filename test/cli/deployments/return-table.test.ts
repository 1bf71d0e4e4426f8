import type { Operation } from "../../../automation/engine/operation";
import { comparison, returnPlan } from "../../../cli/deployments/return-table";
import { FakeEngine, SUCCEEDED } from "../../automation/support/fake-engine";

const PREFIX = "urn:pulumi:staging::proofpix::";

function operation(kind: Operation["kind"], type: string, name: string, changes: readonly string[] = []): Operation {
  const none = { replacedBy: [], isProtected: false, at: 0, state: "planned" as const };
  return { urn: `${PREFIX}${type}::${name}`, type, kind, changes, ...none };
}

describe("the plan of a return", () => {
  const database = operation("delete", "aws:rds/instance:Instance", "database");
  const operations = [
    operation("update", "aws:ecs/service:Service", "web", ["taskDefinition"]),
    operation("same", "aws:sqs/queue:Queue", "jobs"),
    operation("update", "proofpix:container-service:ContainerService", "component"),
    database,
  ];

  it("names release, program and configuration, what would destroy data, and every change", () => {
    const text = returnPlan({
      plan: {
        release: { name: "update 3", startedAt: "2026-11-30T12:00:00.000Z", isGood: true, isDirty: false, key: "3" },
        configuration: { text: "", keys: ["proofpix:image"] },
        engine: new FakeEngine(),
        source: { commit: "c".repeat(40), isDirty: false },
        close: () => Promise.resolve(),
      },
      result: { ...SUCCEEDED, operations },
      destructive: [{ operation: database, isAllowed: false }],
    });

    expect(text.split("\n")).toEqual([
      "return to update 3 of 2026-11-30T12:00:00.000Z",
      "program: cccccccccccc",
      "configuration: proofpix:image",
      "REFUSED, would destroy: delete database (aws:rds/instance:Instance)",
      "change  resource  type                       properties",
      "update  web       aws:ecs/service:Service    taskDefinition",
      "delete  database  aws:rds/instance:Instance",
    ]);
  });
});

describe("the comparison with a checkpoint", () => {
  it("says so where there is no difference", () => {
    expect(comparison([])).toBe("the state is that of the release's checkpoint: no difference");
  });

  it("names what nothing explains, and counts the rest by reason", () => {
    const urn = `${PREFIX}aws:ecs/service:Service::web`;
    const reason = "scaling sets the number of tasks";

    expect(comparison([{ urn, path: "desiredCount", reason }, { urn, path: "tags.Owner" }, { urn }])).toBe(
      [
        "3 differences from the release's checkpoint:",
        "  unexplained: web, tags.Owner",
        "  unexplained: web",
        "  1 × scaling sets the number of tasks",
      ].join("\n"),
    );
  });
});
