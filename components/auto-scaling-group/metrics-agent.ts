import { AGENT_MEMORY } from "../scaling/scaling-targets";

const AGENT = "/opt/aws/amazon-cloudwatch-agent";
const CONFIGURATION = `${AGENT}/etc/amazon-cloudwatch-agent.json`;
const SETUP = "/usr/local/sbin/set-up-cloudwatch-agent";
const UNIT = "set-up-cloudwatch-agent.service";

/** Pauses between attempts, in seconds: twice as long each time, eleven minutes together. */
const PAUSES = "10 20 40 80 160 320";

/**
 * Lines of a shell script that install the CloudWatch agent beside everything else: nothing waits for it, and a package
 * repository or network that fails for a while only delays it. The unit runs again after a restart of the instance.
 */
export function metricsAgentSetup(): string[] {
  return [
    ...fileLines(CONFIGURATION, JSON.stringify(agentConfiguration(), undefined, 2), { withFolder: true }),
    ...fileLines(SETUP, setupScript()),
    `chmod 755 ${SETUP}`,
    ...fileLines(`/etc/systemd/system/${UNIT}`, setupUnit()),
    "systemctl daemon-reload",
    `systemctl enable --now --no-block ${UNIT}`,
  ];
}

/** Installs the agent unless it is there, and starts it, as often as it takes; says on each failure what is missing. */
export function setupScript(): string {
  return [
    "#!/bin/bash",
    "set_up() {",
    "  { rpm --query amazon-cloudwatch-agent || dnf install --assumeyes amazon-cloudwatch-agent; } &&",
    `    ${AGENT}/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:${CONFIGURATION}`,
    "}",
    `for pause in ${PAUSES} 0; do`,
    "  set_up && exit 0",
    '  echo "The CloudWatch agent does not run: memory and disk of this instance are not measured." >&2',
    '  sleep "$pause"',
    "done",
    "exit 1",
  ].join("\n");
}

/**
 * A unit that fails is tried again; meanwhile `systemctl --failed`, the journal and the EC2 console's system log show
 * it.
 */
function setupUnit(): string {
  return [
    "[Unit]",
    "Description=Sets up the CloudWatch agent",
    "Wants=network-online.target",
    "After=network-online.target",
    "StartLimitIntervalSec=0",
    "[Service]",
    "Type=oneshot",
    "RemainAfterExit=yes",
    `ExecStart=${SETUP}`,
    "Restart=on-failure",
    "RestartSec=300",
    "StandardOutput=journal",
    "StandardError=journal+console",
    "[Install]",
    "WantedBy=multi-user.target",
  ].join("\n");
}

/**
 * Memory and disk, by group too, since alarms watch the group (Amazon CloudWatch User Guide, "Metrics collected by the
 * CloudWatch agent").
 */
function agentConfiguration(): object {
  return {
    agent: { metrics_collection_interval: 60, run_as_user: "cwagent" },
    metrics: {
      namespace: AGENT_MEMORY.namespace,
      append_dimensions: { AutoScalingGroupName: "${aws:AutoScalingGroupName}", InstanceId: "${aws:InstanceId}" },
      aggregation_dimensions: [["AutoScalingGroupName"]],
      metrics_collected: {
        mem: { measurement: [AGENT_MEMORY.metricName] },
        disk: { measurement: ["used_percent"], resources: ["/"] },
      },
    },
  };
}

/** Lines of a shell script that write a file. */
export function fileLines(path: string, content: string, options: { readonly withFolder?: boolean } = {}): string[] {
  const folder = options.withFolder === true ? [`mkdir -p ${path.slice(0, path.lastIndexOf("/"))}`] : [];
  return [...folder, `cat > ${path} <<'END_OF_FILE'`, content, "END_OF_FILE"];
}
