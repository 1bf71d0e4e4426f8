import fc from "fast-check";
import { mergedHistory } from "../../../automation/history/merge";
import { isPlain, kindOf, nameOf, sourceOf, statusOf, versionOf } from "../../../automation/history/release";
import type { DeploymentStatus } from "../../../automation/model/deployment";
import { record, update } from "../support/history-samples";

const [FIRST, SECOND, THIRD] = ["20261101-120100-0001", "20261101-120500-0002", "20261101-121000-0003"] as const;

describe("mergedHistory", () => {
  it("joins a record with the update whose number it names, newest first", () => {
    const records = [record({ id: SECOND, updateVersion: 5 }), record({ id: FIRST, updateVersion: 1 })];

    const history = mergedHistory(records, [update({ version: 5 }), update({ version: 1 })]);

    expect(history.map((release) => [nameOf(release), versionOf(release)])).toEqual([
      [SECOND, 5],
      [FIRST, 1],
    ]);
    expect(history.some(isPlain)).toBe(false);
  });

  it("keeps an update that plain pulumi made between two deployments, and marks it", () => {
    const records = [record({ id: SECOND, updateVersion: 5 }), record({ id: FIRST, updateVersion: 1 })];
    const plain = update({ version: 3, kind: "refresh", message: "by hand" });

    const history = mergedHistory(records, [update({ version: 5 }), plain, update({ version: 1 })]);

    expect(history.map(nameOf)).toEqual([SECOND, "update 3", FIRST]);
    expect(history.map(isPlain)).toEqual([false, true, false]);
    expect(kindOf(history[1] ?? { updates: [] })).toBe("refresh");
  });

  it("gives an update to the deployment whose id its message names, since an interrupted one never learned its number", () => {
    const interrupted = record({ id: FIRST, status: "interrupted" });

    const history = mergedHistory([interrupted], [update({ version: 1, message: `deploy ${FIRST}: new texts` })]);

    expect(history).toHaveLength(1);
    expect(history.map(statusOf)).toEqual(["interrupted"]);
    expect(history.map(versionOf)).toEqual([1]);
  });

  it("doesn't take a rollback's message for that of the deployment to which it returns", () => {
    const records = [
      record({ id: SECOND, kind: "rollback", updateVersion: 2 }),
      record({ id: FIRST, updateVersion: 1 }),
    ];
    const message = `rollback ${SECOND}: return to ${FIRST}`;

    const history = mergedHistory(records, [update({ version: 2, message }), update({ version: 1 })]);

    expect(history.map(versionOf)).toEqual([2, 1]);
  });

  it("keeps a record without an update: of a refusal, a scaling, or a history that its backend lost", () => {
    const records = [
      record({ id: THIRD, status: "refused" }),
      record({ id: SECOND, kind: "scale" }),
      record({ id: FIRST, updateVersion: 17 }),
    ];

    expect(mergedHistory(records, []).map(nameOf)).toEqual([THIRD, SECOND, FIRST]);
  });

  it.each<[string, Parameters<typeof statusOf>[0], DeploymentStatus]>([
    ["a failed plain update", { updates: [update({ version: 1, result: "failed" })] }, "failed"],
    ["a plain update that goes on", { updates: [update({ version: 1, result: "in-progress" })] }, "running"],
    ["a plain update that succeeded", { updates: [update({ version: 1 })] }, "succeeded"],
    [
      "a deployment that was rolled back, though its update succeeded",
      { record: record({ id: FIRST, status: "rolled-back" }), updates: [update({ version: 1 })] },
      "rolled-back",
    ],
    ["an interrupted deployment", { record: record({ id: FIRST, status: "interrupted" }), updates: [] }, "interrupted"],
  ])("tells the outcome of %s", (_name, release, status) => {
    expect(statusOf(release)).toBe(status);
  });

  it("has the program of the record, which knows of edits, rather than that of the update", () => {
    const source = { commit: "c".repeat(40), isDirty: true };

    expect(sourceOf({ record: record({ id: FIRST, source }), updates: [update({ version: 1 })] })).toEqual(source);
  });

  it("loses nothing and tells nothing twice, whatever the records and messages name", () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 });
    const idOf = (place: number): string => `20261101-12000${place}-000${place}`;
    const claimed = fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined });
    const message = fc.constantFrom("", ...[0, 3, 9].map((place) => `deploy ${idOf(place)}: why`));
    fc.assert(
      fc.property(
        ids,
        fc.array(claimed, { minLength: 6, maxLength: 6 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 8 })),
        fc.array(message, { minLength: 8, maxLength: 8 }),
        (places, versions, numbers, messages) => {
          const records = places.map((place, index) => record({ id: idOf(place), updateVersion: versions[index] }));
          const updates = numbers.map((version) => update({ version, message: messages[version - 1] ?? "" }));

          const history = mergedHistory(records, updates);

          expect(
            history
              .flatMap((release) => release.record ?? [])
              .map(({ id }) => id)
              .sort(),
          ).toEqual(records.map(({ id }) => id).sort());
          const told = history.flatMap((release) => release.updates).map(({ version }) => version);
          expect(told.sort()).toEqual([...numbers].sort());
        },
      ),
    );
  });
});
