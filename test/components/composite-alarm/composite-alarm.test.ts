import { CompositeAlarm, type CompositeAlarmArgs } from "../../../components/composite-alarm";
import { anyOf } from "../../../components/composite-alarm/alarm-rule";
import { alarmsOfRule } from "../../../localcloud/services/cloudwatch/composite-rule";
import { all, deploy, refusals } from "../../support/deploy";

const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const ARGS: CompositeAlarmArgs = {
  description: "Users of shop are affected.",
  alarmNames: ["shop-slow", "shop-errors"],
};

async function alarmOf(args: Partial<CompositeAlarmArgs> = {}) {
  const resources = await deploy(() => new CompositeAlarm("shop-impaired", { ...ARGS, ...args }));
  return all(resources, COMPOSITE)[0]?.inputs;
}

describe("CompositeAlarm", () => {
  it("sounds while any of its alarms does, and tells nobody by default", async () => {
    const inputs = await alarmOf();

    expect(inputs).toEqual({
      alarmName: "shop-impaired",
      alarmDescription: "Users of shop are affected.",
      alarmRule: 'ALARM("shop-slow") OR ALARM("shop-errors")',
      tags: { Name: "shop-impaired" },
    });
  });

  it("tells topics when it begins and when it ends", async () => {
    expect(await alarmOf({ alarmActions: ["topic"] })).toMatchObject({ alarmActions: ["topic"], okActions: ["topic"] });
  });

  it("can be edited, and carries tags", async () => {
    const transform = { compositeAlarm: { actionsEnabled: false } };

    expect(await alarmOf({ tags: { Team: "shop" }, transform })).toMatchObject({
      actionsEnabled: false,
      tags: { Team: "shop" },
    });
  });

  it.each([
    ["no alarm", { alarmNames: [] }, "alarmNames: must be one to 100 alarms, got 0"],
    [
      "more alarms than CloudWatch takes",
      { alarmNames: Array.from({ length: 101 }, (_, index) => `alarm-${index}`) },
      "alarmNames: must be one to 100 alarms, got 101",
    ],
    ["six topics", { alarmActions: Array<string>(6).fill("topic") }, "alarmActions: must be 5 topics at most, got 6"],
  ])("refuses %s", async (_, args, problem) => {
    expect(await refusals(() => new CompositeAlarm("shop-impaired", { ...ARGS, ...args }))).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});

describe("anyOf", () => {
  it.each([[['a "quoted" name']], [["back\\slash", "plain"]], [["with (signs), and more"]]])(
    "writes names that CloudWatch reads as they are: %j",
    (names) => {
      expect(alarmsOfRule(anyOf(names))).toEqual(names);
    },
  );
});
