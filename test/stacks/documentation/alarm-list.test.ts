import { alarmList, type ListedAlarm } from "../../../stacks/documentation/alarm-list";
import { environmentAlarms } from "../../../stacks/documentation/environment-alarms";
import { arnOf, type Registration } from "../../../stacks/documentation/registrations";
import { parseConfiguration } from "../../../stacks/environment/configuration";
import { all } from "../../support/deploy";
import { deployCommitted } from "../deployed";
import { committedSettings, ENVIRONMENTS, MINIMAL } from "../example-settings";

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:appautoscaling/policy:Policy";

function alarm(name: string, inputs: Record<string, unknown>): Registration {
  return {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name,
    inputs: { name, alarmDescription: `about ${name}`, evaluationPeriods: 3, ...inputs },
  };
}

function policy(name: string, scalingAdjustment: number, cooldown: number): Registration {
  return {
    type: POLICY,
    name,
    inputs: { stepScalingPolicyConfiguration: { cooldown, stepAdjustments: [{ scalingAdjustment }] } },
  };
}

function service(alarms: object): Registration {
  return { type: "aws:ecs/service:Service", name: "web", inputs: { alarms } };
}

const topic: Registration = { type: TOPIC, name: "alarms", inputs: {} };
const telling = { alarmActions: [arnOf(TOPIC, "alarms")] };

function only(registered: readonly Registration[]): ListedAlarm | undefined {
  return alarmList(registered)[0];
}

describe("the list of alarms", () => {
  it("says how long an alarm looks", () => {
    expect(only([topic, alarm("a", { ...telling, period: 60 })])?.window).toBe("3 of 3 minutes");
    expect(only([topic, alarm("a", { ...telling, datapointsToAlarm: 2 })])?.window).toBe("2 of 3 minutes");
    expect(only([topic, alarm("a", { ...telling, period: 86_400 })])?.window).toBe("3 of 3 days");
  });

  it("says who is told", () => {
    expect(only([topic, alarm("a", telling)])).toMatchObject({
      description: "about a",
      action: "tells the topic of critical alarms",
    });
  });

  it("says what is scaled, and how long it rests", () => {
    const policies = [policy("up", 2, 300), policy("down", -1, 600)];
    const by = (name: string) => alarm(name, { alarmActions: [arnOf(POLICY, name)] });

    expect(alarmList([...policies, by("up"), by("down")]).map(({ name, action }) => [name, action])).toEqual([
      ["down", "takes 1 away, then rests for 10 minutes"],
      ["up", "adds 2, then rests for 5 minutes"],
    ]);
  });

  it("says which alarms roll a deployment back", () => {
    const alarms = [topic, alarm("a", telling), alarm("b", telling)];
    const actions = (watched: object) => alarmList([...alarms, service(watched)]).map(({ action }) => action);

    expect(actions({ alarmNames: ["b"], enable: true, rollback: true })).toEqual([
      "tells the topic of critical alarms",
      "tells the topic of critical alarms, and rolls a deployment back",
    ]);
    expect(actions({ alarmNames: ["b"], enable: true, rollback: false })).toEqual(
      Array(2).fill("tells the topic of critical alarms"),
    );
  });
});

describe.each(ENVIRONMENTS)("the alarms of %s", (environment) => {
  it("are all that a deployment makes, each with an effect that people understand", async () => {
    const { resources } = await deployCommitted(environment);
    const made = all(resources, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.name);
    const listed = await environmentAlarms(parseConfiguration(committedSettings(environment), environment));

    expect(listed.map(({ name }) => name)).toEqual(made.sort());
    for (const { action } of listed)
      expect(action).toMatch(/^(tells the topic of (critical alarms|warnings)|adds 2|takes 1 away)/);
  });
});

describe("the alarms of another environment", () => {
  it("follow from its configuration", async () => {
    const services = [{ name: "web" }, { name: "jobs", worker: true, scaling: { queueName: "jobs" } }];
    const listed = await environmentAlarms(
      parseConfiguration({ ...MINIMAL, algorithm: "ip-hash", domain: { name: "a.com" }, services }, "staging"),
    );
    const names = listed.map(({ name }) => name.replace("proofpix-staging-", ""));

    expect(names).toEqual(expect.arrayContaining(["jobs-item-age", "jobs-scale-up-queue-depth"]));
    expect(names.filter((name) => name.includes("response-time"))).toEqual([]);
  });
});
