import * as pulumi from "@pulumi/pulumi";
import { requireValid } from "../shared/validation";
import type { DatadogArgs } from "./args";
import { createLogForwarding } from "./log-forwarding";
import { createMonitoring } from "./monitoring";
import { validateDatadog } from "./validate";

/**
 * Datadog watches an environment: it gets logs from CloudWatch, and has monitors, objectives and a dashboard by
 * the description of what is watched. Agents are sidecars (`datadogAgentSidecars`) or an `AgentDaemon`.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class Datadog extends pulumi.ComponentResource {
  /** Delivery stream of the logs; undefined where none are forwarded. */
  public readonly deliveryStreamArn: pulumi.Output<string> | undefined;
  /** Bucket of what Datadog didn't take; undefined where no logs are forwarded. */
  public readonly failedLogsBucketName: pulumi.Output<string> | undefined;
  /** Path of the dashboard, below the address of the site; undefined without monitoring. */
  public readonly dashboardPath: pulumi.Output<string> | undefined;

  constructor(name: string, args: DatadogArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("Datadog", name, args, validateDatadog);
    super("proofpix:datadog:Datadog", name, {}, opts);

    const { logs, monitoring, site, tags } = args;
    const children = { name, parent: this, tags, transform: args.transform ?? {} };
    const forwarding = logs === undefined ? undefined : createLogForwarding(children, site, logs);

    this.deliveryStreamArn = forwarding?.deliveryStreamArn;
    this.failedLogsBucketName = forwarding?.failedLogsBucketName;
    this.dashboardPath = monitoring === undefined ? undefined : createMonitoring(children, site, monitoring);
    this.registerOutputs({
      deliveryStreamArn: this.deliveryStreamArn,
      failedLogsBucketName: this.failedLogsBucketName,
      dashboardPath: this.dashboardPath,
    });
  }
}
