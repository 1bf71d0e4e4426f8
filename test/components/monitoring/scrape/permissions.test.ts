import { discoveryStatements, remoteWriteStatements } from "../../../../components/monitoring";

describe("the permissions of Prometheus", () => {
  it("read the tasks of one cluster, and list what knows no resource", () => {
    expect(discoveryStatements("arn:aws:ecs:eu-west-1:123456789012:cluster/proofpix")).toEqual([
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
        Resource: [
          "arn:aws:ecs:eu-west-1:123456789012:service/proofpix/*",
          "arn:aws:ecs:eu-west-1:123456789012:task/proofpix/*",
          "arn:aws:ecs:eu-west-1:123456789012:container-instance/proofpix/*",
        ],
      },
      {
        Sid: "FindAddresses",
        Effect: "Allow",
        Action: ["ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces"],
        Resource: "*",
      },
    ]);
  });

  it("write to one workspace", () => {
    const workspace = "arn:aws:aps:eu-west-1:123456789012:workspace/ws-1";

    expect(remoteWriteStatements(workspace)).toEqual([
      { Sid: "WriteSamples", Effect: "Allow", Action: "aps:RemoteWrite", Resource: workspace },
    ]);
  });
});
