import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import { requireValid } from "../shared/validation";
import { loadAlarmDefinitions } from "./load-alarm-definitions";
import type { LoadAlarmsArgs } from "./load-alarms-args";
import { validateLoadAlarms } from "./load-alarms-validate";

/**
 * Tells people that a service can't keep up. One alarm sounds when the service is above a threshold for scaling up for
 * 15 of 18 minutes: it is at its maximum, finds no capacity, isn't scaled by anything, or more instances don't help.
 * Another one sounds when the oldest item of its queue waits too long. An alarm costs about 0.10 USD a month for each
 * metric that it watches.
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class LoadAlarms extends pulumi.ComponentResource {
  /** Names of the alarms. */
  public readonly alarmNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: LoadAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("LoadAlarms", name, args, validateLoadAlarms);
    super("proofpix:scaling:LoadAlarms", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    this.alarmNames = loadAlarmDefinitions(name, args).map(
      (definition) => createNotifyingAlarm(children, definition, args.alarmActions).name,
    );
    this.registerOutputs({ alarmNames: this.alarmNames });
  }
}
