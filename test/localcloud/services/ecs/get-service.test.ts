import { inLocalCloud, refusalOf } from "../../support";
import { working } from "./serving";
import { SERVICE } from "./tasks";

const TOKEN = "aws:ecs/getService:getService";

describe("aws.ecs.getService", () => {
  it("returns the running revision", () => {
    const cloud = inLocalCloud();
    const { inputs, taskDefinition } = working(cloud);
    const { id } = cloud.create(SERVICE, inputs);
    const clusterArn = `arn:aws:ecs:eu-west-1:${cloud.accountId}:cluster/production`;

    expect(cloud.call(TOKEN, { clusterArn, serviceName: "enterprise" })).toMatchObject({
      arn: id,
      clusterArn,
      serviceName: "enterprise",
      taskDefinition,
      schedulingStrategy: "REPLICA",
    });
  });

  it("refuses a service that isn't there", () => {
    const ask = () => inLocalCloud().call(TOKEN, { clusterArn: "production", serviceName: "web" });

    expect(refusalOf(ask)).toBe("ServiceNotFoundException: Service not found: 'web' (serviceName)");
  });
});
