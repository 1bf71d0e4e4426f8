import * as tables from "../../../cli/cloud/tables";
import { START } from "../../localcloud/behaviour/support/deployed";
import { runningTask } from "../../localcloud/runtimes/support/sample-tasks";

const SERVICE = {
  arn: "arn:aws:ecs:eu-west-1:123456789012:service/shop/web",
  name: "web",
  urn: "",
  desired: 3,
  running: 2,
  pending: 1,
  isSteady: false,
  stopped: [],
};

describe("tables of what runs", () => {
  it("show services, and why one doesn't run", () => {
    const failed = { ...SERVICE, deployment: { id: "1", status: "STOPPED" as const, reason: "it was stopped" } };
    const steady = { ...SERVICE, isSteady: true, deployment: { id: "1", status: "SUCCESSFUL" as const } };

    expect(tables.serviceTable([failed, steady, { ...SERVICE, notRun: "no engine" }]).rows).toEqual([
      ["web", "2 of 3", "1", "STOPPED", "it was stopped"],
      ["web", "2 of 3", "1", "SUCCESSFUL", "steady"],
      ["web", "-", "-", "-", "doesn't run here: no engine"],
    ]);
  });

  it("show tasks with their addresses on this machine, of one service if one is named", () => {
    const addresses = [{ container: "application", containerPort: 3000, host: "127.0.0.1", port: 4000 }];
    const tasks = [
      runningTask("1", { lastStatus: "RUNNING", addresses, group: "service:web" }),
      runningTask("2", { lastStatus: "STOPPED", stoppedReason: "Essential container in task exited" }),
    ];

    expect(tables.taskTable(tasks, undefined).rows.map(([id]) => id)).toEqual(["1", "2"]);
    expect(tables.taskTable(tasks, "web").rows).toEqual([
      ["1", "service:web", "RUNNING", "UNKNOWN", "eu-west-1a", "127.0.0.1:4000", "shop:1", ""],
    ]);
  });

  it("show alarms that ring first", () => {
    const alarm = (name: string, state: "OK" | "ALARM" | "INSUFFICIENT_DATA") => ({
      ...{ arn: name, name, region: "eu-west-1", state, reason: "because", updatedAt: START, transitionedAt: START },
    });

    expect(tables.alarmTable([alarm("a", "OK"), alarm("b", "INSUFFICIENT_DATA"), alarm("c", "ALARM")]).rows).toEqual([
      ["c", "ALARM", "12:00:00", "because"],
      ["b", "INSUFFICIENT_DATA", "12:00:00", "because"],
      ["a", "OK", "12:00:00", "because"],
    ]);
  });

  it("show a metric's minutes", () => {
    const metric = {
      ...{ region: "eu-west-1", namespace: "AWS/ECS", metricName: "CPUUtilization" },
      dimensions: { ClusterName: "shop", ServiceName: "web" },
      minutes: [{ at: START, average: 12.3456, maximum: 20, sum: 0.001234 }],
    };

    expect(tables.metricTable([metric]).rows).toEqual([
      ["ClusterName=shop,ServiceName=web", "12:00:00", "12.3", "20", "0.00123"],
    ]);
    expect(tables.metricList([metric]).rows).toEqual([
      ["AWS/ECS", "CPUUtilization", "ClusterName=shop,ServiceName=web"],
    ]);
  });

  it("show events and lines of logs with their time", () => {
    const event = { at: START, source: "ecs", subject: SERVICE.arn, message: "(service web) has started 1 tasks." };

    expect(tables.eventLine(event)).toBe("12:00:00  ecs  web  (service web) has started 1 tasks.");
    expect(
      tables.logLine({ id: 1, region: "", group: "g", stream: "ecs/application/1", at: START, message: "listening" }),
    ).toBe("12:00:00  ecs/application/1  listening");
  });
});
