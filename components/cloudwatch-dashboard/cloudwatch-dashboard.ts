import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { boundedName } from "../shared/naming";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { CloudWatchDashboardArgs } from "./args";
import { dashboardBody } from "./body";
import type { KnownNames } from "./known-names";
import { validateCloudWatchDashboard } from "./validate";

/** Amazon CloudWatch API Reference, PutDashboard. */
const NAME_LENGTH = 255;

/**
 * CloudWatch's dashboard of an environment: states of the alarms, requests, instances with the thresholds that scale
 * them, database, cache, queues and the latest errors. It is there when everything else is down, and costs 3 USD
 * a month after the first three of an account.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class CloudWatchDashboard extends pulumi.ComponentResource {
  /** Name of the dashboard. */
  public readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: CloudWatchDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("CloudWatchDashboard", name, args, validateCloudWatchDashboard);
    super("proofpix:cloudwatch-dashboard:CloudWatchDashboard", name, {}, opts);

    const { system, region } = args;
    const known = pulumi.output({ names: args.names, alarmArns: args.alarmArns ?? [] });
    const body = known.apply(({ names, alarmArns }) =>
      JSON.stringify(dashboardBody(system, names as KnownNames, { region, alarmArns })),
    );
    const dashboard = new aws.cloudwatch.Dashboard(
      ...transformed<aws.cloudwatch.DashboardArgs>(
        args.transform?.dashboard,
        name,
        { dashboardName: boundedName(name, NAME_LENGTH), dashboardBody: body },
        { parent: this },
      ),
    );

    this.dashboardName = dashboard.id;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}
