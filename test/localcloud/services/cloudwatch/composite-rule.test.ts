import { alarmsOfRule, conditionOfRule } from "../../../../localcloud/services/cloudwatch/composite-rule";

describe("alarmsOfRule", () => {
  // The examples of the Amazon CloudWatch API Reference, PutCompositeAlarm, AlarmRule.
  it.each([
    ["ALARM(CPUUtilizationTooHigh) AND ALARM(DiskReadOpsTooHigh)", ["CPUUtilizationTooHigh", "DiskReadOpsTooHigh"]],
    [
      "ALARM(CPUUtilizationTooHigh) AND NOT ALARM(DeploymentInProgress)",
      ["CPUUtilizationTooHigh", "DeploymentInProgress"],
    ],
    [
      "(ALARM(CPUUtilizationTooHigh) OR ALARM(DiskReadOpsTooHigh)) AND OK(NetworkOutTooHigh)",
      ["CPUUtilizationTooHigh", "DiskReadOpsTooHigh", "NetworkOutTooHigh"],
    ],
    ["TRUE", []],
    ["FALSE", []],
    ['ALARM("a name, with (signs) and \\"quotes\\"")', ['a name, with (signs) and "quotes"']],
    ["ALARM(a) OR INSUFFICIENT_DATA(a)", ["a"]],
    [
      "ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu)",
      ["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu"],
    ],
  ])("finds the alarms of %s", (rule, alarms) => {
    expect(alarmsOfRule(rule)).toEqual(alarms);
  });

  it.each([
    ["", "it ends too early"],
    ["ALARM(a", "it ends too early"],
    ["ALARM(a) OR", "it ends too early"],
    ["ALARM(a) ALARM(b)", "unexpected ALARM"],
    ["BROKEN(a)", "unexpected BROKEN"],
    ["ALARM()", "unexpected )"],
    ["(ALARM(a)", "it ends too early"],
    ["ALARM(a))", "unexpected )"],
    ['ALARM("a)', 'unexpected "a)'],
    ["a", "unexpected a"],
  ])("can't read %j", (rule, reason) => {
    expect(() => alarmsOfRule(rule)).toThrow(reason);
  });
});

describe("conditionOfRule", () => {
  const states: Readonly<Record<string, string>> = { a: "ALARM", b: "OK", c: "INSUFFICIENT_DATA" };

  it.each([
    ["ALARM(a)", true],
    ["ALARM(b)", false],
    ["OK(b) AND INSUFFICIENT_DATA(c)", true],
    ["ALARM(a) AND NOT ALARM(b)", true],
    ["NOT ALARM(a)", false],
    ["ALARM(b) OR ALARM(a)", true],
    ["ALARM(a) OR ALARM(b) AND ALARM(b)", true],
    ["(ALARM(a) OR ALARM(b)) AND ALARM(b)", false],
    ["NOT (ALARM(b) OR ALARM(c))", true],
    ["NOT ALARM(a) OR TRUE", true],
    ["TRUE", true],
    ["FALSE", false],
    ["ALARM(unknown)", false],
  ])("%s", (rule, expected) => {
    expect(conditionOfRule(rule)((alarm) => states[alarm])).toBe(expected);
  });
});
