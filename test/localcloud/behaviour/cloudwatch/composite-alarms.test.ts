import { compositeAlarms } from "../../../../localcloud/behaviour/cloudwatch/composite-alarms";
import { metricAlarms } from "../../../../localcloud/behaviour/cloudwatch/metric-alarms";
import { metricPublisher } from "../../../../localcloud/behaviour/metrics/publisher";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { resource, smallWorld, START } from "../support/deployed";
import { arnOf, CPU, cpuAlarm, publish, stateOf, TOPIC, TOPIC_RESOURCE } from "./fixture";

const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

function composite(name: string, alarmRule: string, inputs: CloudResource["inputs"] = {}): CloudResource {
  return resource(COMPOSITE, name, { alarmName: name, alarmRule, ...inputs }, { arn: arnOf(name) });
}

const MEMORY = { ...CPU, metricName: "Memory" };

/** Alarms on CPU and memory, and others on them. */
function started(...composites: readonly CloudResource[]) {
  const small = smallWorld(
    [metricPublisher, metricAlarms, compositeAlarms],
    cpuAlarm({ treatMissingData: "notBreaching" }),
    cpuAlarm({ treatMissingData: "notBreaching", metricName: "Memory" }, "memory"),
    TOPIC_RESOURCE,
    ...composites,
  );
  small.world.start();
  small.until(0);
  const messages = () => small.commands.map((command) => (command.kind === "publish" ? command.subject : ""));
  return { ...small, messages };
}

describe("compositeAlarms", () => {
  it("follow their rules, with the alarms that they name", () => {
    const both = composite("both", "ALARM(cpu) AND ALARM(memory)");
    const either = composite("either", `ALARM("cpu") OR ALARM(${arnOf("memory")})`);
    const { world, running, until } = started(both, either);
    const states = () => [stateOf(running, "both"), stateOf(running, "either")];
    expect(states()).toEqual(["OK", "OK"]);
    publish(world, 0, 90);
    until(66);
    expect(states()).toEqual(["OK", "ALARM"]);
    publish(world, 1, 90);
    publish(world, 1, 90, MEMORY);
    until(126);
    expect(states()).toEqual(["ALARM", "ALARM"]);
    publish(world, 2, 50);
    publish(world, 2, 50, MEMORY);
    until(186);
    expect(states()).toEqual(["OK", "OK"]);
  });

  it("may be on alarms that are composed themselves, whatever the order", () => {
    const { world, running, until } = started(composite("whole", "ALARM(part)"), composite("part", "ALARM(cpu)"));
    publish(world, 0, 90);
    until(66);
    expect([stateOf(running, "whole"), stateOf(running, "part")]).toEqual(["ALARM", "ALARM"]);
    expect(running.find("alarm", arnOf("whole"))?.transitionedAt).toBe(START + 65_000);
  });

  it("say which alarm made them change", () => {
    const { world, running, until } = started(composite("either", "ALARM(cpu) OR ALARM(memory)"));
    expect(running.find("alarm", arnOf("either"))?.reason).toBe(
      "The alarm was created and its alarm rule evaluates to OK",
    );
    publish(world, 0, 90);
    until(66);
    expect(running.find("alarm", arnOf("either"))?.reason).toBe(
      `${arnOf("cpu")} transitioned to ALARM at Monday 30 November, 2026 12:01:05 UTC`,
    );
  });

  it("tell topics, and leave a history", () => {
    const { world, messages, running, until } = started(
      composite("either", "ALARM(cpu) OR ALARM(memory)", { alarmActions: [TOPIC], okActions: [TOPIC] }),
    );
    publish(world, 0, 90);
    until(300);
    expect(messages()).toEqual([
      'OK: "either" in EU (Ireland)',
      'ALARM: "either" in EU (Ireland)',
      'OK: "either" in EU (Ireland)',
    ]);
    const history = running.all("alarmHistory").filter(({ alarmName }) => alarmName === "either");
    expect(history.map(({ type }) => type)).toEqual([
      "ConfigurationUpdate",
      "StateUpdate",
      "Action",
      "StateUpdate",
      "Action",
      "StateUpdate",
      "Action",
    ]);
  });

  it("end with their resources, and leave alarms on metrics alone", () => {
    const { world, cloud, running, until } = started(composite("either", "ALARM(cpu)"));
    cloud.remove(COMPOSITE, "either");
    world.resourcesChanged();
    until(1);
    expect(running.all("alarm").map(({ name }) => name)).toEqual(["cpu", "memory"]);
  });

  it("don't go round without end in rules that contradict each other", () => {
    const { running, until } = started(composite("a", "NOT ALARM(b)"), composite("b", "ALARM(a)"));
    until(10);
    expect(running.all("alarm")).toHaveLength(4);
  });

  it("take a state that somebody sets until they are looked at again", () => {
    const { world, running, until } = started(composite("either", "ALARM(cpu)"));
    until(10);
    world.observe({
      kind: "alarm-state-set",
      alarmName: "either",
      region: "eu-west-1",
      state: "ALARM",
      reason: "test",
    });
    until(10);
    expect(running.find("alarm", arnOf("either"))).toMatchObject({ state: "ALARM", reason: "test" });
    until(11);
    expect(stateOf(running, "either")).toBe("OK");
  });
});

describe("action suppression", () => {
  /** Memory suppresses: it is waited for two minutes, and three minutes more after it. */
  const suppressed = composite("suppressed", "ALARM(cpu)", {
    alarmActions: [TOPIC],
    actionsSuppressor: { alarm: "memory", waitPeriod: 120, extensionPeriod: 180 },
  });

  it("takes actions once the wait period is over without the suppressor", () => {
    const { world, messages, until } = started(suppressed);
    for (let minute = 0; minute < 5; minute++) publish(world, minute, 90);
    until(184);
    expect(messages()).toEqual([]);
    until(185);
    expect(messages()).toEqual(['ALARM: "suppressed" in EU (Ireland)']);
  });

  it("takes none while the suppressor is in ALARM, nor in the extension period after it", () => {
    const { world, messages, until } = started(suppressed);
    for (let minute = 0; minute < 15; minute++) publish(world, minute, 90);
    for (let minute = 1; minute < 9; minute++) publish(world, minute, minute < 4 ? 90 : 50, MEMORY);
    // The suppressor is in ALARM from 125 s to 305 s.
    until(484);
    expect(messages()).toEqual([]);
    until(485);
    expect(messages()).toEqual(['ALARM: "suppressed" in EU (Ireland)']);
  });

  it("takes none at all where the alarm is over before", () => {
    const { world, messages, until } = started(suppressed);
    for (let minute = 0; minute < 3; minute++) publish(world, minute, 90);
    for (let minute = 0; minute < 5; minute++) publish(world, minute, 90, MEMORY);
    until(900);
    expect(messages()).toEqual([]);
  });
});
