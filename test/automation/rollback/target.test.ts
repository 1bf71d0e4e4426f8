import type { HistoricUpdate } from "../../../automation/engine/engine";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { releasesOf } from "../../../automation/rollback/releases";
import { chooseTarget, type Destination } from "../../../automation/rollback/target";
import { deployed, updated } from "../support/records";

const [FIRST, SECOND, THIRD, FOURTH] = [1, 2, 3, 4].map((minute) => deployed(minute).id);

function target(
  destination: Destination,
  records: readonly DeploymentRecord[],
  updates: readonly HistoricUpdate[] = [],
) {
  const { release, passed } = chooseTarget(releasesOf(records, updates), destination);
  return { to: release.name, passed: passed.map(({ name }) => name) };
}

const NEXT = { steps: 1 };

describe("the release to return to", () => {
  it("is the verified deployment before the one that runs", () => {
    expect(target(NEXT, [deployed(1), deployed(2), deployed(3)])).toEqual({ to: SECOND, passed: [THIRD] });
    expect(target({ steps: 2 }, [deployed(1), deployed(2), deployed(3)])).toEqual({
      to: FIRST,
      passed: [THIRD, SECOND],
    });
  });

  it("is the last verified one where the newest failed", () => {
    const records = [deployed(1), deployed(2), deployed(3, { status: "failed" })];

    expect(target(NEXT, records).to).toBe(SECOND);
    expect(target(NEXT, [...records.slice(0, 2), deployed(3, { status: "running" })]).to).toBe(SECOND);
    expect(target(NEXT, [...records.slice(0, 2), deployed(3, { status: "interrupted" })]).to).toBe(SECOND);
  });

  it("isn't changed by deployments that changed nothing", () => {
    const records = [
      deployed(1),
      deployed(2),
      deployed(3, { status: "refused" }),
      deployed(4, { status: "failed", updateVersion: undefined }),
    ];

    expect(target(NEXT, records)).toEqual({ to: FIRST, passed: [SECOND] });
  });

  it("is what ran before a rollback, which so is rolled back", () => {
    const back = deployed(3, { kind: "rollback", returnsTo: FIRST });

    expect(target(NEXT, [deployed(1), deployed(2), back])).toEqual({ to: SECOND, passed: [THIRD] });
  });

  it.each(["interrupted", "running"] as const)(
    "is that of a rollback that was cut off (%s), asked for again",
    (status) => {
      const cutOff = deployed(3, { kind: "rollback", returnsTo: FIRST, status });

      expect(target(NEXT, [deployed(1), deployed(2), cutOff])).toEqual({ to: FIRST, passed: [THIRD, SECOND] });
      expect(() => target(NEXT, [cutOff])).toThrow(/there is nothing to return to: 0 good releases/);
    },
  );

  it("is the one before a rollback that failed", () => {
    const failed = deployed(3, { kind: "rollback", returnsTo: FIRST, status: "failed" });

    expect(target(NEXT, [deployed(1), deployed(2), failed]).to).toBe(SECOND);
  });

  it("goes back and forth as often as one likes", () => {
    const records = [
      deployed(1),
      deployed(2),
      deployed(3, { kind: "rollback", returnsTo: FIRST }),
      deployed(4, { kind: "rollback", returnsTo: SECOND }),
    ];

    expect(target(NEXT, records).to).toBe(THIRD);
  });

  it("is the state before, after a deployment that was rolled back by itself", () => {
    const records = [
      deployed(1),
      deployed(2),
      deployed(3, { status: "rolled-back", rolledBackBy: FOURTH }),
      deployed(4, { kind: "rollback", returnsTo: SECOND }),
    ];

    expect(target(NEXT, records).to).toBe(FIRST);
  });

  it("leaves out a deployment of the same again", () => {
    const { configuration } = deployed(2);

    expect(target(NEXT, [deployed(1), deployed(2), deployed(3, { configuration })]).to).toBe(FIRST);
  });

  it("may be a plain update, which only Pulumi's history has", () => {
    const updates = [updated(3), updated(2, { kind: "refresh" }), updated(1)];

    expect(target(NEXT, [], [updated(2), updated(1)])).toEqual({ to: "update 1", passed: ["update 2"] });
    expect(target(NEXT, [], updates)).toEqual({ to: "update 1", passed: ["update 3"] });
  });

  it("takes deployments and plain updates in the order of time", () => {
    const updates = [updated(3), updated(2), updated(1)];

    expect(target(NEXT, [deployed(1), deployed(3)], updates)).toEqual({ to: "update 2", passed: [THIRD] });
    expect(target(NEXT, [deployed(1), deployed(2)], updates)).toEqual({ to: SECOND, passed: ["update 3"] });
  });

  it("is no update of a deployment whose record doesn't say so, since it died before", () => {
    const records = [deployed(1), deployed(3, { status: "interrupted", updateVersion: undefined })];
    const updates = [updated(3, { message: `deploy ${THIRD}`, result: "failed" }), updated(1)];

    expect(target(NEXT, records, updates)).toEqual({ to: FIRST, passed: [THIRD] });
  });

  it("is named by the id of a deployment or the number of an update", () => {
    const records = [deployed(1), deployed(3)];
    const updates = [updated(3), updated(2), updated(1)];

    expect(target({ to: FIRST ?? "" }, records, updates).to).toBe(FIRST);
    expect(target({ to: "2" }, records, updates).to).toBe("update 2");
    expect(target({ to: "update 2" }, records, updates).to).toBe("update 2");
  });

  it("isn't one that nobody verified", () => {
    const records = [deployed(1), deployed(2, { status: "rolled-back" }), deployed(3)];

    expect(() => target({ to: SECOND ?? "" }, records)).toThrow(
      `${SECOND} was never verified: it ended as rolled-back`,
    );
  });

  it("isn't one that doesn't exist", () => {
    expect(() => target({ to: "20250101-000000-0000" }, [deployed(1)])).toThrow("no release of this environment");
  });

  it("doesn't exist before the first one", () => {
    expect(() => target(NEXT, [])).toThrow(
      "0 good releases came before how the environment is now, and 1 is asked for",
    );
    expect(() => target(NEXT, [deployed(1)])).toThrow("0 good releases");
    expect(() => target({ steps: 2 }, [deployed(1), deployed(2)])).toThrow("1 good release came before");
  });
});
