import { instanceFailureRules, serviceFailureRules } from "../../../components/failure-events/event-rules";
import { patternProblem } from "../../../localcloud/services/events/event-pattern";
import { deploymentEvent, groupEvent, serviceEvent, taskEvent } from "./events";
import { fits, told } from "./patterns";

const CLUSTER = "arn:aws:ecs:us-west-2:111122223333:cluster/default";
const RULES = [
  ...serviceFailureRules("shop").map((rule) => ({ ...rule, watches: rule.pattern(CLUSTER) })),
  ...instanceFailureRules("shop").map((rule) => ({ ...rule, watches: rule.pattern("my-asg") })),
];

/** Names of the rules that an event sets off. */
function setOff(event: object): string[] {
  return RULES.filter(({ watches }) => fits(watches, event)).map(({ name }) => name);
}

describe("failure event rules", () => {
  it.each<[string, object, string[]]>([
    ["a failed deployment", deploymentEvent("SERVICE_DEPLOYMENT_FAILED"), ["shop-deployment-failed"]],
    ["a deployment that goes on", deploymentEvent("SERVICE_DEPLOYMENT_IN_PROGRESS"), []],
    ["a deployment that is done", deploymentEvent("SERVICE_DEPLOYMENT_COMPLETED"), []],
    [
      "a failed deployment in a cluster whose name begins the same",
      deploymentEvent("SERVICE_DEPLOYMENT_FAILED", "arn:aws:ecs:us-west-2:111122223333:service/default-2/servicetest"),
      [],
    ],
    ["tasks without a place", serviceEvent("ERROR", "SERVICE_TASK_PLACEMENT_FAILURE"), ["shop-service-impaired"]],
    ["tasks that don't start", serviceEvent("WARN", "SERVICE_TASK_START_IMPAIRED"), ["shop-service-impaired"]],
    ["a steady state", serviceEvent("INFO", "SERVICE_STEADY_STATE"), []],
    ["another cluster", serviceEvent("ERROR", "SERVICE_TASK_PLACEMENT_FAILURE", `${CLUSTER}-2`), []],
    ["a task that crashed", taskEvent("STOPPED", "EssentialContainerExited"), ["shop-task-died"]],
    ["a migration that is done", taskEvent("STOPPED", "EssentialContainerExited", CLUSTER, "family:migration"), []],
    ["a scheduled task that is done", taskEvent("STOPPED", "EssentialContainerExited", CLUSTER, "schedule-report"), []],
    ["a task that is scaled in or replaced", taskEvent("STOPPED", "ServiceSchedulerInitiated"), []],
    ["a task that somebody stopped", taskEvent("STOPPED", "UserInitiated"), []],
    ["a task that runs", taskEvent("RUNNING"), []],
    ["a task of another cluster", taskEvent("STOPPED", "EssentialContainerExited", `${CLUSTER}-2`), []],
    ["an instance that doesn't start", groupEvent("EC2 Instance Launch Unsuccessful"), ["shop-instance-launch-failed"]],
    ["an instance that starts", groupEvent("EC2 Instance Launch Successful"), []],
    ["a failed refresh", groupEvent("EC2 Auto Scaling Instance Refresh Failed"), ["shop-instance-refresh-failed"]],
    [
      "a refresh that is taken back",
      groupEvent("EC2 Auto Scaling Instance Refresh Rollback Started"),
      ["shop-instance-refresh-failed"],
    ],
    ["a refresh that is done", groupEvent("EC2 Auto Scaling Instance Refresh Succeeded"), []],
    ["another group", groupEvent("EC2 Auto Scaling Instance Refresh Failed", "my-asg-2"), []],
  ])("are set off as they should be by %s", (_, event, names) => {
    expect(setOff(event)).toEqual(names);
  });

  it.each<[string, object, string]>([
    [
      "shop-deployment-failed",
      deploymentEvent("SERVICE_DEPLOYMENT_FAILED"),
      "A deployment of arn:aws:ecs:us-west-2:111122223333:service/default/servicetest failed: ECS deployment circuit breaker: task failed to start.",
    ],
    [
      "shop-service-impaired",
      serviceEvent("ERROR", "SERVICE_TASK_PLACEMENT_FAILURE"),
      "ECS reports SERVICE_TASK_PLACEMENT_FAILURE for arn:aws:ecs:us-west-2:111122223333:service/default/servicetest. RESOURCE:FARGATE",
    ],
    [
      "shop-task-died",
      taskEvent("STOPPED", "EssentialContainerExited"),
      "A task of service:servicetest ended by itself, and ECS replaces it: Essential container in task exited (arn:aws:ecs:us-west-2:111122223333:task/default/b99d40b39de0494ab4cbd1df9e63f0e7)",
    ],
    [
      "shop-instance-launch-failed",
      groupEvent("EC2 Instance Launch Unsuccessful"),
      "my-asg could not start an instance: message-text",
    ],
    [
      "shop-instance-refresh-failed",
      groupEvent("EC2 Auto Scaling Instance Refresh Failed"),
      "EC2 Auto Scaling Instance Refresh Failed in my-asg (instance refresh ab00cf8f-9126-4f3c-8010-dbb8cad6fb86)",
    ],
  ])("tell people what happened: %s", (name, event, sentence) => {
    expect(
      told(
        RULES.find((rule) => rule.name === name),
        event,
      ),
    ).toBe(sentence);
  });

  it("have patterns that EventBridge takes", () => {
    expect(RULES.map(({ watches }) => patternProblem(JSON.stringify(watches)))).toEqual(RULES.map(() => undefined));
  });
});
