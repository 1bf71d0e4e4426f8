import { refuse } from "../../model/aws-error";
import type { CloudFunction } from "../../model/resource-type";
import { text } from "../../model/values";
import { clusterNameIn } from "./cluster";
import { serviceByResourceId } from "./service-lookup";

/** What a service runs now. It differs from the engine's record after ECS rolled a deployment back. */
export const getService: CloudFunction = {
  token: "aws:ecs/getService:getService",
  call: ({ args, region, cloud }) => {
    const name = text(args, "serviceName") ?? "";
    const service = serviceByResourceId(`service/${clusterNameIn(args, "clusterArn")}/${name}`, region, cloud);
    if (service === undefined) {
      refuse("ServiceNotFoundException", `Service not found: '${name}'`, "serviceName");
    }
    const { desiredCount, launchType, schedulingStrategy, tags = {}, taskDefinition } = service.inputs;
    return {
      id: service.id,
      arn: service.id,
      serviceName: name,
      clusterArn: args.clusterArn,
      desiredCount,
      launchType: launchType ?? "",
      schedulingStrategy,
      tags,
      taskDefinition,
    };
  },
};
