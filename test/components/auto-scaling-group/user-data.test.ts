import { spawnSync } from "node:child_process";
import { userData } from "../../../components/auto-scaling-group/user-data";
import { architectureOf } from "../../../components/auto-scaling-group/machine-image";

const PLAIN = { reservedMemoryMebibytes: 256, hasWarmPool: false };

describe("userData", () => {
  it("is a script that a shell can read", () => {
    const script = userData({ ...PLAIN, clusterName: "shop", hasWarmPool: true, commands: "echo ready\n" });

    expect(spawnSync("bash", ["-n"], { input: script }).status).toBe(0);
    expect(script.startsWith("#!/bin/bash\n")).toBe(true);
    expect(script.endsWith("echo ready\n")).toBe(true);
  });

  it("joins the cluster before anything else, with its tasks kept from the instance's credentials", () => {
    const lines = userData({ ...PLAIN, clusterName: "shop" }).split("\n");

    expect(lines.slice(1, 4)).toEqual([
      "cat > /etc/ecs/ecs.config <<'END_OF_FILE'",
      "ECS_CLUSTER=shop",
      "ECS_RESERVED_MEMORY=256",
    ]);
    expect(lines).toContain("ECS_AWSVPC_BLOCK_IMDS=true");
    expect(lines).not.toContain("ECS_WARM_POOLS_CHECK=true");
  });

  it("tells an instance that waits not to join", () => {
    expect(userData({ ...PLAIN, clusterName: "shop", hasWarmPool: true })).toContain("\nECS_WARM_POOLS_CHECK=true\n");
  });

  it("reports memory by group, which EC2 doesn't", () => {
    const [, configuration = ""] = /\.json <<'END_OF_FILE'\n([\s\S]*?)\nEND_OF_FILE/.exec(userData(PLAIN)) ?? [];

    expect(JSON.parse(configuration)).toMatchObject({
      metrics: {
        namespace: "CWAgent",
        aggregation_dimensions: [["AutoScalingGroupName"]],
        append_dimensions: { AutoScalingGroupName: "${aws:AutoScalingGroupName}" },
        metrics_collected: { mem: { measurement: ["mem_used_percent"] } },
      },
    });
  });
});

describe("architectureOf", () => {
  it.each([
    ["m6i.large", "x86_64"],
    ["m7g.large", "arm64"],
    ["c7gn.xlarge", "arm64"],
    ["t4g.small", "arm64"],
    ["g5.xlarge", "x86_64"],
    ["g5g.xlarge", "arm64"],
    ["a1.medium", "arm64"],
    ["m7i-flex.large", "x86_64"],
  ])("of %s is %s", (type, architecture) => {
    expect(architectureOf(type)).toBe(architecture);
  });
});
