import type { PolicyStatement } from "../../shared/policy-document";

/**
 * What Prometheus' role needs to find tasks through ECS (Prometheus documentation, "aws_sd_config"). Some actions know
 * no resource, or are asked of the default cluster to try the credentials; all of them only read.
 */
export function discoveryStatements(clusterArn: string): PolicyStatement[] {
  const inCluster = (type: string): string => `${clusterArn.replace(":cluster/", `:${type}/`)}/*`;
  return [
    {
      Sid: "FindClusters",
      Effect: "Allow",
      Action: ["ecs:DescribeClusters", "ecs:ListServices", "ecs:ListTasks"],
      Resource: "*",
    },
    {
      Sid: "DescribeTasks",
      Effect: "Allow",
      Action: ["ecs:DescribeContainerInstances", "ecs:DescribeServices", "ecs:DescribeTasks"],
      Resource: ["service", "task", "container-instance"].map(inCluster),
    },
    {
      Sid: "FindAddresses",
      Effect: "Allow",
      Action: ["ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces"],
      Resource: "*",
    },
  ];
}
