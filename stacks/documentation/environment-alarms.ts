import { NAMESPACE } from "../configuration/problem";
import { createEnvironment } from "../environment/environment";
import type { Configuration } from "../environment/sections";
import { alarmList, type ListedAlarm } from "./alarm-list";
import { registrations } from "./registrations";

/** Every alarm that an environment of this configuration registers. Nothing else may use Pulumi's runtime meanwhile. */
export async function environmentAlarms(configuration: Configuration): Promise<ListedAlarm[]> {
  const program = () => createEnvironment(configuration);
  return alarmList(await registrations(program, NAMESPACE, configuration.environment));
}
