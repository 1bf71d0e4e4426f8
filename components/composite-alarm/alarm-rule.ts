/**
 * Rule that is true while any of the alarms sounds (Amazon CloudWatch API Reference, PutCompositeAlarm, AlarmRule:
 * names in quotation marks may have any character, and a quotation mark in one is escaped).
 */
export function anyOf(alarmNames: readonly string[]): string {
  return alarmNames.map((name) => `ALARM("${name.replaceAll(/["\\]/g, "\\$&")}")`).join(" OR ");
}
