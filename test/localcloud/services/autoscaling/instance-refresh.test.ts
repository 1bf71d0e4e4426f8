import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, describeWarnings, inLocalCloud } from "../../support";
import { GROUP, grouped } from "./groups";

const refresh = (preferences: Properties): Properties => ({ instanceRefresh: { strategy: "Rolling", preferences } });

describeRules(
  GROUP,
  (cloud) => {
    const given = grouped(cloud);
    return { ...given, templateId: given.template.id };
  },
  [
    [
      "a maintenance policy of percentages too far apart",
      { instanceMaintenancePolicy: { minHealthyPercentage: 90, maxHealthyPercentage: 191 } },
      { instanceMaintenancePolicy: { minHealthyPercentage: -1, maxHealthyPercentage: -1 } },
      "ValidationError",
      "(instanceMaintenancePolicy.minHealthyPercentage, instanceMaintenancePolicy.maxHealthyPercentage)",
    ],
    [
      "a maintenance policy with one percentage only",
      { instanceMaintenancePolicy: { minHealthyPercentage: 90 } },
      { instanceMaintenancePolicy: { minHealthyPercentage: 90, maxHealthyPercentage: 120 } },
      "ValidationError",
      "has a minimum of 0 to 100 percent and a maximum of 100 to 200 (instanceMaintenancePolicy)",
    ],
    [
      "a maintenance policy that never has all instances",
      { instanceMaintenancePolicy: { minHealthyPercentage: 50, maxHealthyPercentage: 99 } },
      { instanceMaintenancePolicy: { minHealthyPercentage: 50, maxHealthyPercentage: 100 } },
      "ValidationError",
      "(instanceMaintenancePolicy)",
    ],
  ],
);

describeWarnings(
  GROUP,
  (cloud) => {
    const given = grouped(cloud);
    return { ...given, templateId: given.template.id };
  },
  [
    [
      "a delay without checkpoints",
      refresh({ checkpointDelay: "60" }),
      refresh({ checkpointDelay: "60", checkpointPercentages: [100] }),
      "(instanceRefresh.preferences.checkpointDelay)",
    ],
    [
      "a highest percentage too far from the usual lowest",
      refresh({ maxHealthyPercentage: 191 }),
      refresh({ maxHealthyPercentage: 190 }),
      "got 191 and 90",
    ],
    [
      "a rollback to no numbered version",
      ({ templateId }) => ({
        ...refresh({ autoRollback: true }),
        launchTemplate: { id: templateId, version: "$Latest" },
      }),
      refresh({ autoRollback: true }),
      "a numbered version, got $Latest (instanceRefresh.preferences.autoRollback, launchTemplate.version)",
    ],
    [
      "a rollback to the default version, which nobody names",
      ({ templateId }) => ({ ...refresh({ autoRollback: true }), launchTemplate: { id: templateId } }),
      ({ templateId }) => ({ ...refresh({ autoRollback: false }), launchTemplate: { id: templateId } }),
      "got $Default",
    ],
    [
      "checkpoints out of order",
      refresh({ checkpointPercentages: [50, 50, 100] }),
      refresh({ checkpointPercentages: [50, 51, 100] }),
      "must be unique and in ascending order, got 50, 50, 100 (instanceRefresh.preferences.checkpointPercentages)",
    ],
    [
      "percentages too far apart",
      refresh({ minHealthyPercentage: 99, maxHealthyPercentage: 200 }),
      refresh({ minHealthyPercentage: 100, maxHealthyPercentage: 200 }),
      "cannot be greater than 100, got 200 and 99 (instanceRefresh.preferences.minHealthyPercentage",
    ],
  ],
);

it("refuses the replacement of root volumes, which isn't modelled", () => {
  const cloud = inLocalCloud();
  const { inputs } = grouped(cloud);

  expect(() => cloud.create(GROUP, { ...inputs, instanceRefresh: { strategy: "ReplaceRootVolume" } })).toThrow(
    "the replacement of root volumes",
  );
});
