import type { CloudReader, CloudResource } from "../../model/resource";
import { valuesAt } from "../../model/values";
import { GROUP } from "./groups";
import { launchTemplatesOf } from "./launch-source";

const SECURITY_GROUPS = ["vpcSecurityGroupIds[]", "networkInterfaces[].securityGroups[]"];

/** Groups whose instances have a security group, by the launch templates' present content. */
export function groupsWithSecurityGroup(securityGroupId: string, cloud: CloudReader): CloudResource[] {
  return cloud
    .ofType(GROUP)
    .filter((group) =>
      launchTemplatesOf(group, cloud).some(({ inputs }) =>
        SECURITY_GROUPS.flatMap((path) => valuesAt(inputs, path)).some(({ value }) => value === securityGroupId),
      ),
    );
}
