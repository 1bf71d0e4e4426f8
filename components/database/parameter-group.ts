import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepingInputs } from "../shared/kept-inputs";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { DatabaseArgs } from "./args";
import type { DatabaseChildren } from "./dependencies";
import { isCluster } from "./engines";
import { tunedParameters } from "./parameters";
import type { DatabaseSettings } from "./settings";
import { parameterGroupFamily } from "./versions";

/** Amazon RDS API Reference, CreateDBParameterGroup. */
const GROUP_NAME_LENGTH = 255;

/**
 * Creates the parameter group of the database's instances, or of its cluster, and tells its name. Pulumi chooses the
 * name: the group of another major version exists beside the old one until the database has been upgraded.
 */
export function createParameterGroup(
  { name, parent, tags, transform }: DatabaseChildren,
  { engine, parameters: overrides = {} }: DatabaseArgs,
  { major, slowQueryMilliseconds }: DatabaseSettings,
  version: pulumi.Input<string>,
): pulumi.Output<string> {
  const groupName = automaticName(`${name}-parameters`, GROUP_NAME_LENGTH);
  const args = {
    // Only once the version may be deployed: an upgrade that is refused changes nothing.
    family: pulumi.output(version).apply(() => parameterGroupFamily(engine.kind, major)),
    description: "Parameters of the database",
    parameters: tunedParameters({ engine, slowQueryMilliseconds, overrides }),
    tags: namedTags(groupName, tags),
  };
  const options = keepingInputs(["description"], { parent });
  return isCluster(engine.kind)
    ? new aws.rds.ClusterParameterGroup(
        ...transformed<aws.rds.ClusterParameterGroupArgs>(transform.clusterParameterGroup, groupName, args, options),
      ).name
    : new aws.rds.ParameterGroup(
        ...transformed<aws.rds.ParameterGroupArgs>(transform.parameterGroup, groupName, args, options),
      ).name;
}
