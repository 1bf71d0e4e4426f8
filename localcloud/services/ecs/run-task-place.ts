import { AwsError } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { flag, object, text, texts, type Properties } from "../../model/values";
import { taskCapacityRules } from "./service-capacity";
import { taskNetworkRules } from "./service-network";

const SUBNET = "aws:ec2/subnet:Subnet";

/** Where tasks of RunTask run, in the shape of a service's inputs. */
export function placeInputs(parameters: Properties): Properties {
  const network = object(parameters, "networkConfiguration.awsvpcConfiguration");
  const assignPublicIp = text(network ?? {}, "assignPublicIp") === "ENABLED" || flag(network ?? {}, "assignPublicIp");
  return {
    launchType: parameters.launchType,
    capacityProviderStrategies: parameters.capacityProviderStrategy,
    placementConstraints: parameters.placementConstraints,
    orderedPlacementStrategies: parameters.placementStrategy,
    ...(network === undefined ? {} : { networkConfiguration: { ...network, assignPublicIp: assignPublicIp === true } }),
  };
}

/**
 * Refuses capacity and a network where none of the tasks could run, as CreateService does.
 * @param asked inputs of `placeInputs`, with cluster and task definition.
 * @throws {AwsError}
 */
export function requirePlace(asked: Pick<Operation, "inputs" | "region" | "accountId" | "cloud">): void {
  const operation: Operation = { kind: "create", ...asked, warn: () => undefined };
  for (const rule of [...taskCapacityRules, ...taskNetworkRules]) rule(operation);
  const { inputs, cloud } = asked;
  const unknown = texts(inputs, "networkConfiguration.subnets").find((id) => cloud.find(SUBNET, id) === undefined);
  if (unknown === undefined) return;
  throw new AwsError(
    "InvalidParameterException",
    `Error retrieving subnet information for [${unknown}]: The subnet ID '${unknown}' does not exist`,
  );
}
