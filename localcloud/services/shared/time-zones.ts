/** Whether the IANA time zone database has a zone of this name, such as `Europe/Bucharest`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
